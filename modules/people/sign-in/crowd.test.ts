import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import {
  campus,
  elsewhere,
  gatherCrowd,
  signInBesideGuesses,
} from '../../../server/testing/sign-in-crowd.ts';
import { realm } from '../testing.ts';
import { countAttempt, countGuesses } from '../throttling/actions.ts';
import { guessThrottle } from '../throttling/rules.ts';

/** A small one of what `tools/attacks/crowd-beside-guesses.ts` does with two thousand people. */

let kit: Kit;
const count = 20;

beforeAll(async () => {
  kit = await startKit();
  await gatherCrowd(kit, count);
});
afterAll(() => kit.close());
beforeEach(() => kit.database.pool.query('delete from attempts'));

/** As a program leaves an address that has guessed until it is held off. */
async function guessed(address: string): Promise<void> {
  for (let n = 0; n < guessThrottle.free; n += 1) {
    const account = Buffer.from(`card ${n}`);
    await countAttempt(kit.platform, { kind: 'sign-in', account, address, guessedIn: realm });
  }
}

it.each([
  ['another address', elsewhere],
  ['the same address, from a page without puzzles', campus],
])(
  'a campus behind one address signs in undisturbed beside dates from %s',
  async (_, guessFrom) => {
    await guessed(guessFrom);
    const page = guessFrom === campus ? 'anxing.test' : 'localhost';
    const crowd = { people: count, atOnce: 5, guessers: 2, guessFrom, page } as const;
    const { people, attack } = await signInBesideGuesses(kit, crowd);
    expect(people).toMatchObject({ codes: { signed_in: count }, puzzles: 0 });
    expect(Object.keys(attack.codes)).toEqual(['wait_before_trying']);
    expect(await countGuesses(kit.platform, realm, guessFrom)).toBeGreaterThanOrEqual(300);
  },
);
