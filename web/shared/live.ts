import { useQuery, useQueryClient } from '@tanstack/react-query';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { useEffect, useState } from 'react';
import type { Endpoint, QueryOf } from '../../platform/contract.ts';
import { ApiProblem, openStream } from './api.ts';
import { queryFor } from './query-for.ts';

type Placed = Endpoint & { url: string };
type Read = Placed & { method: 'GET' };
type Stream = Read & { response: 'stream' };

/** In milliseconds: between two tries, and between two reads where nothing comes by itself. */
const shortestRest = 1000;
const longestRest = 60_000;
const readEvery = 30_000;

type Handlers = {
  /** What came, and under which name. */
  onEvent(name: string, data: unknown): void;
  /** Whether events come now. */
  onState(isLive: boolean): void;
};

/** Follows a stream of events until the signal, whatever ends in between; while nobody sees the page it rests. */
export async function follow<E extends Stream>(
  endpoint: E,
  query: QueryOf<E>,
  { onEvent, onState }: Handlers,
  signal: AbortSignal,
): Promise<void> {
  let rest = shortestRest;
  while (!signal.aborted) {
    await untilSeen(signal);
    const hidden = whenHidden(signal);
    const began = performance.now();
    try {
      const stream = await openStream(endpoint, { query, signal: hidden.signal } as never);
      const events = stream
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      onState(true);
      for await (const { event = 'message', data } of eachOf(events)) {
        onEvent(event, JSON.parse(data));
      }
      // Streams end by themselves after a while; one that ended at once is not asked for in a hurry.
      rest = performance.now() - began > longestRest / 10 ? 0 : Math.max(rest, shortestRest) * 2;
    } catch (error) {
      if (!hidden.signal.aborted) onState(false);
      if (isFinal(error)) return;
      rest = hidden.signal.aborted ? 0 : Math.max(rest, shortestRest) * 2;
    } finally {
      hidden.forget();
    }
    rest = Math.min(rest, longestRest);
    await pause(rest, signal);
  }
}

/** Asking again would be answered alike: whoever is at the page may not, or what it shows is gone. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500;
}

/** Not every browser can read a stream in a loop. */
async function* eachOf<T>(stream: ReadableStream<T>): AsyncGenerator<T, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function untilSeen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === 'hidden' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}

function whenHidden(signal: AbortSignal): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const look = () => document.visibilityState === 'hidden' && abort();
  document.addEventListener('visibilitychange', look);
  signal.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    forget: () => {
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', abort);
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/**
 * A read that stays true by itself: `changes` says what an event makes of what is shown. Where no events come, as behind
 * a proxy that holds them back, it is read again from time to time.
 */
export function useLive<E extends Read, L extends Stream, T>(
  endpoint: E,
  live: L,
  query: QueryOf<E> & QueryOf<L>,
  changes: (shown: T | undefined, name: string, data: unknown) => T | undefined,
) {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  const read = queryFor(endpoint as never, { query } as never);
  const key = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query is followed by what it says, not by its identity.
  useEffect(() => {
    const controller = new AbortController();
    const onEvent = (name: string, data: unknown) =>
      client.setQueryData(
        read.queryKey,
        (shown: unknown) => changes(shown as T, name, data) as never,
      );
    void follow(live, query, { onEvent, onState: setLive }, controller.signal);
    return () => controller.abort();
  }, [client, live, key]);
  const result = useQuery({ ...read, refetchInterval: isLive ? false : readEvery });
  return { ...result, data: result.data as T | undefined, isLive };
}
