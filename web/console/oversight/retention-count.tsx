import { useQuery } from '@tanstack/react-query';
import { oversight } from '../../../modules/oversight/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useCan } from '../shell/session.ts';
import { WaitingCount, waitingPollMs } from '../shell/waiting.tsx';
import { retentionMenuWords } from './retention-menu-words.ts';

/** Beside the menu's entry: how many deletions wait for one's confirmation as the second person, and how many fail. */
export function RetentionCount() {
  const t = useWords(retentionMenuWords);
  const can = useCan();
  const { data } = useQuery({
    ...queryFor(oversight.retentionCount),
    enabled: can('retention.confirm'),
    refetchInterval: waitingPollMs,
  });
  const { waiting = 0, failing = 0 } = data ?? {};
  const titles = [
    ...(waiting > 0 ? [t('waits', { count: waiting })] : []),
    ...(failing > 0 ? [t('fails', { count: failing })] : []),
  ];
  return <WaitingCount count={waiting + failing} title={titles.join(' · ')} />;
}
