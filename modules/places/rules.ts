import { randomInt } from 'node:crypto';
import type { PlaceKind } from './contract.ts';

/** A code for a place whose own nobody gave: it only has to differ from those beside it. */
export const newCode = (kind: PlaceKind): string =>
  `${kind === 'site' ? 'S' : 'J'}${String(randomInt(1_000_000_000)).padStart(9, '0')}`;

/**
 * How the codes of a division and of all below it begin: those of GB/T 2260 have two digits for the province, two
 * for the city and two for the district.
 */
export const regionPrefix = (code: string): string => code.replace(/(00){1,2}$/, '');
