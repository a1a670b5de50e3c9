/**
 * Guesses initial passwords on one card after the other, as a program from one address would, beside
 * people who sign in from the same address and from another. Prints what each got. It reads the captchas
 * from a demo's outbox, which serves an attacker better than any reader of pictures.
 *
 *   TRUSTED_PROXY=127.0.0.1 npm start
 *   node tools/attacks/guess-dates.ts http://localhost:8080 60
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { people } from '../../modules/people/contract.ts';
import { demo } from '../../platform/system.ts';
import { demoPassword, inventedPeople } from '../../server/demo/people.ts';
import { games } from '../../templates/games.ts';

const [base = 'http://localhost:8080', seconds = '60'] = process.argv.slice(2);
if (!['localhost', '127.0.0.1'].includes(new URL(base).hostname)) {
  throw new Error('This tool attacks servers on this machine alone.');
}
const campus = '198.51.100.1';
const elsewhere = '198.51.100.2';
const end = Date.now() + Math.min(600, Number(seconds)) * 1000;

type Answer = { status: number; body: Record<string, unknown> };

async function request(address: string, url: string, body?: object): Promise<Answer> {
  const response = await fetch(base + url, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      'x-anxing-app': 'portal',
      'x-anxing-realm': games.code,
      'x-forwarded-for': address,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

/** Signs in as a browser does, and says what came of it and how long the puzzle took. */
async function signIn(address: string, card: string, password: string) {
  const made = await request(address, people.captcha.url, { kind: 'picture' });
  const { id, puzzle } = made.body as { id: string; puzzle?: Challenge };
  const { body } = await request(address, demo.outbox.url);
  const outbox = body as unknown as { to: string; text: { en: string } }[];
  const answer = outbox.find(({ to }) => to === id)?.text.en ?? '';
  const begun = performance.now();
  const solution = puzzle && (await solveChallenge({ challenge: puzzle, deriveKey }));
  const solved = performance.now() - begun;
  const payload = JSON.stringify({ challenge: puzzle, solution });
  const captcha = {
    ...{ id, answer },
    ...(solution && { solution: Buffer.from(payload).toString('base64') }),
  };
  const result = await request(address, people.signInByCard.url, { card, password, captcha });
  const { code = 'signed in' } = result.body as { code?: string };
  return { code, solved };
}

/** How often each answer came, and how long puzzles took in the middle. */
class Tally {
  readonly codes = new Map<string, number>();
  readonly solved: number[] = [];
  add({ code, solved }: Awaited<ReturnType<typeof signIn>>): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    this.solved.push(solved);
  }
  toString(): string {
    const codes = [...this.codes].map(([code, count]) => `${count} ${code}`).join(', ');
    const middle = this.solved.sort((a, b) => a - b)[this.solved.length >> 1] ?? 0;
    return `${codes || 'nothing'}; puzzle ${middle.toFixed(0)} ms in the middle`;
  }
}

async function until(tally: Tally, attempt: (n: number) => ReturnType<typeof signIn>, wait = 0) {
  for (let n = 0; Date.now() < end; n += 1) {
    tally.add(await attempt(n));
    if (wait) await pause(wait);
  }
}

const active = inventedPeople(
  275,
  games.groups.map(({ code }) => code),
).filter(({ activated }) => activated);
const cardOf = (n: number) => active[n % active.length]?.card ?? '';
const dateOf = (n: number) => `20${String(10 + (n % 12))}${String(1010 + (n % 19))}`.slice(0, 8);
const [attack, same, other] = [new Tally(), new Tally(), new Tally()];
await Promise.all([
  ...Array.from({ length: 8 }, (_, k) =>
    until(attack, (n) => signIn(campus, String(9_000_000 + 8 * n + k), dateOf(n))),
  ),
  until(same, (n) => signIn(campus, cardOf(n), demoPassword), 250),
  until(other, (n) => signIn(elsewhere, cardOf(n + 100), demoPassword), 250),
]);
console.log(`the program:                     ${attack}`);
console.log(`people behind the same address:  ${same}`);
console.log(`people elsewhere:                ${other}`);
