import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { people } from '../../../modules/people/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { drain, type SubmitBody, watchQueue } from '../../shared/offline/queue.ts';
import type { QueueEntry } from '../../shared/offline/store.ts';
import { accountOf, meQuery } from '../../shared/participant/session.ts';

type Queue = {
  entries: QueueEntry[];
  /** Tries to send now what waits. */
  kick: () => void;
};

const QueueContext = createContext<Queue>({ entries: [], kick: () => undefined });

export function useQueue(): Queue {
  return useContext(QueueContext);
}

/**
 * Sends one report for an account. In another tab somebody else may have signed in meanwhile, and
 * the cookie is theirs: nothing of one person is ever sent as another's.
 */
async function sendAs(account: string, report: SubmitBody): Promise<void> {
  const me = await call(people.me, { whenSignedOut: 'fail' });
  if (accountOf(me) !== account) throw new ApiProblem('not_signed_in', 401);
  await call(reports.submit, { body: report, whenSignedOut: 'fail' });
}

/** Forgets what was read of reports, so that pages ask again. */
export function useForgetReports() {
  const queries = useQueryClient();
  return useCallback(async () => {
    const ofReports = {
      predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
        String(queryKey[0]).startsWith('/api/reports'),
    };
    // What no page shows is asked for anew before a page shows it: an editor begins with what it gets.
    queries.removeQueries({ ...ofReports, type: 'inactive' });
    await queries.invalidateQueries(ofReports);
  }, [queries]);
}

/** Keeps an eye on the reports that wait on this device and sends them when that is possible. */
export function QueueProvider({ account, children }: { account: string; children: ReactNode }) {
  const [entries, setEntries] = useState<QueueEntry[]>([]);
  const forgetReports = useForgetReports();
  // Somebody who signed in again may have reports that waited for it.
  const { dataUpdatedAt: askedAt } = useQuery(meQuery);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const run = useCallback(
    async (eager: boolean) => {
      clearTimeout(timer.current);
      let answered = 0;
      const send = async (report: SubmitBody) => {
        await sendAs(account, report).catch((error) => {
          if (error instanceof ApiProblem && error.status === 409) answered += 1;
          throw error;
        });
        answered += 1;
      };
      const nextAt = await drain(account, send, { eager });
      // What was sent, and what was refused for something that is there already, is not as it was.
      if (answered > 0) await forgetReports();
      if (nextAt === null) return;
      timer.current = setTimeout(() => void run(false), Math.max(1000, nextAt - Date.now()));
    },
    [account, forgetReports],
  );

  useEffect(() => watchQueue(account, setEntries), [account]);
  useEffect(() => {
    if (askedAt > 0) void run(true);
  }, [askedAt, run]);
  useEffect(() => {
    const tryNow = () => void run(true);
    const onShow = () => document.visibilityState === 'visible' && tryNow();
    window.addEventListener('online', tryNow);
    document.addEventListener('visibilitychange', onShow);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('online', tryNow);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [run]);

  const queue = useMemo(() => ({ entries, kick: () => void run(true) }), [entries, run]);
  return <QueueContext.Provider value={queue}>{children}</QueueContext.Provider>;
}
