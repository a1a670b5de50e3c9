import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import {
  campus,
  elsewhere,
  gatherCrowd,
  newBrowsers,
  signInBesideGuesses,
  tallyOf,
} from '../../../server/testing/sign-in-crowd.ts';
import type { Visitor } from '../../../server/testing/visitor.ts';
import { leaveGuesses, realm } from '../testing.ts';
import { countGuesses } from '../throttling/actions.ts';
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

const usual = { atOnce: 5, guessers: 2, guessFrom: campus };

/** Browsers in which everybody signed in once while nobody guessed. */
async function knownBrowsers(): Promise<Visitor[]> {
  const browsers = newBrowsers(count, 'localhost');
  const { people } = await signInBesideGuesses(kit, { ...usual, browsers, guessers: 0 });
  expect(tallyOf(people)).toMatchObject({ codes: { signed_in: count }, puzzles: 0 });
  return browsers;
}

it.each([
  ['another address', elsewhere, async () => newBrowsers(count, 'localhost')],
  ['the same address, in browsers that are known there', campus, knownBrowsers],
  [
    'the same address, over pages that cannot solve puzzles',
    campus,
    async () => newBrowsers(count, 'anxing.test'),
  ],
])(
  'a campus behind one address signs in undisturbed beside dates from %s',
  async (_, guessFrom, bring) => {
    const browsers = await bring();
    // As a program leaves an address that is held off.
    await leaveGuesses(kit.platform, guessFrom, guessThrottle.free);
    const { people, attack } = await signInBesideGuesses(kit, { ...usual, browsers, guessFrom });
    expect(tallyOf(people)).toMatchObject({ codes: { signed_in: count }, puzzles: 0 });
    expect(Object.keys(tallyOf(attack).codes)).toEqual(['wait_before_trying']);
    expect(await countGuesses(kit.platform, realm, guessFrom)).toBeGreaterThanOrEqual(300);
  },
);
