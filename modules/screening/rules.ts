import type { Work } from '../staff/public.ts';

/** Pure decisions about checks; times are passed in. */

const second = 1000;
const day = 24 * 3600 * second;

/** Clocks of phones differ by so much. */
export const tolerance = 60 * second;

/** A check that reaches the server within so long after it was made is one made now. */
const freshFor = 2 * 60 * second;

export const isMadeNow = (checkedAt: Date, now: Date): boolean =>
  now.getTime() - checkedAt.getTime() <= freshFor;

/** A check that was made without a network is taken for so many days. */
export const takenForDays = 7;

/** Checks are deleted so many days after they were made: two incubation periods. */
export const keptForDays = 28;

/** What keeps a check from being taken by its time; null where nothing does. */
export function timeProblem(
  checkedAt: Date,
  now: Date,
): 'check_in_future' | 'check_too_old' | null {
  const age = now.getTime() - checkedAt.getTime();
  if (age < -tolerance) return 'check_in_future';
  return age > takenForDays * day ? 'check_too_old' : null;
}

/** Whether somebody can work at a site now. */
export const isActive = ({ open, suspended }: Pick<Work, 'open' | 'suspended'>): boolean =>
  open && !suspended;

export type Conflict = 'site_closed' | 'scanner_disabled' | 'code_refused' | 'name_differs';

/**
 * Whether somebody may record a check at a site. One that was made before, without a network, is kept even if they
 * could not make it now; it says so. What is handed in by who was shut out always does, however lately it was made, and
 * even if they are let in again by now.
 */
export function admission(
  work: Pick<Work, 'open' | 'suspended'> | undefined,
  { checkedAt, now, isHandedIn }: { checkedAt: Date; now: Date; isHandedIn: boolean },
): 'not_found' | 'site_not_active' | { conflict: Conflict | null } {
  if (!work) return 'not_found';
  if (isActive(work) && !isHandedIn) return { conflict: null };
  if (isMadeNow(checkedAt, now) && !isHandedIn) return 'site_not_active';
  return { conflict: work.open ? 'scanner_disabled' : 'site_closed' };
}

/** In degrees Celsius, with one decimal place at most. */
export function isTemperature(celsius: number): boolean {
  return Math.abs(celsius * 10 - Math.round(celsius * 10)) < 1e-6;
}

/** Where somebody sees all checks, and where only their own: seniors and intermediates see those of the site. */
export function readable(work: Work[]): { all: number[]; own: number[] } {
  const sites = work.filter((each) => isActive(each) && each.reports);
  const seesAll = ({ role }: Work) => role !== 'ordinary_scanner';
  return {
    all: sites.filter(seesAll).map(({ siteId }) => siteId),
    own: sites.filter((each) => !seesAll(each)).map(({ siteId }) => siteId),
  };
}
