import { useState } from 'react';
import { ApiProblem } from '../api.ts';
import { waitUntil } from './waiting.ts';

/** Sends something and keeps what went wrong, if anything did. */
export function useSending() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  /** Says whether it succeeded. */
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem('internal', 500));
      return false;
    } finally {
      setBusy(false);
    }
  };
  /** What was wrong is being changed; a wait goes on. */
  const forget = () => setProblem((now) => (waitUntil(now) ? now : null));
  return { busy, problem, run, forget };
}
