import type { FieldProblem } from '../../platform/contract.ts';

const shortest = 8;
const longest = 128;

/** Often tried first, or made of them with an ending. */
const common =
  /^(?:p[a@]ssw[o0]rd|passwort|admin|root|qwerty?|qwe|asdf?|zxcvb?|1qaz2wsx|abcd?|aa?|test|user|welcome|iloveyou|woaini|beijing|anxing)[\d!@#$%^&*._-]*$/i;

/** A password as it is compared: the same characters typed on another keyboard are the same. */
export const passwordText = (typed: string): string => typed.normalize('NFKC');

export type PasswordContext = {
  /** Card number or user name. */
  account: string;
  /** The initial or one-time password, where it is still known. */
  initial: string | null;
};

/** What is wrong with a new password, as problems of the field `password`; nothing when it will do. */
export function passwordProblems(
  typed: string,
  { account, initial }: PasswordContext,
): FieldProblem[] {
  const password = passwordText(typed);
  const problem = (code: string, params?: FieldProblem['params']): FieldProblem[] => [
    { path: 'password', code, ...(params && { params }) },
  ];
  if (initial !== null && password === passwordText(initial)) return problem('password_same');
  const length = [...password].length;
  if (length < shortest) return problem('password_too_short', { min: shortest });
  if (length > longest) return problem('password_too_long', { max: longest });
  return isSimple(password, account) ? problem('password_too_simple') : [];
}

function isSimple(password: string, account: string): boolean {
  const plain = password.toLowerCase();
  return (
    kindsOf(password) < 2 ||
    new Set(plain).size < 4 ||
    isDate(password) ||
    common.test(password) ||
    (account.length >= 3 && plain.includes(account.toLowerCase()))
  );
}

function kindsOf(password: string): number {
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];
  return kinds.filter((kind) => kind.test(password)).length;
}

/** Digits in the places of a day, in whichever order, with whatever stands between them. */
function isDate(password: string): boolean {
  if (/\p{L}/u.test(password.replace(/[年月日]/g, ''))) return false;
  const pairs = /^(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(password.replace(/\D/g, ''));
  if (!pairs) return false;
  const [a = 0, b = 0, c = 0, d = 0] = pairs.slice(1).map(Number);
  const century = (year: number) => year === 19 || year === 20;
  const monthAndDay = (one: number, other: number) =>
    one >= 1 && other >= 1 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
  return (century(a) && monthAndDay(c, d)) || (century(c) && monthAndDay(a, b));
}

/** Questions and answers of a first sign-in. */
export type Chosen = { question: string; answer: string };

export const questionCount = 3;

/** An answer as it is compared: width, case and spacing do not matter. */
export function answerText(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

/** What is wrong with the security questions; `offered` are the realm's, none where none are set. */
export function questionProblems(chosen: Chosen[], offered: string[]): FieldProblem[] {
  const needed = offered.length === 0 ? 0 : questionCount;
  const different = new Set(chosen.map(({ question }) => question)).size;
  if (chosen.length !== needed || different !== needed) {
    return [{ path: 'questions', code: 'questions_incomplete' }];
  }
  const problems: FieldProblem[] = [];
  for (const [index, { question, answer }] of chosen.entries()) {
    if (!offered.includes(question)) {
      problems.push({ path: `questions.${index}.question`, code: 'question_unknown' });
    }
    const text = answerText(answer);
    const earlier = chosen.slice(0, index).some((other) => answerText(other.answer) === text);
    if (earlier) problems.push({ path: `questions.${index}.answer`, code: 'answers_alike' });
    else if (text === '') problems.push({ path: `questions.${index}.answer`, code: 'required' });
  }
  return problems;
}

/**
 * The questions that a card without any is asked: always the same ones for the same card. `digest`
 * is a keyed hash of it, so that nobody else can tell which those would be.
 */
export function decoyQuestions(offered: string[], digest: Buffer): string[] {
  const left = [...offered];
  const chosen: string[] = [];
  for (let at = 0; chosen.length < questionCount && left.length > 0; at += 4) {
    const [question] = left.splice(digest.readUInt32BE(at) % left.length, 1);
    if (question !== undefined) chosen.push(question);
  }
  return chosen;
}
