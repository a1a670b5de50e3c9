import { useCallback, useEffect, useRef } from 'react';
import { inTime } from '../in-time.ts';

/** What would be lost if a form were left now; its name is that of the words that ask. */
export type Loss = 'leaveUnsaved' | 'leaveUnderWay' | 'leaveSending';

/** Stores what can be stored, and says whether leaving would lose something all the same. */
type Ask = () => Promise<boolean>;

/** One for each form that is open on the page. */
const openForms = new Set<Ask>();

/** Whether leaving the page would lose something of a form that is open. */
export async function wouldLoseOnLeaving(): Promise<boolean> {
  const answers = await Promise.all([...openForms].map((ask) => ask()));
  return answers.includes(true);
}

/** The person was asked already, and leaves: the browser does not ask again. */
export function stopAsking(): void {
  openForms.clear();
}

/** Whoever leaves waits less long for a storage that does not answer: they can be asked. */
const LONGEST_WAIT_MS = 3000;

type Leaving = {
  /** What would be lost. */
  loss: Loss | null;
  /** Something was typed that is still to be stored. */
  isPending: boolean;
  /** Stores it; says whether it is stored now. */
  store: () => Promise<boolean>;
};

/** Has an open form asked before it is left; gives what asks it. */
export function useLeaving({ loss, isPending, store }: Leaving): Ask {
  const latest = useRef(loss);
  latest.current = loss;
  const ask = useCallback(async () => {
    const isStored = await inTime(store(), LONGEST_WAIT_MS).catch(() => false);
    return !isStored || (latest.current !== null && latest.current !== 'leaveUnsaved');
  }, [store]);

  useEffect(() => {
    openForms.add(ask);
    return () => void openForms.delete(ask);
  }, [ask]);

  const asksBrowser = loss !== null || isPending;
  useEffect(() => {
    if (!asksBrowser) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (!openForms.has(ask)) return;
      // Whoever stays may have it stored by then.
      void store();
      event.preventDefault();
      // Browsers asked only if this was set until 2023.
      event.returnValue = true;
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [asksBrowser, ask, store]);

  return ask;
}
