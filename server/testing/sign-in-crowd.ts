import { hashSecret, upsertPeople } from '../../modules/people/public.ts';
import { addTestRealm, initial, password, realm } from '../../modules/people/testing.ts';
import type { Kit } from './kit.ts';
import { type Page, signIn, type Visitor, visitorFrom } from './visitor.ts';

/** A crowd that signs in with passwords of its own, while somebody tries dates on one card after the other. */

/** Whose addresses they are (RFC 5737). */
export const campus = '198.51.100.50';
export const elsewhere = '203.0.113.7';

/** What came of one attempt; times in milliseconds. */
export type Attempt = { code: string; puzzle: boolean; took: number; solving: number };

/**
 * How often each answer came, how many puzzles were asked, and how long an attempt took in milliseconds: in the
 * middle, without solving its puzzle in the middle, and at most.
 */
export type Tally = {
  codes: Record<string, number>;
  puzzles: number;
  middle: number;
  unsolved: number;
  most: number;
};

const cardOf = (n: number) => String(5_000_000 + n);
/** Of somebody who never signed in. */
const unusedCard = (n: number) => String(6_000_000 + (n % 5000));

/** People with a password of their own, and as many who never signed in. */
export async function gatherCrowd(kit: Kit, count: number): Promise<void> {
  await addTestRealm(kit.platform);
  const numbers = Array.from({ length: count }, (_, n) => n);
  const rows = numbers.flatMap((n) =>
    [cardOf(n), unusedCard(n)].map((card) => ({
      ...{ name: `Penguin ${card}`, initial },
      identifiers: [{ kind: 'card' as const, value: card }],
    })),
  );
  await kit.platform.transaction(null, (tx) => upsertPeople(tx, realm, rows));
  await kit.database.pool.query(
    `insert into accounts (person_id, realm, credential_scope, password_hash, changed_at)
     select person_id, realm, 'portal', $1, $2 from identifiers where lookup < $3`,
    [await hashSecret(password), kit.clock.now(), unusedCard(0)],
  );
}

/** A browser for each, in which nobody has signed in yet. */
export function newBrowsers(count: number, page: Page): Visitor[] {
  return Array.from({ length: count }, () => visitorFrom(campus, { page }));
}

async function attempt(kit: Kit, visitor: Visitor, card: string, typed: string): Promise<Attempt> {
  const begun = performance.now();
  const { body, cost, solving } = await signIn(kit, visitor, card, typed);
  const code = body.code ?? 'signed_in';
  return { code, puzzle: cost !== undefined, took: performance.now() - begun, solving };
}

export function tallyOf(attempts: Attempt[]): Tally {
  const codes: Record<string, number> = {};
  for (const { code } of attempts) codes[code] = (codes[code] ?? 0) + 1;
  const sorted = (time: (each: Attempt) => number) => attempts.map(time).sort((a, b) => a - b);
  const took = sorted((each) => each.took);
  const unsolved = sorted((each) => each.took - each.solving);
  const at = (times: number[], index: number) => Math.round(times[index] ?? 0);
  const middle = attempts.length >> 1;
  return {
    ...{ codes, puzzles: attempts.filter(({ puzzle }) => puzzle).length },
    ...{ middle: at(took, middle), unsolved: at(unsolved, middle) },
    most: at(took, took.length - 1),
  };
}

type Wanted = {
  /** Each person's, in order; they keep what they are given. */
  browsers: Visitor[];
  /** Where not all take part: whose browser the first one is. */
  first?: number;
  /** How many sign in at the same time, and how many guess. */
  atOnce: number;
  guessers: number;
  guessFrom: string;
};

/**
 * Everybody signs in, one after the other in each of `atOnce` rows. The guessers, whom no puzzle slows down, go
 * on until the last one is in.
 */
export async function signInBesideGuesses(
  kit: Kit,
  { browsers, first = 0, atOnce, guessers, guessFrom }: Wanted,
): Promise<{ people: Attempt[]; attack: Attempt[] }> {
  const [good, bad]: [Attempt[], Attempt[]] = [[], []];
  const waiting = browsers.entries();
  let over = false;
  const enter = async () => {
    // All rows take from the same queue.
    for (const [n, browser] of waiting) {
      good.push(await attempt(kit, browser, cardOf(first + n), password));
    }
  };
  const guess = async (k: number) => {
    for (let n = k; !over; n += guessers) {
      const date = `2${String(1_000_101 + n).slice(1)}`;
      const browser = visitorFrom(guessFrom, { page: 'anxing.test' });
      bad.push(await attempt(kit, browser, unusedCard(n), date));
    }
  };
  const attack = Promise.all(Array.from({ length: guessers }, (_, k) => guess(k)));
  await Promise.all(Array.from({ length: atOnce }, enter)).finally(() => {
    over = true;
  });
  await attack;
  return { people: good, attack: bad };
}
