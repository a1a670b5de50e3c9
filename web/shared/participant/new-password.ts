import type { ApiProblem } from '../api.ts';
import { useWords } from '../i18n.ts';
import { useMistakes } from './mistakes.ts';
import { peopleWords } from './people-words.ts';

/** A new password, typed twice. */
export type NewPassword = { password: string; repeated: string };

export const noPassword: NewPassword = { password: '', repeated: '' };

export function isReady({ password, repeated }: NewPassword): boolean {
  return password !== '' && password === repeated;
}

type Mistake = 'fillIn' | 'mismatch';

/** What is wrong with it as far as the page can tell, by field; `tried`: sending was tried. */
export function passwordMistakes(
  { password, repeated }: NewPassword,
  tried: boolean,
): Partial<Record<keyof NewPassword, Mistake>> {
  const found: Partial<Record<keyof NewPassword, Mistake>> = {};
  if (tried && password === '') found.password = 'fillIn';
  if (tried && repeated === '') found.repeated = 'fillIn';
  // Whoever is still typing is not yet told that the two differ.
  const isWhole = tried || repeated.length >= password.length;
  if (repeated !== '' && password !== repeated && isWhole) found.repeated = 'mismatch';
  return found;
}

/** What is told at the two fields; `problem` is what the server said. */
export function usePasswordErrors(
  typed: NewPassword,
  tried: boolean,
  problem: ApiProblem | null,
): { [Field in keyof NewPassword]: string | undefined } {
  const t = useWords(peopleWords);
  const mistake = useMistakes(problem);
  const { password, repeated } = passwordMistakes(typed, tried);
  return {
    password: password ? t(password) : mistake('password'),
    repeated: repeated && t(repeated),
  };
}
