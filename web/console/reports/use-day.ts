import { useQuery } from '@tanstack/react-query';
import { reports } from '../../../modules/reports/contract.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useProgramme } from '../shell/programme.tsx';

/** Due and done of a day, by place and group. */
export function useDay(form: string, day: string) {
  const { id } = useProgramme();
  return useQuery({
    ...queryFor(reports.completion, { query: { programmeId: id, form, day } }),
    refetchInterval: 60_000,
  });
}
