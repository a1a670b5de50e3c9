import { expect, test } from 'vitest';
import { positionView } from './position-view.ts';

const fix = { latitude: -77.84631, longitude: 166.67632, accuracy: 12 };
const quiet = { asking: false, failure: null };

test('a fix is shown with its time where that is known', () => {
  const takenAt = '2024-04-12T00:30:00Z';
  expect(positionView({}, { ...fix, takenAt }, quiet)).toMatchObject({ fix, takenAt });
  expect(positionView({}, fix, quiet)).toMatchObject({ fix, takenAt: null });
});

test('what is no position shows nothing', () => {
  for (const value of [undefined, null, 'here', {}, { reason: 'lazy' }, { reason: 'toString' }]) {
    expect(positionView({}, value, quiet)).toMatchObject({
      fix: null,
      takenAt: null,
      reason: null,
    });
  }
});

test('a failure may stand for the position only where the form allows it', () => {
  const failed = { asking: false, failure: 'denied' } as const;
  expect(positionView({}, undefined, failed)).toMatchObject({ failure: 'denied', mayGoOn: false });
  expect(positionView({ reasonsAllowed: ['timeout'] }, undefined, failed).mayGoOn).toBe(false);
  expect(positionView({ reasonsAllowed: ['denied'] }, undefined, failed).mayGoOn).toBe(true);
});

test('a failed second attempt leaves the first position', () => {
  const failed = { asking: false, failure: 'timeout' } as const;
  expect(positionView({}, fix, failed)).toMatchObject({ fix, failure: 'timeout' });
});

test('abroad is offered until it is chosen, and not while the device is asked', () => {
  const allowed = { reasonsAllowed: ['abroad' as const] };
  expect(positionView(allowed, undefined, quiet).mayBeAbroad).toBe(true);
  expect(positionView({}, undefined, quiet).mayBeAbroad).toBe(false);
  const chosen = positionView(allowed, { reason: 'abroad' }, quiet);
  expect(chosen).toMatchObject({ reason: 'abroad', mayBeAbroad: false });
  expect(positionView(allowed, undefined, { asking: true, failure: null }).mayBeAbroad).toBe(false);
});
