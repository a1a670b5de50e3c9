import { phoneApps } from '../../../platform/contract.ts';
import { ApiProblem, currentApp } from '../api.ts';
import { inTime, NotInTime } from '../in-time.ts';
import { oneByOne } from '../one-by-one.ts';
import { mostRetries, retryDelay } from '../query.ts';
import { inStore, type Store } from './store.ts';
import { vault } from './vault.ts';

/** The account of what is cached before anybody has signed in. */
export const noAccount = 'nobody';

const nameOf = (account: string, name: string) => `response|${account}|${name}`;

/** A response that takes longer to encrypt would else be stored after a later one, or after it was deleted. */
const inTurn = oneByOne();

/**
 * Stores a response for times without a network. A failure only means that a network is needed next time.
 * Only apps on a phone open without one; a PC may be somebody else's tomorrow and stores nothing.
 */
export async function cacheResponse(account: string, name: string, value: unknown): Promise<void> {
  const app = currentApp();
  if (!phoneApps.some((each) => each === app)) return;
  const id = nameOf(account, name);
  await inTurn(async () => {
    const encrypted = await vault.encrypt(account, id, value).catch(() => undefined);
    if (!encrypted) return;
    const response = { id, account, savedAt: Date.now(), encrypted };
    await inStore(({ responses }) => responses.put(response), undefined);
  });
}

/** What was stored, or nothing. */
export async function findCached<T>(account: string, name: string): Promise<T | undefined> {
  const id = nameOf(account, name);
  const found = await inStore(({ responses }) => responses.get(id), undefined);
  const value = found && vault.decrypt(account, id, found.encrypted);
  return value?.catch(() => undefined) as Promise<T | undefined> | undefined;
}

/** How often what is stored was deleted, by account or by response: of what was asked for before nothing is stored. */
const deletions = new Map<string, number>();

const noteDeletion = (key: string) => deletions.set(key, (deletions.get(key) ?? 0) + 1);

/** Of what is kept for a ward, that of the carer counts as well. */
const deletionsOf = (account: string, name: string) =>
  [ownOf(account), account, nameOf(account, name)]
    .map((key) => deletions.get(key) ?? 0)
    .reduce((sum, count) => sum + count);

const ownOf = (account: string) => account.split('/', 2).join('/');

/** A server that is away for a moment only is back by then. */
const MOMENT_MS = 5000;

/** Nobody looks longer at an empty page for a network on which nothing answers, where something is stored. */
const PATIENCE_MS = 6000;
/** While it goes on, so that whoever opens a page of several responses does not wait as long for each. */
const NEXT_PATIENCE_MS = 500;

/** A response was given up for now, and no other has come since. */
let isSilent = false;

/** Responses of which a late answer was told: it is asked for once more, and that is waited for. */
const told = new Set<string>();

/**
 * Fetches and stores; where the server gives no answer, gives what was stored last, if anything was. Where it
 * keeps silent, and `onLate` is given, that is given early: `onLate` is called if the answer comes after all, so
 * that it is asked for anew.
 */
export async function fetchOrCached<T>(
  account: string,
  name: string,
  fetcher: () => Promise<T>,
  onLate?: () => void,
): Promise<T> {
  const id = nameOf(account, name);
  const before = deletionsOf(account, name);
  let isGivenUp = false;
  const hear = () => {
    isSilent = false;
    if (!isGivenUp || deletionsOf(account, name) !== before) return;
    told.add(id);
    onLate?.();
  };
  const answer = fetchPatiently(account, name, { fetcher, hear });
  if (!onLate || told.delete(id)) return answer;
  try {
    return await inTime(answer, isSilent ? NEXT_PATIENCE_MS : PATIENCE_MS);
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error;
  }
  const cached = await findCached<T>(account, name);
  if (cached === undefined) return answer;
  [isSilent, isGivenUp] = [true, true];
  answer.catch(() => undefined);
  return cached;
}

type Fetching<T> = {
  fetcher: () => Promise<T>;
  /** Called when the server has answered, whatever it said. */
  hear: () => void;
};

/**
 * Waits for an answer, or for what shows that there is none. A server for which something on the way answers
 * with an error may be away for a moment only, so that it is asked again first, unless that took long already.
 */
async function fetchPatiently<T>(
  account: string,
  name: string,
  { fetcher, hear }: Fetching<T>,
  { retries, since } = { retries: 0, since: Date.now() },
): Promise<T> {
  const before = deletionsOf(account, name);
  try {
    const value = await fetcher();
    if (deletionsOf(account, name) === before) void cacheResponse(account, name, value);
    hear();
    return value;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.isFromServer) {
      hear();
      throw error;
    }
    const cached = await findCached<T>(account, name);
    if (cached === undefined) throw error;
    const isOver = retries === mostRetries || Date.now() - since > MOMENT_MS;
    if (error.status === 0 || isOver) return cached;
  }
  await new Promise((resolve) => setTimeout(resolve, retryDelay(retries)));
  return fetchPatiently(account, name, { fetcher, hear }, { retries: retries + 1, since });
}

/** Deletes all responses of an account, and of its wards. */
export async function clearCached(account: string): Promise<void> {
  noteDeletion(account);
  const remove = ({ responses }: Store) => responses.where('account').startsWith(account).delete();
  await inTurn(() => inStore(remove, 0));
}

/** Deletes one response. */
export async function removeCached(account: string, name: string): Promise<void> {
  noteDeletion(nameOf(account, name));
  const remove = ({ responses }: Store) => responses.delete(nameOf(account, name));
  await inTurn(() => inStore(remove, undefined));
}
