import type { FieldProblem } from '../../../platform/contract.ts';

/** Whether somebody takes no part any more, and so cannot sign in. */
export function isWithdrawn({ withdrawn_at }: { withdrawn_at: Date | null }, now: Date): boolean {
  return withdrawn_at !== null && withdrawn_at <= now;
}

const shortest = 8;
const longest = 128;

/** Often tried first, or made of them with an ending. */
const common =
  /^(?:p[a@]ssw[o0]rd|passwort|admin|root|qwerty?|qwe|asdf?|zxcvb?|1qaz2wsx|abcd?|aa?|test|user|welcome|iloveyou|woaini|beijing|anxing)[\d!@#$%^&*._-]*$/i;

/** A password as it is compared: the same characters typed on another keyboard are the same. */
export const passwordText = (typed: string): string => typed.normalize('NFKC');

/** A one-time password as it is compared: phones put capitals and spaces, people leave hyphens out. */
export const oneTimeText = (typed: string): string =>
  passwordText(typed)
    .toLowerCase()
    .replace(/[\s\p{Pd}]+/gu, '');

type PasswordContext = {
  /** Card number, user name, phone. */
  accounts: string[];
  /** The initial or one-time password, where it is still known. */
  initial: string | null;
};

/** What is wrong with a new password, as problems of the field `password`; nothing when it will do. */
export function passwordProblems(
  typed: string,
  { accounts, initial }: PasswordContext,
): FieldProblem[] {
  const password = passwordText(typed);
  const problem = (code: string, params?: FieldProblem['params']): FieldProblem[] => [
    { path: 'password', code, ...(params && { params }) },
  ];
  if (initial !== null && oneTimeText(password) === oneTimeText(initial)) {
    return problem('password_same');
  }
  const length = [...password].length;
  if (length < shortest) return problem('password_too_short', { min: shortest });
  if (length > longest) return problem('password_too_long', { max: longest });
  if (common.test(password)) return problem('password_too_common');
  return isSimple(password, accounts) ? problem('password_too_simple') : [];
}

function isSimple(password: string, accounts: string[]): boolean {
  const plain = password.toLowerCase();
  return (
    kindsOf(password) < 2 ||
    new Set(plain).size < 4 ||
    isDate(password) ||
    accounts.some((account) => containsAccount(plain, account.toLowerCase()))
  );
}

/** A phone counts without its country code, a document by its number alone, as people write them. */
function containsAccount(password: string, account: string): boolean {
  const part = account.startsWith('+') ? account.slice(-8) : (account.split(' ').at(-1) ?? '');
  return part.length >= 3 && password.includes(part);
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
