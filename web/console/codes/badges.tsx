import { useQuery } from '@tanstack/react-query';
import { codes } from '../../../modules/codes/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import type { Programme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { WaitingCount, waitingPollMs } from '../shell/waiting.tsx';
import { codeMenuWords } from './menu-words.ts';

/** Beside the menu's entry: how many orders wait for one's approval. */
export function OrderBadge({ programme }: { programme: Programme }) {
  const t = useWords(codeMenuWords);
  const can = useCan();
  const { data } = useQuery({
    ...queryFor(codes.orderCount, { query: { programmeId: programme.id } }),
    enabled: can('code.approve'),
    refetchInterval: waitingPollMs,
  });
  const count = data?.waiting ?? 0;
  return <WaitingCount count={count} title={t('waiting', { count })} />;
}

/** Beside the menu's entry: how many appeals one's places are to answer, and how many of them are past their date. */
export function AppealBadge({ programme }: { programme: Programme }) {
  const t = useWords(codeMenuWords);
  const can = useCan();
  const { data } = useQuery({
    ...queryFor(codes.appealCount, { query: { programmeId: programme.id } }),
    enabled: can('appeal.decide'),
    refetchInterval: waitingPollMs,
  });
  const { open: count = 0, overdue = 0 } = data ?? {};
  const late = t('late', { count: overdue });
  const title = t('openAppeals', { count });
  return overdue > 0 ? (
    <WaitingCount {...{ count, late }} title={`${title} · ${late}`} />
  ) : (
    <WaitingCount {...{ count, title }} />
  );
}
