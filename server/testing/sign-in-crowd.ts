import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { people } from '../../modules/people/contract.ts';
import { hashSecret, upsertPeople } from '../../modules/people/public.ts';
import { addTestRealm, initial, password, realm } from '../../modules/people/testing.ts';
import type { Kit } from './kit.ts';

/** A crowd that signs in with passwords of its own, while somebody tries dates on one card after the other. */

/** Whose addresses they are (RFC 5737). */
export const campus = '198.51.100.50';
export const elsewhere = '203.0.113.7';

/** What came of one attempt. */
type Attempt = { code: string; puzzle: boolean; took: number };

/** How often each answer came, how many puzzles were asked, and how long an attempt took, in milliseconds. */
export type Tally = {
  codes: Record<string, number>;
  puzzles: number;
  middle: number;
  most: number;
};

const cardOf = (n: number) => String(5_000_000 + n);

/** People with a password of their own, and as many who never signed in. */
export async function gatherCrowd(kit: Kit, count: number): Promise<void> {
  await addTestRealm(kit.platform);
  const rows = Array.from({ length: 2 * count }, (_, n) => ({
    ...{ name: `Penguin ${n}`, initial },
    identifiers: [{ kind: 'card' as const, value: cardOf(n) }],
  }));
  await kit.platform.transaction(null, (tx) => upsertPeople(tx, realm, rows));
  await kit.database.pool.query(
    `insert into accounts (person_id, realm, credential_scope, password_hash, changed_at)
     select person_id, realm, 'portal', $1, $2 from identifiers where lookup < $3`,
    [await hashSecret(password), kit.clock.now(), cardOf(count)],
  );
}

/** Hosts of pages that have cryptography to solve puzzles with, and of pages that have none. */
type Page = 'localhost' | 'anxing.test';

/** Signs in as a browser does: a picture, the puzzle beside it where there is one, then card and password. */
async function signIn(
  kit: Kit,
  page: Page,
  address: string,
  card: string,
  typed: string,
): Promise<Attempt> {
  const begun = performance.now();
  const post = async (url: string, payload: object) => {
    const response = await kit.server.inject({
      ...{ method: 'POST', url, payload, remoteAddress: address },
      headers: { 'x-anxing-app': 'portal', 'x-anxing-realm': realm, host: page },
    });
    return { status: response.statusCode, body: response.json() };
  };
  const { status, body: made } = await post(people.captcha.url, { kind: 'picture' });
  const result = ({ body }: { body: { code?: string } }, puzzle: boolean): Attempt => ({
    ...{ code: body.code ?? 'signed_in', puzzle, took: performance.now() - begun },
  });
  if (status !== 200) return result({ body: made }, false);
  const read = kit.platform.transports.outbox?.items().find(({ to }) => to === made.id);
  const solution = made.puzzle && (await solutionOf(made.puzzle));
  const captcha = { id: made.id, answer: read?.text.zh ?? '', ...(solution && { solution }) };
  const entered = await post(people.signInByCard.url, { card, password: typed, captcha });
  return result(entered, Boolean(solution));
}

async function solutionOf(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

function tallyOf(attempts: Attempt[]): Tally {
  const codes: Record<string, number> = {};
  for (const { code } of attempts) codes[code] = (codes[code] ?? 0) + 1;
  const took = attempts.map((each) => each.took).sort((a, b) => a - b);
  const puzzles = attempts.filter(({ puzzle }) => puzzle).length;
  const at = (index: number) => Math.round(took[index] ?? 0);
  return { codes, puzzles, middle: at(took.length >> 1), most: at(took.length - 1) };
}

type Wanted = {
  people: number;
  /** How many sign in at the same time, and how many guess. */
  atOnce: number;
  guessers: number;
  guessFrom: string;
  page: Page;
};

/**
 * Everybody signs in from the campus, one after the other in each of `atOnce` rows. The guessers, whom no puzzle
 * slows down, go on until the last one is in.
 */
export async function signInBesideGuesses(
  kit: Kit,
  { people: count, atOnce, guessers, guessFrom, page }: Wanted,
): Promise<{ people: Tally; attack: Tally }> {
  const [good, bad]: [Attempt[], Attempt[]] = [[], []];
  let next = 0;
  let over = false;
  const enter = async () => {
    for (let n = next++; n < count; n = next++) {
      good.push(await signIn(kit, page, campus, cardOf(n), password));
    }
  };
  const guess = async (k: number) => {
    for (let n = k; !over; n += guessers) {
      const date = `2${String(1_000_101 + n).slice(1)}`;
      bad.push(await signIn(kit, 'anxing.test', guessFrom, cardOf(count + (n % count)), date));
    }
  };
  const attack = Promise.all(Array.from({ length: guessers }, (_, k) => guess(k)));
  await Promise.all(Array.from({ length: atOnce }, enter)).finally(() => {
    over = true;
  });
  await attack;
  return { people: tallyOf(good), attack: tallyOf(bad) };
}
