import { useEffect, useState } from 'react';
import { ApiProblem } from './api.ts';
import { defineWords, useWords } from './i18n.ts';
import { serverNow } from './server-time.ts';

const words = defineWords('waiting', {
  zh: { left: '还需等待 {time}', over: '现在可以再试了。' },
  en: { left: 'Try again in {time}', over: 'You can try again now.' },
});

/** Until when nothing may be tried, when that is what a problem says. */
export function waitUntil(problem: unknown): string | null {
  if (!(problem instanceof ApiProblem) || problem.code !== 'wait_before_trying') return null;
  const { until } = problem.params;
  return typeof until === 'string' ? until : null;
}

/** Minutes and seconds: 4:05. */
export function countdown(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
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

/**
 * Whether a problem still keeps a person from trying again, and what is said about it: how long it
 * takes, counted down, then that it is over. Empty for every other problem.
 */
export function useWait(problem: unknown): { mustWait: boolean; isOver: boolean; text: string } {
  const t = useWords(words);
  const until = waitUntil(problem);
  const seconds = useSecondsUntil(until);
  if (until === null) return { mustWait: false, isOver: false, text: '' };
  return seconds > 0
    ? { mustWait: true, isOver: false, text: t('left', { time: countdown(seconds) }) }
    : { mustWait: false, isOver: true, text: t('over') };
}
