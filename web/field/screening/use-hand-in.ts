import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { screening } from '../../../modules/screening/contract.ts';
import { type ApiProblem, asProblem, call } from '../../shared/api.ts';
import { outboxOf, type Parcel, watchOutbox } from '../../shared/offline/outbox.ts';
import { mayGoOn, type OutboxEntry } from '../../shared/offline/outbox-rules.ts';
import type { ShutOut } from '../shell/feature.ts';
import type { CheckBody } from './check-outbox.tsx';
import type { SentCheck } from './in-order.ts';

/** The proof is good no more. */
const isOld = ({ code }: ApiProblem) => code === 'not_signed_in';

/**
 * Hands in what waits on this phone of somebody who is shut out, in its order, each once; whenever there is a network,
 * and as long as their proof is good. What is not taken stays in their queue.
 */
export function useHandIn({ account, proof }: ShutOut) {
  const queries = useQueryClient();
  const outbox = useMemo(() => outboxOf(account), [account]);
  const [entries, setEntries] = useState<OutboxEntry[]>([]);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(true);
  /** Why the rest waits. */
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOpen = useRef(false);
  /** What waits goes on with the next proof. */
  const isOver = useRef(false);

  const deliver = useCallback(
    async ({ id, content }: Parcel): Promise<SentCheck> => {
      try {
        const body = { proof, check: content as CheckBody };
        const recorded = await call(screening.handIn, { body, whenSignedOut: 'fail' });
        setTaken((before) => new Set(before).add(id));
        return { kind: 'sent', recorded };
      } catch (error) {
        const outcome = { kind: 'failed', error: asProblem(error) } as const;
        if (!mayGoOn(outcome)) setProblem(outcome.error);
        isOver.current ||= isOld(outcome.error);
        return outcome;
      }
    },
    [proof],
  );

  const run = useCallback(async () => {
    clearTimeout(timer.current);
    if (isOver.current) return;
    setBusy(true);
    setProblem(null);
    const nextAt =
      (await outbox?.drain(deliver, { eager: true }).catch(() => Date.now() + 60_000)) ?? null;
    setBusy(false);
    void queries.invalidateQueries({ queryKey: ['unsent'] });
    if (nextAt === null || isOver.current || !isOpen.current) return;
    timer.current = setTimeout(() => void run(), Math.max(3000, nextAt - Date.now()));
  }, [outbox, deliver, queries]);

  useEffect(() => watchOutbox(account, setEntries), [account]);
  useEffect(() => {
    isOpen.current = true;
    const tryNow = () => void run();
    tryNow();
    window.addEventListener('online', tryNow);
    return () => {
      isOpen.current = false;
      clearTimeout(timer.current);
      window.removeEventListener('online', tryNow);
    };
  }, [run]);

  const inOrder = [...entries].sort((one, other) => one.createdAt - other.createdAt);
  return {
    taken: taken.size,
    waiting: inOrder.filter(({ state }) => state === 'waiting' || state === 'sending').length,
    refused: inOrder.filter(({ state }) => state === 'refused'),
    ...{ isBusy, problem, isOver: problem !== null && isOld(problem) },
    again: () => void run(),
    drop: async (id: string) => {
      await outbox?.remove(id);
      void queries.invalidateQueries({ queryKey: ['unsent'] });
    },
  };
}
