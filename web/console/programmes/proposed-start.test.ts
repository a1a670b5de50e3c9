import { expect, it } from 'vitest';
import { proposedStart } from './proposed-start.ts';

const days = { startsOn: '2026-12-01', endsOn: '2026-12-03' };
const own = {
  ...days,
  days: [{ from: { enrolment: 'start' as const }, to: { enrolment: 'end' as const } }],
};

it.each([
  ['before the programme', '2026-11-30', undefined],
  ['on its first day', '2026-12-01', undefined],
  ['once it has begun', '2026-12-02', '2026-12-02'],
  ['on its last day', '2026-12-03', '2026-12-03'],
  ['when it is over', '2026-12-04', undefined],
])('the first day of somebody who is added %s', (_, today, start) => {
  expect(proposedStart(own, today)).toBe(start);
});

it('is none where reporting depends on something else', () => {
  const landing = { milestone: 'landing', otherwise: { programme: 'start' as const } };
  const to = { programme: 'end' as const };
  expect(proposedStart({ ...days, days: [{ from: landing, to }] }, '2026-12-02')).toBeUndefined();
  const orStart = { milestone: 'landing', otherwise: { enrolment: 'start' as const } };
  expect(proposedStart({ ...days, days: [{ from: orStart, to }] }, '2026-12-02')).toBe(
    '2026-12-02',
  );
});
