import type { Static } from 'typebox';
import type { ImportChoicesSchema } from './contract-choices.ts';

/**
 * What a clerk decided about one import, stored with it: the import reads the workbook as its preview
 * did. Nothing here is a guess of the product; guesses are offered and become choices when accepted.
 */
export type ImportChoices = Static<typeof ImportChoicesSchema>;

export const noChoices: ImportChoices = {
  sheets: null,
  encoding: null,
  columns: [],
  mends: [],
  values: [],
  units: [],
  answers: [],
};

/** Codes of yes and no where a text is said to mean one of them. */
export const yesNo = { yes: 'yes', no: 'no' } as const;
