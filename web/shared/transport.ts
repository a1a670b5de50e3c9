import type { ProblemBody } from '../../platform/contract.ts';
import { ApiProblem } from './api-problem.ts';
import { learnServerTime, startWaiting } from './server-time.ts';

/** How requests reach the server, and what counts as an answer of it. */

/** A request that has no answer by then is given up, so that nothing waits for ever. */
const LONGEST_REQUEST_MS = 30_000;

/** Sends a request and answers what the server said; throws ApiProblem, or what an aborted signal throws. */
export async function send(
  address: string,
  init: RequestInit,
  longest: number = LONGEST_REQUEST_MS,
): Promise<unknown> {
  const { signal } = init;
  const waited = startWaiting();
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), longest);
  const abort = () => ended.abort();
  signal?.addEventListener('abort', abort);
  try {
    const response = await fetch(address, {
      credentials: 'same-origin',
      ...init,
      signal: ended.signal,
    });
    const now = response.headers.get(mark);
    const text = await response.text();
    learnServerTime(now, waited());
    return answer({ status: response.status, now, text }, init.method === 'HEAD');
  } catch (error) {
    if (error instanceof ApiProblem) throw error;
    if (signal?.aborted) throw new DOMException('aborted', 'AbortError');
    throw new ApiProblem('offline', 0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Opens an answer that goes on, such as a stream of events. Throws as {@link send} does, until it has begun. */
export async function open(
  address: string,
  init: RequestInit & { signal: AbortSignal },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { signal } = init;
  const late = AbortSignal.timeout(LONGEST_REQUEST_MS);
  const begun = new AbortController();
  const waited = startWaiting();
  const giveUp = () => begun.abort();
  for (const each of [signal, late]) each.addEventListener('abort', giveUp);
  try {
    const response = await fetch(address, {
      credentials: 'same-origin',
      ...init,
      signal: begun.signal,
    });
    const now = response.headers.get(mark);
    learnServerTime(now, waited());
    if (now !== null && response.ok && response.body) return response.body;
    answer({ status: response.status, now, text: await response.text() });
    throw new ApiProblem('offline', 0);
  } catch (error) {
    if (error instanceof ApiProblem) throw error;
    if (signal.aborted) throw new DOMException('aborted', 'AbortError');
    throw new ApiProblem('offline', 0);
  } finally {
    late.removeEventListener('abort', giveUp);
  }
}

/** An upload of which nothing leaves for so long, or that has no answer by then, is given up. */
const LONGEST_SILENCE_MS = 60_000;

type FileOptions = {
  name?: string;
  headers: Record<string, string>;
  /** Is told the part that has left, from 0 to 1. */
  progress?: (part: number) => void;
  signal?: AbortSignal;
};

/** `fetch` cannot tell how much of a body has left, so files go the older way. */
export function sendFile(
  address: string,
  method: string,
  file: Blob,
  options: FileOptions,
): Promise<unknown> {
  const { signal, headers } = options;
  const form = new FormData();
  form.append('file', file, options.name ?? (file instanceof File ? file.name : 'file'));
  const request = new XMLHttpRequest();
  request.open(method, address);
  for (const [name, value] of Object.entries(headers)) {
    request.setRequestHeader(name, value);
  }
  const waited = startWaiting();
  const done = new Promise<unknown>((resolve, reject) => {
    request.onload = () => {
      const { status, responseText: text } = request;
      const now = request.getResponseHeader(mark);
      learnServerTime(now, waited());
      try {
        resolve(answer({ status, now, text }));
      } catch (problem) {
        reject(problem);
      }
    };
    request.onerror = () => reject(new ApiProblem('offline', 0));
    request.onabort = () =>
      reject(
        signal?.aborted ? new DOMException('aborted', 'AbortError') : new ApiProblem('offline', 0),
      );
  });
  const abort = () => request.abort();
  let timer = setTimeout(abort, LONGEST_SILENCE_MS);
  request.upload.onprogress = (event) => {
    clearTimeout(timer);
    timer = setTimeout(abort, LONGEST_SILENCE_MS);
    if (event.lengthComputable) options.progress?.(event.loaded / event.total);
  };
  signal?.addEventListener('abort', abort);
  request.send(form);
  // Where it was cancelled before it began.
  if (signal?.aborted) abort();
  return done.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  });
}

/** The server says in every answer what time it is. An answer without it is somebody else's. */
const mark = 'x-anxing-now';

type Answer = { status: number; now: string | null; text: string };

function answer({ status, now, text }: Answer, isHead = false): unknown {
  if (now === null) throw notFromServer(status);
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    // What was cut off on its way says nothing.
    if (body === undefined && !isHead) throw new ApiProblem('offline', 0);
    return body;
  }
  const problem = typeof body === 'object' && body !== null ? (body as Partial<ProblemBody>) : {};
  throw new ApiProblem(problem.code ?? 'internal', status, problem);
}

/**
 * A gateway answers for a server that is away, a filter for one that it protects, and a network that wants
 * a sign-in for everybody. Whatever they say, the server has not got the request, or its answer is lost.
 */
function notFromServer(status: number): ApiProblem {
  if (status === 429) return new ApiProblem('too_many_requests', 429, {}, false);
  if (status >= 400) return new ApiProblem('busy', 503, {}, false);
  return new ApiProblem('offline', 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
