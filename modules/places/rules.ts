import { randomInt } from 'node:crypto';
import type { PlaceRow } from './queries.ts';

type Kind = PlaceRow['kind'];

/** Below what a place may stand. Gates of a site are sites below it. */
const parentsOf: Record<Kind, readonly Kind[]> = {
  region: ['region', 'organisation'],
  organisation: ['region', 'organisation'],
  site: ['organisation', 'site'],
};

export const mayStandBelow = (kind: Kind, parent: Kind): boolean =>
  parentsOf[kind].includes(parent);

/** A code for a place whose own nobody gave: it only has to differ from those beside it. */
export const newCode = (kind: Exclude<Kind, 'region'>): string =>
  `${kind === 'site' ? 'S' : 'J'}${String(randomInt(1_000_000_000)).padStart(9, '0')}`;

/**
 * How the codes of a division and of all below it begin: those of GB/T 2260 have two digits for the province, two
 * for the city and two for the district.
 */
export const regionPrefix = (code: string): string => code.replace(/(00){1,2}$/, '');
