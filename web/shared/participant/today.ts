import { useEffect, useState } from 'react';
import { addDays, dayOf, nextTurn, startOfDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { serverNow } from '../server-time.ts';
import { useSecondsUntil } from '../waiting.ts';

/** The programme's current day by the server's clock; changes when the day turns while the page is open. */
export function useToday(zone: string): Day {
  const [today, setToday] = useState(() => dayOf(serverNow(), zone));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const now = serverNow();
      setToday(dayOf(now, zone));
      clearTimeout(timer);
      // A timer of a phone that slept may be late; looking again when the page is shown makes up for it.
      const wait = nextTurn(now, zone).getTime() - now + 50;
      timer = setTimeout(look, Math.min(wait, 60_000));
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [zone]);
  return today;
}

/** Seconds until the programme's day turns, counted down. */
export function useSecondsOfToday(zone: string): number {
  const tomorrow = addDays(useToday(zone), 1);
  return useSecondsUntil(startOfDay(tomorrow, zone).toISOString());
}
