import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useRefreshReports } from './outbox-provider.tsx';
import { usePublicProgramme } from './public-programme.ts';
import { overviewQuery } from './session.ts';
import { useToday } from './today.ts';

/** How often the server is asked while what it said is of a day before. */
const ASK_AGAIN_MS = 5_000;

/** Where the person stands; asked anew when the programme's day turns while the page is open. */
export function useOverview(account: string) {
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const overview = useQuery({
    ...overviewQuery(account),
    refetchInterval: ({ state: { data } }) => (data && data.today < today ? ASK_AGAIN_MS : false),
  });
  useFreshReports(overview.data?.today);
  return overview;
}

/** Calendars and missed days that pages show are of the day before once the server's day has turned. */
function useFreshReports(day: string | undefined): void {
  const refresh = useRefreshReports();
  const before = useRef(day);
  useEffect(() => {
    const hasTurned = before.current !== undefined && before.current !== day;
    before.current = day;
    if (hasTurned) void refresh();
  }, [day, refresh]);
}
