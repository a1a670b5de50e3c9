import { prcCheckDigit } from '../../forms/identity.ts';

let born = 0;

/** A document of nobody. */
export function newDocument(): { kind: 'prc_id'; number: string } {
  born += 1;
  // A number has room for a thousand people born on the same day; test files of one worker share the count.
  const year = 1990 + Math.floor(born / 1000);
  const day = String((born % 28) + 1).padStart(2, '0');
  const digits = `110105${year}02${day}${String(born % 1000).padStart(3, '0')}`;
  return { kind: 'prc_id', number: `${digits}${prcCheckDigit(digits)}` };
}

/** A document as a person is known by it; one of nobody unless another is given. */
export const asIdentifier = ({ kind, number } = newDocument()) => ({
  ...{ kind: 'identity' as const, value: `${kind} ${number}` },
});
