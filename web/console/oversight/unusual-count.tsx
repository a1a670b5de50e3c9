import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import { oversight } from '../../../modules/oversight/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { colours } from '../../shared/tokens.ts';
import { useCan } from '../shell/session.ts';
import { unusualWords } from './unusual-words.ts';

const pollEvery = 60_000;

/** Beside the menu's entry: how many notes of unusual reading wait in one's places. */
export function UnusualCount() {
  const t = useWords(unusualWords);
  const can = useCan();
  const { data } = useQuery({
    ...queryFor(oversight.unusualCount),
    enabled: can('audit.read'),
    refetchInterval: pollEvery,
  });
  const count = data?.open ?? 0;
  if (count === 0) return null;
  return (
    <Badge
      count={count}
      overflowCount={999}
      color={colours.ink}
      title={t('open', { count })}
      styles={{ indicator: { boxShadow: 'none' } }}
    />
  );
}
