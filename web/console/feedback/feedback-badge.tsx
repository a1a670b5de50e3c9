import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import { feedback } from '../../../modules/feedback/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { colours } from '../../shared/tokens.ts';
import { useCan } from '../shell/session.ts';
import { feedbackWords } from './words.ts';

const pollEvery = 60_000;

/** Beside the menu's entry: how much feedback about one's places waits for an answer. */
export function FeedbackBadge() {
  const t = useWords(feedbackWords);
  const can = useCan();
  const { data } = useQuery({
    ...queryFor(feedback.waiting),
    enabled: can('feedback.read'),
    refetchInterval: pollEvery,
  });
  const count = (data?.new ?? 0) + (data?.inProgress ?? 0);
  if (count === 0) return null;
  return (
    <Badge
      count={count}
      overflowCount={9999}
      color={colours.ink}
      title={t('waitingCount', { count })}
      styles={{ indicator: { boxShadow: 'none' } }}
    />
  );
}
