/** For tests alone: an invented realm and the ways through it. */
import type { App } from '../../platform/contract.ts';
import type { Platform } from '../../platform/platform.ts';
import { addAccount, addRealm } from './accounts/actions.ts';
import { hashAnswer, hashSecret } from './accounts/passwords.ts';
import { createCaptcha } from './captcha/actions.ts';
import { upsertPeople } from './roster/actions.ts';
import type { RosterIdentifier, RosterPerson } from './roster/rules.ts';
import { guessBucket } from './throttling/actions.ts';
import { lockAttempts, updateAttempts } from './throttling/queries.ts';
import { type Attempts, withAttempt } from './throttling/rules.ts';

export { shutOutProof } from './sign-in/shut-out.ts';

export const realm = 'penguins';
export const questions = ['school', 'teacher', 'pet', 'street', 'book'];
export const initial = '19990214';
export const password = 'Weigh-in every day 7';
export const answers = ['Ice School', '企鹅', 'Flipper'];
export const setUp = { password, questions: questionsWith(answers) };

function questionsWith(given: string[]) {
  return given.map((answer, index) => ({ question: questions[index] as string, answer }));
}

/** A captcha with its answer, as somebody who reads the picture would give it. */
export async function solveCaptcha(platform: Platform): Promise<{ id: string; answer: string }> {
  const { id } = await createCaptcha(platform, 'picture', {
    ...{ realm, address: '192.0.2.200', canSolve: true, browser: null },
  });
  const item = platform.transports.outbox?.items().find(({ to }) => to === id);
  if (!item) throw new Error('Captcha answers are shown only in a demo.');
  return { id, answer: item.text.zh };
}

/** Leaves an address as a program does that tried so many dates, on one card after the other. */
export async function leaveGuesses(
  platform: Platform,
  address: string,
  times: number,
): Promise<void> {
  const { key, throttle } = guessBucket(platform, realm, address);
  await platform.transaction(null, async ({ db, now }) => {
    await lockAttempts(db, [key], now);
    let attempts = { failures: 0, lastAt: now, blockedUntil: null } as Attempts;
    for (let n = 0; n < times; n += 1) attempts = withAttempt(attempts, throttle, now);
    await updateAttempts(db, [{ key, attempts }]);
  });
}

/** The realm, open to portal and desk; `count` of the security questions are asked for. */
export async function addTestRealm(
  platform: Platform,
  { choices = questions, count = 3, oneTimePasswords = false } = {},
): Promise<void> {
  await platform.transaction(null, (tx) =>
    addRealm(tx, {
      code: realm,
      ways: ['card'],
      apps: oneTimePasswords
        ? { portal: 'programme', desk: 'programme' }
        : { portal: 'portal', desk: 'desk' },
      oneTimePasswords,
      questions: { choices, count },
    }),
  );
}

/** Adds somebody by roster, with the first sign-in finished in these apps. */
export async function addPerson(
  platform: Platform,
  card: string,
  rest: Partial<RosterPerson> & { aliases?: string[]; activated?: App[] } = {},
): Promise<string> {
  const { activated = [], aliases = [], ...person } = rest;
  const identifiers: RosterIdentifier[] = [{ kind: 'card', value: card, aliases }];
  const passwordHash = activated.length > 0 ? await knownHash() : '';
  const hashes = activated.length > 0 ? await knownAnswers() : [];
  return platform.transaction(null, async (tx) => {
    const row = { name: `Penguin ${card}`, identifiers, initial, ...person };
    const [answer] = await upsertPeople(tx, realm, [row]);
    if (!answer || 'error' in answer) throw new Error(`refused: ${JSON.stringify(answer)}`);
    const { personId } = answer;
    for (const app of activated) {
      await addAccount(tx, { personId, realm, app, passwordHash, questions: hashes });
    }
    return personId;
  });
}

let hashed: Promise<string> | undefined;
const knownHash = () => {
  hashed ??= hashSecret(password);
  return hashed;
};

let hashedAnswers: Promise<{ question: string; hash: string }[]> | undefined;
const knownAnswers = () => {
  hashedAnswers ??= Promise.all(
    setUp.questions.map(async ({ question, answer }) => ({
      question,
      hash: await hashAnswer(answer),
    })),
  );
  return hashedAnswers;
};
