import { randomBytes } from 'node:crypto';
import {
  exactGroups,
  hourOf,
  isOver,
  type Listed,
  type ListMessage,
  markLength,
  signList,
  wholeGroups,
} from '../../../credential/list/message.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { signingKey } from '../signing-keys/actions.ts';
import {
  type ChangeRow,
  changedBetween,
  findNewestState,
  findState,
  hasWaitingChanges,
  insertState,
  listedIn,
  listRecalls,
  listSignedOut,
  lockStates,
  type StateRow,
} from './queries.ts';

/** Scanners that ask within so many milliseconds get the same state. */
const sharedFor = 5_000;

type Newest = { state: StateRow; at: Date; listed: Listed[] };

/** The newest state with all that is listed in it. Whoever asks at about the same time gets the same. */
const newest = perPlatform((platform) => {
  let made: { at: number; state: Promise<Newest>; sent: Map<string, Promise<Buffer>> } | undefined;
  return () => {
    const now = platform.clock.now().getTime();
    if (!made || now - made.at >= sharedFor || now < made.at) {
      const state = makeState(platform);
      const fresh = { at: now, state, sent: new Map<string, Promise<Buffer>>() };
      made = fresh;
      state.catch(() => {
        if (made === fresh) made = undefined;
      });
    }
    return made;
  };
});

async function makeState(platform: Platform): Promise<Newest> {
  return platform.transaction(null, async ({ db, now }) => {
    await lockStates(db);
    await listSignedOut(db, now);
    let state = await findNewestState(db);
    if (!state || (await hasWaitingChanges(db))) {
      state = { number: (state?.number ?? 0) + 1, mark: randomBytes(markLength) };
      await insertState(db, state, now);
    }
    const listed = (await listedIn(db, state.number, startOfHour(now))).map(listedOf);
    return { state, at: now, listed };
  });
}

const secondsOf = (instant: Date) => Math.floor(instant.getTime() / 1000);
const startOfHour = (instant: Date) => new Date(Math.floor(instant.getTime() / 3.6e6) * 3.6e6);

const listedOf = ({ reference, expiresAt }: ChangeRow): Listed => ({
  reference: new Uint8Array(reference),
  expires: secondsOf(expiresAt),
});

/** As a scanner names the state that it has: the number and the mark. */
export const cursorOf = ({ number, mark }: { number: number; mark: Uint8Array }) =>
  `${number}.${Buffer.from(mark).toString('hex')}`;

/**
 * What a scanner needs that has this state: the difference to the newest one, or all of that where the state is not
 * known or where that is shorter.
 */
export async function revocationsSince(
  platform: Platform,
  cursor: string | undefined,
): Promise<Buffer> {
  const current = newest(platform)();
  const known = current.sent.get(cursor ?? '');
  if (known) return known;
  const from = cursor === undefined ? undefined : await stateNamed(platform, cursor);
  // Whoever names a state that nobody has gets what whoever has none gets, which is signed once.
  const name = from && cursor ? cursor : '';
  const made = current.sent.get(name);
  if (made) return made;
  const message = current.state.then((state) => signed(platform, state, from));
  current.sent.set(name, message);
  message.catch(() => current.sent.delete(name));
  return message;
}

async function signed(
  platform: Platform,
  { state, at, listed }: Newest,
  from: StateRow | undefined,
): Promise<Buffer> {
  const { db } = platform;
  const now = secondsOf(at);
  const living = listed.filter((each) => !isOver(hourOf(each), now));
  const recalls = await listRecalls(db);
  const head = {
    to: versionOf(state),
    at: now,
    smallestVersions: new Map(recalls.map((each) => [each.programme, each.smallestVersion])),
    total: living.length,
  };
  const key = await signingKey(platform);
  const whole = (): Promise<Uint8Array> =>
    signList({ ...head, added: wholeGroups(living), removed: [] }, key);
  if (!from || from.number > state.number) return Buffer.from(await whole());
  const span = { from: from.number, to: state.number };
  const changes = await changedBetween(db, span, startOfHour(at));
  // Each takes some six bytes in a difference, and two in a whole state.
  if (changes.length * 3 > living.length + 1000) return Buffer.from(await whole());
  const added = changes.filter((each) => each.listed).map(listedOf);
  const removed = changes.filter((each) => !each.listed).map(listedOf);
  const message: ListMessage = {
    ...head,
    from: versionOf(from),
    added: exactGroups(added),
    removed: exactGroups(removed),
  };
  return Buffer.from(await signList(message, key));
}

const versionOf = ({ number, mark }: StateRow) => ({ number, mark: new Uint8Array(mark) });

async function stateNamed({ db }: Platform, cursor: string): Promise<StateRow | undefined> {
  const [, number = '', mark = ''] = /^(\d{1,9})\.([\da-f]{16})$/.exec(cursor) ?? [];
  const found = number === '' ? undefined : await findState(db, Number(number));
  return found?.mark.toString('hex') === mark ? found : undefined;
}
