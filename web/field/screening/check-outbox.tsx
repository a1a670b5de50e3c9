import { useQueryClient } from '@tanstack/react-query';
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
import { screening } from '../../../modules/screening/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { accountOf } from '../../shared/account.ts';
import { asProblem, call } from '../../shared/api.ts';
import { outboxOf, type Parcel, watchOutbox } from '../../shared/offline/outbox.ts';
import { mayGoOn, type OutboxEntry } from '../../shared/offline/outbox-rules.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';

import { inOrder, type Recorded, type SentCheck } from './in-order.ts';

export type CheckBody = BodyOf<typeof screening.check>;
export type { Recorded } from './in-order.ts';

type CheckOutbox = {
  /** What waits on this phone, or was refused, oldest first; nothing of it says whose it is. */
  entries: OutboxEntry[];
  /** Stores a check on the phone and sends it; what came of it so far. Throws where the phone stores nothing. */
  send: (body: CheckBody, site: string) => Promise<Recorded | 'waiting' | 'refused'>;
  sendNow: () => void;
  /** Takes out a check that the server will not take. */
  drop: (id: string) => Promise<void>;
};

const CheckOutboxContext = createContext<CheckOutbox | null>(null);

export function useCheckOutbox(): CheckOutbox {
  const outbox = useContext(CheckOutboxContext);
  if (!outbox) throw new Error('There is no CheckOutboxProvider around this page.');
  return outbox;
}

/** Sends checks in their order, each once, under the account that made them, whenever that may succeed. */
export function CheckOutboxProvider({ children }: { children: ReactNode }) {
  const account = accountOf(useCurrentUser());
  const queries = useQueryClient();
  const outbox = useMemo(() => outboxOf(account), [account]);
  const [entries, setEntries] = useState<OutboxEntry[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOpen = useRef(false);

  const deliver = useCallback(
    async ({ content }: Parcel): Promise<SentCheck> => {
      try {
        const body = content as CheckBody;
        return { kind: 'sent', recorded: await call(screening.check, { body, account }) };
      } catch (error) {
        return { kind: 'failed', error: asProblem(error) };
      }
    },
    [account],
  );

  const run = useCallback(
    async (eager: boolean) => {
      clearTimeout(timer.current);
      const nextAt =
        (await outbox?.drain(deliver, { eager }).catch(() => Date.now() + 60_000)) ?? null;
      void queries.invalidateQueries({ queryKey: [screening.records.url] });
      if (nextAt === null || !isOpen.current) return;
      timer.current = setTimeout(() => void run(false), Math.max(1000, nextAt - Date.now()));
    },
    [outbox, deliver, queries],
  );

  useEffect(() => watchOutbox(account, setEntries), [account]);
  useEffect(() => {
    isOpen.current = true;
    const tryNow = () => void run(true);
    const onShow = () => document.visibilityState === 'visible' && tryNow();
    tryNow();
    window.addEventListener('online', tryNow);
    document.addEventListener('visibilitychange', onShow);
    return () => {
      isOpen.current = false;
      clearTimeout(timer.current);
      window.removeEventListener('online', tryNow);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [run]);

  const send = useCallback(
    async (body: CheckBody, site: string) => {
      const about = { site, at: body.checkedAt };
      const parcel = { id: body.id, subject: body.id, about, earlier: [], content: body };
      if (!outbox) return call(screening.check, { body, account });
      const sent = await outbox.send(parcel, inOrder(outbox, deliver));
      const outcome = sent?.outcome;
      if (outcome?.kind === 'sent') return outcome.recorded;
      if (outcome?.kind === 'failed' && mayGoOn(outcome)) return 'refused' as const;
      void run(false);
      return 'waiting' as const;
    },
    [account, outbox, deliver, run],
  );

  const value = useMemo(
    () => ({
      entries: entries
        .filter(({ state }) => state !== 'sent' && state !== 'overtaken')
        .sort((a, b) => a.createdAt - b.createdAt),
      send,
      sendNow: () => void run(true),
      drop: async (id: string) => {
        await outbox?.remove(id);
      },
    }),
    [entries, send, run, outbox],
  );
  return <CheckOutboxContext.Provider value={value}>{children}</CheckOutboxContext.Provider>;
}
