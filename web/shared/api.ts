import type {
  App,
  BodyOf,
  Endpoint,
  FieldProblem,
  ParamsOf,
  ProblemBody,
  QueryOf,
  ResponseOf,
} from '../../platform/contract.ts';
import { learnServerTime, startWaiting } from './server-time.ts';

type Placed = Endpoint & { url: string };

type Part<Name extends string, T> = [T] extends [undefined]
  ? { [K in Name]?: undefined }
  : object extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };

/** What a call needs beside its endpoint: the parts that the contract names, and no others. */
export type Input<E extends Endpoint> = Place<E> & Part<'body', BodyOf<E>>;

/** The parts that stand in an address. */
type Place<E extends Endpoint> = Part<'params', ParamsOf<E>> & Part<'query', QueryOf<E>>;

/** May be left out where nothing in it must be given. */
type Args<Given> = object extends Given ? [input?: Given] : [input: Given];

type CallOptions = {
  signal?: AbortSignal;
  /** fail: a missing session is an ordinary error. Without it the page may ask to sign in and the call goes on. */
  whenSignedOut?: 'fail';
  /**
   * The account that it is for (see `accountOf`). Where somebody else has signed in since, which another
   * tab may have brought about, the server does nothing and says `somebody_else`.
   */
  account?: string;
  /** Instead of the one that the page has said. */
  realm?: string;
};

/** A request that failed. `code` is `offline` when no answer of the server came at all. */
export class ApiProblem extends Error {
  readonly code: string;
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  /** The server answered: not nobody, and not something on the way to it. */
  readonly isFromServer: boolean;
  readonly fields: FieldProblem[];
  readonly params: Record<string, string | number>;

  constructor(
    code: string,
    status: number,
    body?: Partial<ProblemBody>,
    isFromServer = status !== 0,
  ) {
    super(code);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.isFromServer = isFromServer;
    this.fields = body?.fields ?? [];
    this.params = body?.params ?? {};
  }
}

/** What was thrown, as a problem: anything else is a mistake of ours. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('internal', 500);
}

let app: App | undefined;
let realm: string | undefined;
let signInAgain: ((why: SessionProblem) => Promise<boolean>) | undefined;

/** Says once, before the first call, which app this page belongs to. Pages of no app never call it. */
export function configureApi(options: { app: App }): void {
  app = options.app;
}

/**
 * Says in which realm the requests from now on are made, once the page knows its programme. A browser
 * may be signed in to several; what is asked before is open to everybody. Staff apps need not say it.
 */
export function setRealm(code: string): void {
  realm = code;
}

/** The realm that requests name; nothing before it is known, and in staff apps. */
export function currentRealm(): string | undefined {
  return realm;
}

/** The app that this page belongs to; nothing for pages of no app. */
export function currentApp(): App | undefined {
  return app;
}

/** Why a request is refused to whoever is signed in here: nobody is, not any more, or somebody else is. */
type SessionProblem = 'not_signed_in' | 'withdrawn' | 'somebody_else';

const sessionProblems: readonly string[] = [
  'not_signed_in',
  'withdrawn',
  'somebody_else',
] satisfies SessionProblem[];

/**
 * Who is asked when a session has ended in the middle of something: shows the sign-in without
 * losing the page and says whether it succeeded. Waiting calls are then sent again. Gives the
 * function that ends it.
 */
export function onSignedOut(ask: (why: SessionProblem) => Promise<boolean>): () => void {
  signInAgain = ask;
  return () => {
    if (signInAgain === ask) signInAgain = undefined;
  };
}

/** Calls an endpoint. Throws ApiProblem, and nothing else except what an aborted signal throws. */
export async function call<E extends Placed>(
  endpoint: E,
  ...[input]: Args<Input<E> & CallOptions>
): Promise<ResponseOf<E>> {
  const { body, signal, whenSignedOut, account, realm } = (input ?? {}) as CallOptions & {
    body?: unknown;
  };
  const init: RequestInit = {
    method: endpoint.method,
    headers: {
      ...audienceHeaders({ realm, account }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  };
  const address = addressOf(endpoint, input as never);
  return again(() => send(address, init), whenSignedOut) as Promise<ResponseOf<E>>;
}

/** Whether there is what a read would give, without fetching it. Throws ApiProblem where that is not known. */
export async function exists<E extends Placed & { method: 'GET' }>(
  endpoint: E,
  input: Input<E> & CallOptions,
): Promise<boolean> {
  try {
    await call({ ...endpoint, method: 'HEAD' as 'GET' }, input as never);
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return false;
    throw error;
  }
}

/** The address of an endpoint, with app, realm and person named in it: for links, pictures and downloads. */
export function linkTo<E extends Placed>(
  endpoint: E,
  ...[input]: Args<Place<E> & Pick<CallOptions, 'account'>>
): string {
  const { account } = (input ?? {}) as CallOptions;
  const address = addressOf(endpoint, input as never);
  const person = account && personOf(account);
  const audience = new URLSearchParams({
    ...(app && { app }),
    ...(realm && { realm }),
    ...(person && { person }),
  });
  return audience.size > 0 ? `${address}${address.includes('?') ? '&' : '?'}${audience}` : address;
}

/** Uploads one file. `progress` is told the part that has left, from 0 to 1. */
export async function upload<E extends Placed & { upload: true }>(
  endpoint: E,
  file: Blob,
  options: {
    params?: ParamsOf<E>;
    name?: string;
    progress?: (part: number) => void;
  } & Pick<CallOptions, 'signal' | 'account'> = {},
): Promise<ResponseOf<E>> {
  const address = addressOf(endpoint, { params: options.params } as never);
  return again(() => sendFile(address, endpoint.method, file, options)) as Promise<ResponseOf<E>>;
}

async function again<T>(attempt: () => Promise<T>, whenSignedOut?: 'fail'): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const ask = signInAgain;
    if (!ask || whenSignedOut === 'fail' || !(error instanceof ApiProblem)) throw error;
    if (!sessionProblems.includes(error.code)) throw error;
    if (!(await ask(error.code as SessionProblem))) throw error;
    return attempt();
  }
}

function audienceHeaders(options: Pick<CallOptions, 'realm' | 'account'>): Record<string, string> {
  const { account } = options;
  const inRealm = options.realm ?? realm;
  return {
    ...(app && { 'x-anxing-app': app }),
    ...(inRealm && { 'x-anxing-realm': inRealm }),
    ...(account && { 'x-anxing-person': personOf(account) }),
  };
}

/** An account is a person in a realm. */
function personOf(account: string): string {
  return account.slice(account.indexOf('/') + 1);
}

function addressOf(
  endpoint: Placed,
  input?: { params?: Record<string, unknown>; query?: Record<string, unknown> },
): string {
  const path = endpoint.url.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input?.params?.[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input?.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const search = query.toString();
  return search ? `${path}?${search}` : path;
}

/** A request that has no answer by then is given up, so that nothing waits for ever. */
const LONGEST_REQUEST_MS = 30_000;

async function send(address: string, init: RequestInit): Promise<unknown> {
  const { signal } = init;
  const waited = startWaiting();
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), LONGEST_REQUEST_MS);
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

/** An upload of which nothing leaves for so long, or that has no answer by then, is given up. */
const LONGEST_SILENCE_MS = 60_000;

/** `fetch` cannot tell how much of a body has left, so files go the older way. */
function sendFile(
  address: string,
  method: string,
  file: Blob,
  options: { name?: string; progress?: (part: number) => void } & CallOptions,
): Promise<unknown> {
  const { signal } = options;
  const form = new FormData();
  form.append('file', file, options.name ?? (file instanceof File ? file.name : 'file'));
  const request = new XMLHttpRequest();
  request.open(method, address);
  for (const [name, value] of Object.entries(audienceHeaders(options))) {
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
