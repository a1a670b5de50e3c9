import { useRef, useState } from 'react';
import { type ApiProblem, asProblem } from '../api.ts';
import { waitUntil } from './waiting.ts';

/** Sends something and keeps what went wrong, if anything did; `failed` is told of it, too. */
export function useSending(failed?: (problem: ApiProblem) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const running = useRef<Promise<boolean> | null>(null);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      const told = asProblem(error);
      setProblem(told);
      failed?.(told);
      return false;
    } finally {
      setBusy(false);
    }
  };
  /** Says whether it succeeded. What is pressed again meanwhile is not sent a second time. */
  const run = (work: () => Promise<unknown>): Promise<boolean> => {
    running.current ??= attempt(work).finally(() => {
      running.current = null;
    });
    return running.current;
  };
  /** What was wrong is being changed; a wait goes on. */
  const forget = () => setProblem((now) => (waitUntil(now) ? now : null));
  return { busy, problem, run, forget };
}
