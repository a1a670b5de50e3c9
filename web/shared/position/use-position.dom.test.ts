import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { FieldOf } from '../../../forms/definition.ts';
import { doing, now, openStage, until } from '../participant/testing/stage.tsx';
import { usePosition } from './use-position.ts';

const field: FieldOf<'position'> = {
  ...{ type: 'position', code: 'floe', label: { zh: '浮冰位置', en: 'Position' }, required: true },
  reasonsAllowed: ['denied', 'abroad'],
};

type Answer = Parameters<Geolocation['getCurrentPosition']>;

/** A field of a form, on a device that answers when the test has it do so. */
function positionField() {
  const asked: { find: () => void; fail: (code: number) => void }[] = [];
  const getCurrentPosition = (...[found, failed]: Answer) => {
    const coords = { latitude: -77.5, longitude: 166.2, accuracy: 12 };
    asked.push({
      find: () => found({ coords } as GeolocationPosition),
      fail: (code) => failed?.({ code } as GeolocationPositionError),
    });
  };
  Object.defineProperty(navigator, 'geolocation', {
    configurable: true,
    value: { getCurrentPosition },
  });
  vi.stubGlobal('isSecureContext', true);
  const onLeave = vi.fn();
  const waits = vi.fn();
  const onBegin = (code: string) => {
    waits(code);
    return () => waits(null);
  };
  const { result, unmount } = openStage().renderOutside(() => {
    const [value, onChange] = useState<unknown>(undefined);
    return { value, ...usePosition({ field, value, onChange, onBegin, onLeave }) };
  });
  const take = () => doing(() => result.current.take());
  return { asked, result, take, waits, onLeave, unmount };
}

describe('a position', () => {
  test('is what the device finds, with the time', async () => {
    const { asked, result, take, onLeave } = positionField();
    await take();
    expect(result.current).toMatchObject({ asking: true, value: undefined });
    await doing(() => asked[0]?.find());
    expect(result.current).toMatchObject({
      ...{ asking: false, failure: null, takenAt: new Date(now).toISOString() },
      value: { latitude: -77.5, longitude: 166.2, accuracy: 12 },
    });
    expect(onLeave).toHaveBeenCalledOnce();
    await doing(() => result.current.clear());
    expect(result.current.value).toBeUndefined();
  });

  test('that the person does not allow may be left out where the form takes that', async () => {
    const { asked, result, take, onLeave } = positionField();
    await take();
    await doing(() => asked[0]?.fail(1));
    expect(result.current).toMatchObject({ failure: 'denied', mayGoOn: true });
    expect(onLeave).not.toHaveBeenCalled();
    await doing(() => result.current.goOn());
    expect(result.current).toMatchObject({ value: { reason: 'denied' }, failure: null });
  });

  test('is asked for a second time where the first found nothing, and then is none', async () => {
    const { asked, result, take } = positionField();
    await take();
    await doing(() => asked[0]?.fail(2));
    await until(() => expect(asked).toHaveLength(2));
    expect(result.current.asking).toBe(true);
    await doing(() => asked[1]?.fail(3));
    expect(result.current).toMatchObject({ failure: 'timeout', mayGoOn: false, value: undefined });
  });

  test.each([
    ['stopped waiting', 'stop', undefined],
    ['said to be abroad', 'beAbroad', { reason: 'abroad' }],
  ] as const)('that comes after the person has %s is not wanted', async (_, act, value) => {
    const { asked, result, take } = positionField();
    await take();
    await doing(() => result.current[act]());
    await doing(() => asked[0]?.find());
    expect(result.current).toMatchObject({ asking: false, value });
  });

  test.each([
    ['is found', ({ asked }) => asked[0]?.find()],
    ['fails', ({ asked }) => asked[0]?.fail(1)],
    ['is not waited for any more', ({ result }) => result.current.stop()],
    ['is not asked for any more', ({ unmount }) => unmount()],
  ] as [string, (field: ReturnType<typeof positionField>) => void][])(
    'has the form wait until it %s',
    async (_, end) => {
      const field = positionField();
      await field.take();
      expect(field.waits.mock.calls).toEqual([['position_under_way']]);
      await doing(() => end(field));
      expect(field.waits.mock.calls).toEqual([['position_under_way'], [null]]);
    },
  );

  test('that comes after the page has gone is told nobody', async () => {
    const { asked, take, onLeave, unmount } = positionField();
    await take();
    unmount();
    await doing(() => asked[0]?.find());
    expect(onLeave).not.toHaveBeenCalled();
  });
});
