import { type QueryClient, useQueryClient } from '@tanstack/react-query';
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
import { v7 as newId } from 'uuid';
import { type Outbox, outboxOf, type Send, watchOutbox } from '../offline/outbox.ts';
import type { OutboxEntry } from '../offline/outbox-rules.ts';
import { forgetStoredRecords } from './queries.ts';
import { reportServer } from './report-server.ts';
import { useVisitor } from './session.ts';
import { senderOf } from './submit.ts';

type Sending = {
  /** Null where reports are only sent at once. */
  outbox: Outbox | null;
  entries: OutboxEntry[];
  /** Tries to send now what waits. */
  sendNow: () => void;
};

const nothing: Sending = { outbox: null, entries: [], sendNow: () => undefined };

const OutboxContext = createContext<Sending>(nothing);

/** What waits on this device to be sent; nothing outside of `OutboxProvider`. */
export function useOutbox(): Sending {
  return useContext(OutboxContext);
}

const ofReports = {
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
    String(queryKey[0]).startsWith('/api/reports'),
};

/** What no page shows is asked for anew before a page shows it: an editor begins with what it gets. */
function forgetUnshown(queries: QueryClient): void {
  queries.removeQueries({ ...ofReports, type: 'inactive' });
}

/** Forgets what was read of reports, so that pages ask again. */
export function useRefreshReports(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    forgetUnshown(queries);
    await queries.invalidateQueries(ofReports);
  }, [queries]);
}

/** Watches the outbox of an account, and sends what waits in it whenever that may succeed. */
export function OutboxProvider({ account, children }: { account: string; children: ReactNode }) {
  const outbox = useMemo(() => outboxOf(account), [account]);
  const [entries, setEntries] = useState<OutboxEntry[]>([]);
  const queries = useQueryClient();
  const refresh = useRefreshReports();
  // Somebody who signed in again may have reports that waited for it.
  const { dataUpdatedAt: askedAt } = useVisitor();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOpen = useRef(false);

  const run = useCallback(
    async (eager: boolean) => {
      clearTimeout(timer.current);
      let news = false;
      const deliver = senderOf({ newId, server: reportServer(account, { whenSignedOut: 'fail' }) });
      const send: Send = async (parcel, tools) => {
        const outcome = await deliver(parcel, tools);
        // What was sent, and what was refused for something that is there already, is not as it was.
        if (outcome.kind === 'failed' && outcome.error.status !== 409) return outcome;
        news = true;
        // Before the outcome is told: whoever opens the report then must not begin with what was there before.
        forgetUnshown(queries);
        if (outcome.kind === 'failed') {
          const { form = '', slot = '' } = parcel.about;
          await forgetStoredRecords(account, form, slot);
        }
        return outcome;
      };
      // A storage that fails may work again in a minute.
      const nextAt =
        (await outbox?.drain(send, { eager }).catch(() => Date.now() + 60_000)) ?? null;
      if (news) void refresh();
      // The page may have gone while something was being sent.
      if (nextAt === null || !isOpen.current) return;
      timer.current = setTimeout(() => void run(false), Math.max(1000, nextAt - Date.now()));
    },
    [account, outbox, queries, refresh],
  );

  useEffect(() => watchOutbox(account, setEntries), [account]);
  useEffect(() => {
    if (askedAt > 0) void run(true);
  }, [askedAt, run]);
  useEffect(() => {
    isOpen.current = true;
    const tryNow = () => void run(true);
    const onShow = () => document.visibilityState === 'visible' && tryNow();
    window.addEventListener('online', tryNow);
    document.addEventListener('visibilitychange', onShow);
    return () => {
      isOpen.current = false;
      clearTimeout(timer.current);
      window.removeEventListener('online', tryNow);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [run]);

  const value = useMemo(
    () => ({ outbox, entries, sendNow: () => void run(true) }),
    [outbox, entries, run],
  );
  return <OutboxContext.Provider value={value}>{children}</OutboxContext.Provider>;
}
