import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleOutline, ClockCircleOutline } from 'antd-mobile-icons';
import type { Day } from '../../../forms/definition.ts';
import { shownDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { missedOf } from '../../shared/participant/queries.ts';
import { useMember } from '../../shared/participant/session.ts';
import { Empty } from '../parts/messages.tsx';
import { Page } from '../parts/page.tsx';
import type { Result } from './use-submitting.ts';
import { words } from './words.ts';

/** A report was sent, or is kept to be sent; says what may come next. */
export function ResultPage(props: {
  form: PublishedForm;
  result: Exclude<Result, { kind: 'failed' }>;
  onNext: (day: Day) => void;
}) {
  const { form, result, onNext } = props;
  const { code } = usePublicProgramme();
  const { account } = useMember();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const navigate = useNavigate();
  const daily = form.policy.slots === 'daily';
  const isSent = result.kind === 'sent';
  const missed = useQuery({
    ...missedOf(account),
    enabled: isSent && daily && form.policy.backfill,
  });
  const next = missed.data?.canBackfill ? missed.data.days[0] : undefined;
  const day = shownDay(isSent ? result.receipt.day : result.day, lang, 'short');
  const message = isSent
    ? result.receipt.incomplete
      ? t('sentIncomplete')
      : daily
        ? t('sentText', { day })
        : t('sentPlain')
    : t('queuedText', { day });
  return (
    <Page
      title={text(form.definition.title)}
      back={false}
      action={
        <Button
          color="primary"
          size="large"
          block
          onClick={() =>
            void navigate({ to: '/$programme/', params: { programme: code }, replace: true })
          }
        >
          {t('toHome')}
        </Button>
      }
    >
      <Empty
        title={t(isSent ? 'sentTitle' : 'queuedTitle')}
        icon={isSent ? <CheckCircleOutline /> : <ClockCircleOutline />}
      >
        <p role="status">{message}</p>
        {next && (
          <Button color="primary" fill="outline" block onClick={() => onNext(next)}>
            {t('nextMissed', { day: shownDay(next, lang, 'bare') })}
          </Button>
        )}
      </Empty>
    </Page>
  );
}
