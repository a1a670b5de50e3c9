import { useState } from 'react';
import { type ApiProblem, asProblem } from '../api.ts';
import { waitUntil } from '../waiting.ts';
import { useBusy } from './busy.ts';

/** Sends something and keeps what went wrong, if anything did; `failed` is told of it, too. */
export function useSending(failed?: (problem: ApiProblem) => void) {
  const { busy, once } = useBusy<boolean>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  /** Says whether it succeeded. */
  const run = (work: () => Promise<unknown>): Promise<boolean> =>
    once(async () => {
      setProblem(null);
      try {
        await work();
        return true;
      } catch (error) {
        const failure = asProblem(error);
        setProblem(failure);
        failed?.(failure);
        return false;
      }
    });
  /** What was wrong is being changed; a wait goes on. */
  const forget = () => setProblem((now) => (waitUntil(now) ? now : null));
  return { busy, problem, run, forget };
}
