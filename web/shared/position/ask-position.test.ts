import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askPosition, type Device, longestWait } from './ask-position.ts';

const coords = { latitude: -77.84631, longitude: 166.67632, accuracy: 12 };

/** What a browser does with one request for the position. */
type Turn = 'found' | 'nothing' | 1 | 2 | 3;

/** A device that answers its requests in this order, and notes what was asked. */
function device(...turns: Turn[]): Device & { asked: PositionOptions[] } {
  const asked: PositionOptions[] = [];
  return {
    asked,
    isSecureContext: true,
    geolocation: {
      getCurrentPosition(found, failed, options) {
        const turn = turns[asked.length];
        asked.push(options ?? {});
        if (turn === 'found') found({ coords } as GeolocationPosition);
        else if (typeof turn === 'number') failed?.({ code: turn } as GeolocationPositionError);
      },
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a position that is found is given as it was measured', async () => {
  expect(await askPosition(device('found'))).toEqual({ fix: coords });
});

test('where the sky is hidden, the network is asked', async () => {
  const indoors = device(3, 'found');
  expect(await askPosition(indoors)).toEqual({ fix: coords });
  expect(indoors.asked.map(({ enableHighAccuracy }) => enableHighAccuracy)).toEqual([true, false]);
});

test('each failure is named; after a refusal nothing more is asked', async () => {
  const refused = device(1);
  expect(await askPosition(refused)).toEqual({ failure: 'denied' });
  expect(refused.asked).toHaveLength(1);
  expect(await askPosition(device(2, 2))).toEqual({ failure: 'unavailable' });
  expect(await askPosition(device(3, 3))).toEqual({ failure: 'timeout' });
  expect(await askPosition(device(2, 1))).toEqual({ failure: 'denied' });
});

test('a page without a trusted certificate asks nothing, nor does a browser that cannot', async () => {
  const insecure = { ...device('found'), isSecureContext: false };
  expect(await askPosition(insecure)).toEqual({ failure: 'insecure' });
  expect(insecure.asked).toEqual([]);
  expect(await askPosition({ isSecureContext: true })).toEqual({ failure: 'unsupported' });
});

test('a browser that throws, or never answers, is not waited for', async () => {
  const broken: Device = {
    isSecureContext: true,
    geolocation: {
      getCurrentPosition: () => {
        throw new TypeError('not here');
      },
    },
  };
  expect(await askPosition(broken)).toEqual({ failure: 'unavailable' });
  const silent = askPosition(device('nothing'));
  await vi.advanceTimersByTimeAsync(longestWait);
  expect(await silent).toEqual({ failure: 'timeout' });
});
