/**
 * Two thousand people with passwords of their own sign in from one address, while a program tries dates on one card
 * after the other: from another address, then from the same one, over pages that can solve puzzles and pages that
 * cannot. Prints what each got, and how much longer a sign-in took than with nobody guessing; ends with 1 where
 * anybody with a password was kept waiting, or anybody in a known browser was asked a puzzle. It brings a server and a
 * database of its own.
 *
 *   node tools/attacks/crowd-beside-guesses.ts 2000
 *
 * On two cores that did much else besides, all of 2,000 signed in at the first try in every round, and were asked no
 * puzzle. In known browsers that took 0.69 s in the middle while nobody guessed, and 0.87 s, 1.27 times as long, beside two
 * guessers at an address that asks for the hardest puzzles: twelve sign-ins at once instead of ten. The program was held
 * off after some 300 dates. All of 20 in new browsers came in as well, in 1.2 s in the middle, 0.23 s of it without
 * solving; one puzzle alone took 0.23 s in the middle and 0.72 s at most.
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
  type Attempt,
  campus,
  elsewhere,
  gatherCrowd,
  newBrowsers,
  signInBesideGuesses,
  type Tally,
  tallyOf,
} from '../../server/testing/sign-in-crowd.ts';
import {
  askForPicture,
  solutionOf,
  type Visitor,
  visitorFrom,
} from '../../server/testing/visitor.ts';

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
const usual = { atOnce: 10, guessers: 2, guessFrom: campus };

/** Shows what came of a round; `puzzles` says whether anybody may have been asked one. */
function judge(
  title: string,
  { people, attack }: { people: Attempt[]; attack: Attempt[] },
  puzzles = false,
): Tally {
  const [crowd, program] = [tallyOf(people), tallyOf(attack)];
  console.log(title);
  show('people', crowd);
  if (attack.length > 0) show('the program', program);
  const isFine =
    Object.keys(crowd.codes).join() === 'signed_in' &&
    program.codes.signed_in === undefined &&
    (puzzles || crowd.puzzles === 0);
  if (!isFine) process.exitCode = 1;
  return crowd;
}

async function round(
  title: string,
  wanted: Partial<Wanted> & Pick<Wanted, 'browsers'>,
  puzzles = false,
): Promise<void> {
  judge(title, await signInBesideGuesses(kit, { ...usual, ...wanted }), puzzles);
}

/**
 * Everybody signs in twice in a known browser: while nobody guesses or has guessed, and beside guesses, at an
 * address that is asked for the hardest puzzles. A hundred at a time, so that whatever else the machine does
 * slows both alike.
 */
async function knownRounds(known: Visitor[]): Promise<void> {
  const quiet = { people: [] as Attempt[], attack: [] as Attempt[] };
  const attacked = { people: [] as Attempt[], attack: [] as Attempt[] };
  for (let first = 0; first < known.length; first += 100) {
    const browsers = known.slice(first, first + 100);
    await kit.database.pool.query('delete from attempts');
    const alone = await signInBesideGuesses(kit, { ...usual, browsers, first, guessers: 0 });
    quiet.people.push(...alone.people);
    await leaveGuesses(kit.platform, campus, guessThrottle.free);
    const beside = await signInBesideGuesses(kit, { ...usual, browsers, first });
    attacked.people.push(...beside.people);
    attacked.attack.push(...beside.attack);
  }
  const { middle } = judge('Known browsers, nobody guesses', quiet);
  const crowd = judge('Known browsers, dates from the same address', attacked);
  console.log(`  ${(crowd.middle / middle).toFixed(2)} times as with nobody guessing`);
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
  await round('New browsers, nobody guesses', { browsers: known, guessers: 0 });
  await knownRounds(known);
  const browsers = newBrowsers(newcomers, 'localhost');
  await round(
    'New browsers, puzzles solved, dates from the same address',
    { browsers, atOnce: 2 },
    true,
  );
  await solveAlone();
  await kit.database.pool.query('delete from attempts');
  await round('New browsers, dates from another address', {
    ...{ browsers: newBrowsers(count, 'localhost'), guessFrom: elsewhere },
  });
  await round('New browsers on pages that cannot solve puzzles, dates from the same address', {
    browsers: newBrowsers(count, 'anxing.test'),
  });
} finally {
  clearInterval(ticking);
  await kit.close();
  await stop();
}
