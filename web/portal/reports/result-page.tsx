import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleOutline, ClockCircleOutline } from 'antd-mobile-icons';
import type { Day } from '../../../forms/definition.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useAfterSubmitting } from '../../shared/participant/after-submitting.ts';
import type { Finished } from '../../shared/participant/editor.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { Empty } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Advice } from './advice.tsx';
import { words } from './words.ts';

/** A report was sent, or is stored to be sent; says what may come next. */
export function ResultPage(props: {
  form: PublishedForm;
  result: Finished;
  onNext: (day: Day) => void;
}) {
  const { form, result, onNext } = props;
  const { code: programme } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const navigate = useNavigate();
  const { title, message, next, isSent } = useAfterSubmitting(form, result);
  const home = () => void navigate({ to: '/$programme/', params: { programme }, replace: true });
  return (
    <Page
      title={text(form.definition.title)}
      back={false}
      action={
        <Button color="primary" size="large" block onClick={home}>
          {t('backHome')}
        </Button>
      }
    >
      <Empty title={title} icon={isSent ? <CheckCircleOutline /> : <ClockCircleOutline />}>
        <p role="status">{message}</p>
        <Advice advice={result.advice} />
        {next && (
          <Button color="primary" fill="outline" block onClick={() => onNext(next)}>
            {t('nextMissed', { day: formatDay(next, lang, 'bare') })}
          </Button>
        )}
      </Empty>
    </Page>
  );
}
