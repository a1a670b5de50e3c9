/**
 * Two thousand people with passwords of their own sign in from one address, while a program tries dates on one card
 * after the other: first from another address, then from the same one. Prints what each got, and ends with 1 where
 * anybody with a password was kept waiting. It brings a server and a database of its own.
 *
 *   node tools/attacks/crowd-beside-guesses.ts 2000
 *
 * On two cores that did much else besides, all of 2,000 signed in at the first try in either round, asked no puzzle, within 2.5
 * and 2 seconds in the middle, while the program was held off after 309 and 308 dates. All of 20 who solved puzzles of
 * the highest level came in as well, in 7 seconds in the middle.
 *
 * Solving puzzles is the work of people's own devices, and takes as long for each of them as here. So most come
 * from pages that have no cryptography and are asked none, and some solve those of the highest level.
 */
import { startTestServer } from '../../platform/test/cluster.ts';
import { startKit, startOfTests } from '../../server/testing/kit.ts';
import {
  campus,
  elsewhere,
  gatherCrowd,
  signInBesideGuesses,
  type Tally,
} from '../../server/testing/sign-in-crowd.ts';

const people = Math.min(5000, Number(process.argv[2] ?? 2000));
const solving = Math.min(20, people);
const { server, stop } = await startTestServer();
const kit = await startKit({ server });
const begun = Date.now();
// What was guessed runs off with the time that passes.
const ticking = setInterval(
  () => kit.clock.set(new Date(Date.parse(startOfTests) + Date.now() - begun).toISOString()),
  50,
);

function show(who: string, { codes, puzzles, middle, most }: Tally): void {
  const said = Object.entries(codes).map(([code, count]) => `${count} ${code}`);
  console.log(
    `  ${who}: ${said.join(', ')}; ${puzzles} puzzles; ${middle} ms in the middle, ${most} at most`,
  );
}

async function round(title: string, wanted: Parameters<typeof signInBesideGuesses>[1]) {
  const started = Date.now();
  const { people: crowd, attack } = await signInBesideGuesses(kit, wanted);
  console.log(`${title}, ${((Date.now() - started) / 1000).toFixed(0)} s`);
  show('people', crowd);
  show('the program', attack);
  const isFine = crowd.codes.signed_in === wanted.people && attack.codes.signed_in === undefined;
  if (!isFine) process.exitCode = 1;
}

try {
  await gatherCrowd(kit, people);
  const usual = { people, atOnce: 10, guessers: 2 };
  await round('dates from another address', {
    ...{ ...usual, guessFrom: elsewhere, page: 'localhost' },
  });
  await round('dates from the same address', {
    ...{ ...usual, guessFrom: campus, page: 'anxing.test' },
  });
  await round('dates from the same address, puzzles solved', {
    ...{ people: solving, atOnce: 2, guessers: 2, guessFrom: campus, page: 'localhost' },
  });
} finally {
  clearInterval(ticking);
  await kit.close();
  await stop();
}
