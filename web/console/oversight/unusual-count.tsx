import { useQuery } from '@tanstack/react-query';
import { oversight } from '../../../modules/oversight/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useCan } from '../shell/session.ts';
import { WaitingCount, waitingPollMs } from '../shell/waiting.tsx';
import { unusualWords } from './unusual-words.ts';

/** Beside the menu's entry: how many notes of unusual reading wait in one's places. */
export function UnusualCount() {
  const t = useWords(unusualWords);
  const can = useCan();
  const { data } = useQuery({
    ...queryFor(oversight.unusualCount),
    enabled: can('audit.read'),
    refetchInterval: waitingPollMs,
  });
  const count = data?.open ?? 0;
  return <WaitingCount count={count} title={t('open', { count })} />;
}
