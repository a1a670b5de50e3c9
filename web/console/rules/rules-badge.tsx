import { useQuery } from '@tanstack/react-query';
import { programmes } from '../../../modules/programmes/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import type { Programme } from '../shell/programme.tsx';
import { WaitingCount, waitingPollMs } from '../shell/waiting.tsx';
import { rulesMenuWords } from './menu-words.ts';

/** Beside the menu's entry: whether somebody asked for rules to be published that one may publish as the second person. */
export function RulesBadge({ programme: { id, mayOnAll } }: { programme: Programme }) {
  const t = useWords(rulesMenuWords);
  const { data } = useQuery({
    ...queryFor(programmes.settingsCount, { params: { id } }),
    enabled: mayOnAll.includes('programme.change_rules'),
    refetchInterval: waitingPollMs,
  });
  return <WaitingCount count={data?.waiting ?? 0} title={t('waitsForSecond')} />;
}
