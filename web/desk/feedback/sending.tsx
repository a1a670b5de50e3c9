import { Alert, Button } from 'antd';
import { useSender } from '../../shared/feedback/sender.tsx';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import margins from '../shell/margins.module.css';

/** Why something was not sent, and that it is kept until it is. */
export function SendingProblem({ problem, isPassing }: { problem: unknown; isPassing: boolean }) {
  const { zone } = useSender();
  const t = useWords(feedbackWords);
  const lang = useLang();
  if (!problem) return null;
  return (
    <Alert
      className={margins.below}
      type="error"
      showIcon
      title={problemText(problem, lang, zone)}
      description={isPassing ? t('draftKept') : undefined}
    />
  );
}

export function SubmitButton(props: {
  main?: boolean;
  busy: boolean;
  isPassing: boolean;
  label: string;
}) {
  const { main, busy, isPassing, label } = props;
  const t = useWords(feedbackWords);
  return (
    <Button
      type={main ? 'primary' : 'default'}
      htmlType="submit"
      size={main ? 'large' : 'middle'}
      loading={busy}
    >
      {isPassing ? t('tryAgain') : label}
    </Button>
  );
}
