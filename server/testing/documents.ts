import { prcCheckDigit } from '../../forms/identity.ts';

let born = 0;

/** A document of nobody. */
export function newDocument(): { kind: 'prc_id'; number: string } {
  born += 1;
  const digits = `110105199002${String((born % 28) + 1).padStart(2, '0')}${String(born).padStart(3, '0')}`;
  return { kind: 'prc_id', number: `${digits}${prcCheckDigit(digits)}` };
}

/** A document as a person is known by it; one of nobody unless another is given. */
export const asIdentifier = ({ kind, number } = newDocument()) => ({
  ...{ kind: 'identity' as const, value: `${kind} ${number}` },
});
