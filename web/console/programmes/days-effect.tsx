import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords, type Words } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { dailyForm, useProgramme } from '../shell/programme.tsx';
import styles from './days-effect.module.css';
import { detailsWords } from './details-words.ts';
import type { TypedDays } from './identity-form.ts';

/** Other days concern everybody who takes part, which for a hundred thousand people takes a minute to find out. */
const ALL_ENROLMENTS_MS = 5 * 60_000;

/** What other days of the programme would change for those who take part. */
export function useDaysEffect(days: TypedDays | null) {
  const { id } = useProgramme();
  const { startsOn, endsOn } = days ?? { startsOn: '', endsOn: '' };
  const input = { query: { programmeId: id, startsOn, endsOn } };
  return useQuery({
    ...queryFor(reports.daysEffect, input),
    queryFn: ({ signal }) =>
      call(reports.daysEffect, { ...input, signal, longest: ALL_ENROLMENTS_MS }),
    enabled: days !== null,
    // People report meanwhile.
    ...{ staleTime: 0, gcTime: 0 },
  });
}

/** The same in words, one sentence for each thing that will happen. */
export function DaysEffect({ effect }: { effect: ReturnType<typeof useDaysEffect> }) {
  const t = useWords(detailsWords);
  const programme = useProgramme();
  const mayFillIn = dailyForm(programme)?.policy.backfill ?? false;
  if (effect.isError) return <p>{t('effectUnknown')}</p>;
  if (!effect.data) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  return (
    <ul className={styles.effect}>
      {sentencesOf(effect.data, mayFillIn).map(([key, params]) => (
        <li key={key}>{t(key, params)}</li>
      ))}
    </ul>
  );
}

type Key = typeof detailsWords extends Words<infer K> ? Extract<K, `effect${string}`> : never;
type Sentence = [Key, Record<string, number>];

function sentencesOf(
  effect: ResponseOf<typeof reports.daysEffect>,
  mayFillIn: boolean,
): Sentence[] {
  const { people, moved, outside, missed, extra, forgiven } = effect;
  if (people === 0) return [['effectNobody', {}]];
  const rest = people - moved;
  const first: Sentence =
    moved === 0
      ? ['effectNone', { count: people }]
      : rest === 0
        ? ['effectAll', { count: moved }]
        : ['effectMoved', { count: moved, rest }];
  const more: Sentence[] = [
    [mayFillIn ? 'effectMissed' : 'effectMissedFixed', { count: missed.people, days: missed.days }],
    ['effectForgiven', { count: forgiven.people, days: forgiven.days }],
    ['effectExtra', { count: extra.people, days: extra.days }],
    ['effectOutside', { count: outside }],
  ];
  return [first, ...more.filter(([, { count }]) => (count ?? 0) > 0)];
}
