import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { people } from '../../modules/people/contract.ts';
import { realm as testRealm } from '../../modules/people/testing.ts';
import type { App } from '../../platform/contract.ts';
import type { Kit } from './kit.ts';

/** Hosts of pages that have cryptography to solve puzzles with, and of pages that have none. */
export type Page = 'localhost' | 'anxing.test';

/** Somebody's browser at an address: it keeps the cookies that it is given. */
export type Visitor = {
  address: string;
  page: Page;
  app: App;
  realm: string;
  cookies: Map<string, string>;
};

export function visitorFrom(address: string, rest: Partial<Visitor> = {}): Visitor {
  const usual = { page: 'localhost', app: 'portal', realm: testRealm } as const;
  return { address, ...usual, cookies: new Map(), ...rest };
}

type Placed = { method: string; url: string };

/** Sends a request as the browser would. */
export async function send(kit: Kit, visitor: Visitor, { method, url }: Placed, payload?: object) {
  const { address, page, app, realm, cookies } = visitor;
  const response = await kit.server.inject({
    ...{ method: method as 'GET' | 'POST', url, remoteAddress: address },
    headers: { 'x-anxing-app': app, 'x-anxing-realm': realm, host: page },
    cookies: Object.fromEntries(cookies),
    ...(payload && { payload }),
  });
  for (const { name, value } of response.cookies) {
    if (value) cookies.set(name, value);
    else cookies.delete(name);
  }
  return { status: response.statusCode, body: response.json(), set: response.cookies };
}

/** A captcha as its page shows it. */
type Shown = {
  id: string;
  /** What somebody reads in the picture. */
  typed: string;
  puzzle?: Challenge;
  /** How hard the puzzle is; nothing where there is none. */
  cost: number | undefined;
};

/** A picture, read as a person would, and its puzzle where there is one. */
export async function askForPicture(kit: Kit, visitor: Visitor): Promise<Shown | { code: string }> {
  const { status, body } = await send(kit, visitor, people.captcha, { kind: 'picture' });
  if (status !== 200) return { code: body.code };
  const item = kit.platform.transports.outbox?.items().find(({ to }) => to === body.id);
  const { id, puzzle } = body as { id: string; puzzle?: Challenge };
  const typed = item?.text.zh ?? '';
  return { id, typed, ...(puzzle && { puzzle }), cost: puzzle?.parameters.cost };
}

/** The captcha as a request holds it, with its puzzle solved. */
export async function solvedOf({ id, typed, puzzle }: Shown) {
  return { id, answer: typed, ...(puzzle && { solution: await solutionOf(puzzle) }) };
}

export async function solutionOf(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

/** What came of a sign-in; `cost` is that of the puzzle that was asked, and `solving` how long it took. */
type Entered = {
  status: number;
  body: { code?: string; params?: object };
  cost: number | undefined;
  solving: number;
};

/** Signs in as a browser does: a picture, the puzzle beside it where there is one, then card and password. */
export async function signIn(
  kit: Kit,
  visitor: Visitor,
  card: string,
  password: string,
): Promise<Entered> {
  const shown = await askForPicture(kit, visitor);
  if ('code' in shown) return { status: 429, body: shown, cost: undefined, solving: 0 };
  const begun = performance.now();
  const captcha = await solvedOf(shown);
  const solving = performance.now() - begun;
  const { status, body } = await send(kit, visitor, people.signInByCard, {
    ...{ card, password, captcha },
  });
  return { status, body, cost: shown.cost, solving };
}
