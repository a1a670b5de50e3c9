import { useQuery } from '@tanstack/react-query';
import { feedback } from '../../../modules/feedback/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useCan } from '../shell/session.ts';
import { WaitingCount, waitingPollMs } from '../shell/waiting.tsx';
import { feedbackWords } from './words.ts';

/** Beside the menu's entry: how much feedback about one's places waits for an answer. */
export function FeedbackBadge() {
  const t = useWords(feedbackWords);
  const can = useCan();
  const { data } = useQuery({
    ...queryFor(feedback.waiting),
    enabled: can('feedback.read'),
    refetchInterval: waitingPollMs,
  });
  const count = (data?.new ?? 0) + (data?.inProgress ?? 0);
  return <WaitingCount count={count} title={t('waitingCount', { count })} />;
}
