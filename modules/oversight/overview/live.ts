import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { oversightProblems } from '../contract.ts';
import { figuresOf, type OverviewView } from './figures.ts';

/** In milliseconds. */
type Pace = {
  /** Figures are looked at so often while somebody watches them; more rarely where that takes long. */
  every: number;
  /** A page asks again after so long, and proves with that anew that its reader may see the figures. */
  lasts: number;
};

const usualPace: Pace = { every: 5000, lasts: 55_000 };

/** Of the time, so little is spent on figures. */
const restPerWork = 20;

type Limits = { ofAll: number; ofOne: number; refusal: () => Problem };

const watched: Limits = {
  ...{ ofAll: 500, ofOne: 10 },
  refusal: () => new Problem(oversightProblems.too_many_watched, { retryAfter: 30 }),
};

/** Readings of figures under way that nobody watches. */
const read: Limits = {
  ...{ ofAll: 50, ofOne: 5 },
  refusal: () => new Problem(oversightProblems.too_many_read, { retryAfter: 1 }),
};

/** Pages that show the same figures, which are read once for all of them. */
type Feed = { watchers: Set<Readable>; view: OverviewView; last: string | null };

type Counts = { ofPerson: Map<string, number>; total: number };

type Feeds = { byKey: Map<string, Feed>; watching: Counts; reading: Counts };

const nobody = (): Counts => ({ ofPerson: new Map(), total: 0 });

const feedsOf = perPlatform(
  (): Feeds => ({ byKey: new Map(), watching: nobody(), reading: nobody() }),
);

const event = (name: 'figures' | 'same', data: object) =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Figures as server-sent events: `figures` at once and whenever they change, else `same` with the moment at which they
 * were looked at. Ends where the server does. Throws `too_many_watched`.
 */
export async function watch(
  platform: Platform,
  view: OverviewView,
  { personId, isServing }: { personId: string; isServing: () => boolean },
  pace = usualPace,
): Promise<Readable> {
  const leave = enter(feedsOf(platform).watching, personId, watched);
  const stream = new Readable({ read() {} }).once('close', leave);
  try {
    stream.push(event('figures', await figuresOf(platform, view)));
  } catch (error) {
    stream.destroy();
    throw error;
  }
  if (isServing()) follow(platform, { view, stream, isServing }, pace);
  else stream.push(null);
  return stream;
}

/** Figures once. Throws `too_many_read` where somebody has asked for too many that are not answered yet. */
export async function readOnce(
  platform: Platform,
  personId: string,
  find: () => Promise<OverviewView>,
): ReturnType<typeof figuresOf> {
  const leave = enter(feedsOf(platform).reading, personId, read);
  try {
    return await figuresOf(platform, await find());
  } finally {
    leave();
  }
}

/** Counts somebody; answers how to take that back. */
function enter(counts: Counts, personId: string, { ofAll, ofOne, refusal }: Limits): () => void {
  const own = () => counts.ofPerson.get(personId) ?? 0;
  if (counts.total >= ofAll || own() >= ofOne) {
    throw refusal();
  }
  counts.total += 1;
  counts.ofPerson.set(personId, own() + 1);
  return () => {
    counts.total -= 1;
    if (own() > 1) counts.ofPerson.set(personId, own() - 1);
    else counts.ofPerson.delete(personId);
  };
}

/** Has a page told of what changes until it goes, its time is over or the server stops. */
function follow(
  platform: Platform,
  { view, stream, isServing }: { view: OverviewView; stream: Readable; isServing: () => boolean },
  { every, lasts }: Pace,
): void {
  const { byKey } = feedsOf(platform);
  const key = JSON.stringify([view.programme.id, view.scope.paths, view.topmost.paths]);
  const known = byKey.get(key);
  const feed: Feed = known ?? { watchers: new Set(), view, last: null };
  byKey.set(key, feed);
  feed.watchers.add(stream);
  // The newest of them knows the present day and version.
  feed.view = view;
  const until = Date.now() + lasts;
  const timer = setInterval(() => {
    if (isServing() && Date.now() < until) return;
    forget();
    stream.push(null);
  }, every / 5);
  const forget = () => {
    clearInterval(timer);
    feed.watchers.delete(stream);
    if (feed.watchers.size === 0 && byKey.get(key) === feed) byKey.delete(key);
  };
  stream.once('close', forget);
  if (!known) void run(platform, feed, every);
}

async function run(platform: Platform, feed: Feed, every: number): Promise<void> {
  for (let rest = every; ; ) {
    await setTimeout(rest, undefined, { ref: false });
    if (feed.watchers.size === 0) return;
    const began = performance.now();
    try {
      await tell(platform, feed);
    } catch {
      // Each page asks again, and is told itself what is wrong.
      for (const stream of feed.watchers) stream.destroy();
    }
    rest = Math.max(every, (performance.now() - began) * restPerWork);
  }
}

/** What a page has not taken by then, it never will. */
const mostWaiting = 1024 * 1024;

async function tell(platform: Platform, feed: Feed): Promise<void> {
  const { at, ...figures } = await figuresOf(platform, feed.view);
  const text = JSON.stringify(figures);
  const message = text === feed.last ? event('same', { at }) : event('figures', { at, ...figures });
  feed.last = text;
  for (const stream of feed.watchers) {
    if (stream.readableLength < mostWaiting) stream.push(message);
    else stream.destroy();
  }
}
