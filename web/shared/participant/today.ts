import { useEffect, useState } from 'react';
import { addDays, dayOf, nextTurn, startOfDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { serverNow } from '../server-time.ts';

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

/** Seconds that are left until an instant by the server's clock, counted down; 0 once it is reached. */
export function useSecondsUntil(instant: string | null): number {
  const left = () =>
    instant === null ? 0 : Math.max(0, Math.ceil((Date.parse(instant) - serverNow()) / 1000));
  const [seconds, setSeconds] = useState(left);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `left` looks only at the instant
  useEffect(() => {
    setSeconds(left());
    if (instant === null) return;
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  }, [instant]);
  return seconds;
}

/** Seconds until the programme's day turns, counted down. */
export function useSecondsOfToday(zone: string): number {
  const tomorrow = addDays(useToday(zone), 1);
  return useSecondsUntil(startOfDay(tomorrow, zone).toISOString());
}
