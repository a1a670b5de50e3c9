/**
 * Two thousand people with passwords of their own sign in from one address, while a program tries dates on one card
 * after the other: from another address, then from the same one, over pages that can solve puzzles and pages that
 * cannot. Prints what each got, and how much longer a sign-in took than with nobody guessing; ends with 1 where
 * anybody with a password was kept waiting, or anybody in a known browser was asked a puzzle. It brings a server and a
 * database of its own.
 *
 *   node tools/attacks/crowd-beside-guesses.ts 2000
 *
 * Solving puzzles is the work of people's own devices; here one machine solves for all, beside the server. So few
 * come in browsers that are new, and what they took without solving is told apart.
 */
import type { Challenge } from 'altcha-lib';
import { leaveGuesses } from '../../modules/people/testing.ts';
import { guessThrottle } from '../../modules/people/throttling/rules.ts';
import { startTestServer } from '../../platform/test/cluster.ts';
import { startKit, startOfTests } from '../../server/testing/kit.ts';
import {
  campus,
  elsewhere,
  gatherCrowd,
  newBrowsers,
  signInBesideGuesses,
  type Tally,
} from '../../server/testing/sign-in-crowd.ts';
import { askForPicture, solutionOf, visitorFrom } from '../../server/testing/visitor.ts';

const count = Math.min(5000, Number(process.argv[2] ?? 2000));
const newcomers = Math.min(20, count);
const { server, stop } = await startTestServer();
const kit = await startKit({ server });
const begun = Date.now();
// What was guessed runs off with the time that passes.
const ticking = setInterval(
  () => kit.clock.set(new Date(Date.parse(startOfTests) + Date.now() - begun).toISOString()),
  50,
);

function show(who: string, { codes, puzzles, middle, unsolved, most }: Tally): void {
  const said = Object.entries(codes).map(([code, times]) => `${times} ${code}`);
  const solved = puzzles > 0 ? `, ${unsolved} without solving` : '';
  console.log(
    `  ${who}: ${said.join(', ')}; ${puzzles} puzzles; ${middle} ms in the middle${solved}, ${most} at most`,
  );
}

type Wanted = Parameters<typeof signInBesideGuesses>[1];

/** One round; `puzzles` says whether anybody may be asked one, `quiet` is the round to compare it with. */
async function round(
  title: string,
  wanted: Partial<Wanted> & Pick<Wanted, 'browsers'>,
  { puzzles = false, quiet }: { puzzles?: boolean; quiet?: Tally } = {},
): Promise<Tally> {
  const started = Date.now();
  const usual = { atOnce: 10, guessers: 2, guessFrom: campus };
  const { people, attack } = await signInBesideGuesses(kit, { ...usual, ...wanted });
  console.log(`${title}, ${((Date.now() - started) / 1000).toFixed(0)} s`);
  show('people', people);
  if (wanted.guessers !== 0) show('the program', attack);
  if (quiet)
    console.log(`  ${(people.unsolved / quiet.middle).toFixed(2)} times as with nobody guessing`);
  const isFine =
    people.codes.signed_in === wanted.browsers.length &&
    attack.codes.signed_in === undefined &&
    (puzzles || people.puzzles === 0);
  if (!isFine) process.exitCode = 1;
  return people;
}

/** How long one puzzle of the highest level takes while nothing else is under way. */
async function solveAlone(): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < 15; n += 1) {
    const shown = await askForPicture(kit, visitorFrom(campus));
    const started = performance.now();
    await solutionOf(('puzzle' in shown ? shown.puzzle : undefined) as Challenge);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const [middle, most] = [times[7], times[14]].map((time) => Math.round(time ?? 0));
  console.log(`One puzzle alone: ${middle} ms in the middle of 15, ${most} at most`);
}

try {
  await gatherCrowd(kit, count);
  const known = newBrowsers(count, 'localhost');
  const fresh = await round('New browsers, nobody guesses', { browsers: known, guessers: 0 });
  await round(
    'New browsers, dates from another address',
    { browsers: newBrowsers(count, 'localhost'), guessFrom: elsewhere },
    { quiet: fresh },
  );
  await round(
    'New browsers on pages that cannot solve puzzles, dates from the same address',
    { browsers: newBrowsers(count, 'anxing.test') },
    { quiet: fresh },
  );
  await kit.database.pool.query('delete from attempts');
  const quiet = await round('Known browsers, nobody guesses', { browsers: known, guessers: 0 });
  // From the first person on, the address is asked for the hardest puzzles.
  await leaveGuesses(kit.platform, campus, guessThrottle.free);
  await round('Known browsers, dates from the same address', { browsers: known }, { quiet });
  await round(
    'New browsers, puzzles solved, dates from the same address',
    { browsers: newBrowsers(newcomers, 'localhost'), atOnce: 2 },
    { puzzles: true },
  );
  await solveAlone();
} finally {
  clearInterval(ticking);
  await kit.close();
  await stop();
}
