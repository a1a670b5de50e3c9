import type {
  App,
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
  ResponseOf,
} from '../../platform/contract.ts';
import { ApiProblem } from './api-problem.ts';
import { isAttended } from './attendance.ts';
import { open, send, sendFile } from './transport.ts';

export { ApiProblem, asProblem } from './api-problem.ts';

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
  /** In milliseconds, for what takes the server longer than an answer usually may. */
  longest?: number;
};

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
  const { body, signal, whenSignedOut, account, realm, longest } = (input ?? {}) as CallOptions & {
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
  return again(() => send(address, init, longest), whenSignedOut) as Promise<ResponseOf<E>>;
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

/** Opens an endpoint that answers with a stream of events. Throws as {@link call} does, until it has begun. */
export async function openStream<E extends Placed & { response: 'stream' }>(
  endpoint: E,
  input: Place<E> & { signal: AbortSignal },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const { signal } = input;
  const address = addressOf(endpoint, input as never);
  return again(() => open(address, { headers: audienceHeaders({}), signal }));
}

/**
 * Sends a request that answers with a file, and has the browser keep that under this name: for what is done once, which a
 * link would do at every click. Throws ApiProblem.
 */
export async function download<E extends Placed & { response: 'stream' }>(
  endpoint: E,
  input: Place<E>,
  name: string,
): Promise<void> {
  const { signal } = new AbortController();
  const init = { method: endpoint.method, headers: audienceHeaders({}), signal };
  const stream = await again(() => open(addressOf(endpoint, input as never), init));
  const address = URL.createObjectURL(await new Response(stream).blob());
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The address of an endpoint, with app, realm and person named in it: for links, pictures and downloads. */
export function linkTo<E extends Placed>(
  endpoint: E,
  ...[input]: Args<Place<E> & Pick<CallOptions, 'account'>>
): string {
  const { account } = (input ?? {}) as CallOptions;
  const address = addressOf(endpoint, input as never);
  const asking = account ? partsOf(account) : undefined;
  const audience = new URLSearchParams({
    ...(app && { app }),
    ...(realm && { realm }),
    ...(asking && { person: asking.person }),
    ...(asking?.wardLink && { for: asking.wardLink }),
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
  const attempt = () =>
    sendFile(address, endpoint.method, file, { ...options, headers: audienceHeaders(options) });
  return again(attempt) as Promise<ResponseOf<E>>;
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
  const asking = options.account ? partsOf(options.account) : undefined;
  const inRealm = options.realm ?? realm;
  return {
    ...(app && { 'x-anxing-app': app }),
    ...(inRealm && { 'x-anxing-realm': inRealm }),
    ...(asking && { 'x-anxing-person': asking.person }),
    ...(asking?.wardLink && { 'x-anxing-for': asking.wardLink }),
    ...(!isAttended() && { 'x-anxing-unattended': '1' }),
  };
}

/** An account is a person in a realm, and perhaps the link to a ward for whom they ask. */
function partsOf(account: string): { person: string; wardLink: string | undefined } {
  const [, person = '', wardLink] = account.split('/');
  return { person, wardLink };
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
