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
