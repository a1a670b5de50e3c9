import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { addDays } from '../../../forms/days.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useProgramme } from '../shell/programme.tsx';
import { reportWords } from './words.ts';

const TrendChart = lazy(() => import('../shell/trend-chart.tsx'));

/** Due and done of the two weeks that end on a day. */
export function TrendPanel({ form, day }: { form: string; day: string }) {
  const t = useWords(reportWords);
  const { id } = useProgramme();
  const trend = useQuery(
    queryFor(reports.trend, { query: { programmeId: id, form, from: addDays(day, -13), to: day } }),
  );
  return (
    <Panel title={t('trend')}>
      <Loaded query={trend} rows={4}>
        {(days) => (
          <Suspense fallback={<Skeleton active paragraph={{ rows: 4 }} />}>
            <TrendChart days={days} />
          </Suspense>
        )}
      </Loaded>
    </Panel>
  );
}
