import { expect, it } from 'vitest';
import type { Work } from '../staff/public.ts';
import { admission, isTemperature, readable, timeProblem } from './rules.ts';

const now = new Date('2022-01-20T04:00:00Z');
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
const day = 86_400_000;
const work = (given: Partial<Work> = {}): Work => ({
  ...{ siteId: 1, path: '/1/', role: 'ordinary_scanner', open: true },
  ...{ suspended: false, reports: true, ...given },
});

it('takes checks of the last week, and of a clock that is a minute ahead', () => {
  expect(timeProblem(ago(-60_000), now)).toBeNull();
  expect(timeProblem(ago(-60_001), now)).toBe('check_in_future');
  expect(timeProblem(ago(7 * day), now)).toBeNull();
  expect(timeProblem(ago(7 * day + 1), now)).toBe('check_too_old');
});

it.each<[string, Work | undefined, number, ReturnType<typeof admission>]>([
  ['somebody never assigned', undefined, day, 'not_found'],
  ['somebody at work', work(), 0, { conflict: null }],
  ['a site that was closed since', work({ open: false }), 120_001, { conflict: 'site_closed' }],
  ['a site that is closed', work({ open: false }), 120_000, 'site_not_active'],
  ['somebody disabled since', work({ suspended: true }), 120_001, { conflict: 'scanner_disabled' }],
  ['somebody disabled', work({ suspended: true }), 0, 'site_not_active'],
])('decides about a check of %s', (_, given, age, expected) => {
  expect(admission(given, { checkedAt: ago(age), now, isHandedIn: false })).toEqual(expected);
});

it.each<[string, Work | undefined, ReturnType<typeof admission>]>([
  ['somebody never assigned', undefined, 'not_found'],
  ['somebody disabled', work({ suspended: true }), { conflict: 'scanner_disabled' }],
  ['a site that is closed', work({ open: false }), { conflict: 'site_closed' }],
  ['somebody whose account is closed', work(), { conflict: 'scanner_disabled' }],
])('takes what is handed in of %s with a conflict, whenever it was made', (_, given, expected) => {
  for (const age of [0, 120_001, 7 * day]) {
    expect(admission(given, { checkedAt: ago(age), now, isHandedIn: true })).toEqual(expected);
  }
});

it('knows what a thermometer shows', () => {
  for (const celsius of [36, 36.6, 37.3, 41.1, 34.7]) expect(isTemperature(celsius)).toBe(true);
  for (const celsius of [36.55, 37.301]) expect(isTemperature(celsius)).toBe(false);
});

it('lets seniors and intermediates read all of their sites, others what they made', () => {
  const at = (siteId: number, given: Partial<Work> = {}) => work({ siteId, ...given });
  expect(
    readable([
      at(1, { role: 'senior_scanner' }),
      at(2, { role: 'intermediate_scanner' }),
      at(3),
      at(4, { role: 'senior_scanner', open: false }),
      at(5, { role: 'senior_scanner', suspended: true }),
      at(6, { role: 'senior_scanner', reports: false }),
    ]),
  ).toEqual({ all: [1, 2], own: [3] });
});
