import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compareDays,
  dayOf,
  daysBetween,
  eachDay,
  isDay,
  isZone,
  nextTurn,
  startOfDay,
} from './days.ts';

const SHANGHAI = 'Asia/Shanghai';

describe('isDay', () => {
  it.each(['2022-01-04', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2022-12-31'])(
    'takes %s',
    (day) => {
      expect(isDay(day)).toBe(true);
    },
  );

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2022-04-31',
    '2022-13-01',
    '2022-00-10',
    '2022-01-00',
    '0000-01-01',
    '2022-1-4',
    '2022-01-04 ',
    '2022-01-04T00:00:00Z',
    '２０２２-01-04',
    '',
    null,
    20220104,
    ['2022-01-04'],
  ])('refuses %j', (day) => {
    expect(isDay(day)).toBe(false);
  });
});

describe('counting days', () => {
  it('knows leap days, turns of years and early years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2022-01-01', -1)).toBe('2021-12-31');
    expect(addDays('0099-12-31', 1)).toBe('0100-01-01');
    expect(addDays('2022-01-30', -14)).toBe('2022-01-16');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2022-02-04', '2022-02-04')).toBe(0);
    expect(daysBetween('2022-03-01', '2022-02-28')).toBe(-1);
  });

  it('adds and takes away the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (count) => {
        const day = addDays('2022-02-04', count);
        expect(isDay(day)).toBe(true);
        expect(daysBetween('2022-02-04', day)).toBe(count);
        expect(addDays(day, -count)).toBe('2022-02-04');
        expect(Math.sign(compareDays(day, '2022-02-04'))).toBe(Math.sign(count));
      }),
    );
  });

  it('lists both ends and nothing backwards', () => {
    expect(eachDay('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(eachDay('2024-02-28', '2024-02-28')).toEqual(['2024-02-28']);
    expect(eachDay('2024-02-28', '2024-02-27')).toEqual([]);
    expect(eachDay('9999-12-30', '9999-12-31')).toEqual(['9999-12-30', '9999-12-31']);
    const years = eachDay('2019-12-31', '2025-01-01');
    expect(years).toHaveLength(daysBetween('2019-12-31', '2025-01-01') + 1);
    expect(years.every(isDay)).toBe(true);
    expect(new Set(years).size).toBe(years.length);
  });

  it('stays within the years that a day can have', () => {
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addDays('0001-01-01', -1)).toBe('0001-01-01');
    expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
    expect(addDays('0001-01-02', -1)).toBe('0001-01-01');
  });
});

describe('the day of an instant', () => {
  it('turns at 24:00 Beijing time', () => {
    expect(dayOf('2022-02-04T15:59:59.999Z', SHANGHAI)).toBe('2022-02-04');
    expect(dayOf('2022-02-04T16:00:00.000Z', SHANGHAI)).toBe('2022-02-05');
    expect(dayOf(new Date('2022-02-04T15:59:59.999Z'), SHANGHAI)).toBe('2022-02-04');
    expect(dayOf(Date.UTC(2022, 1, 3, 16), SHANGHAI)).toBe('2022-02-04');
    expect(dayOf('2022-02-04T23:59:59-08:00', SHANGHAI)).toBe('2022-02-05');
  });

  it('does not depend on what was asked before', () => {
    const instants = [
      '2022-02-04T16:00:00Z',
      '2022-02-04T15:59:59.999Z',
      '2022-02-05T15:59:59.999Z',
    ];
    const days = () => instants.map((instant) => dayOf(instant, SHANGHAI));
    expect(days()).toEqual(['2022-02-05', '2022-02-04', '2022-02-05']);
    expect(days()).toEqual(['2022-02-05', '2022-02-04', '2022-02-05']);
    expect(dayOf('2022-02-04T16:00:00Z', 'UTC')).toBe('2022-02-04');
  });

  it('throws for what is no instant and no zone', () => {
    expect(() => dayOf('yesterday', SHANGHAI)).toThrow(RangeError);
    expect(() => dayOf(Number.NaN, SHANGHAI)).toThrow(RangeError);
    expect(() => dayOf('2022-02-04T16:00:00Z', 'Moon/Tranquility')).toThrow(RangeError);
    expect(isZone('Moon/Tranquility')).toBe(false);
    expect(isZone(SHANGHAI)).toBe(true);
    expect(isZone('')).toBe(false);
    expect(isZone(8)).toBe(false);
  });

  it('agrees with the bounds of days in zones of all kinds', () => {
    const zones = [
      SHANGHAI,
      'UTC',
      'America/New_York',
      'Pacific/Auckland',
      'Asia/Kathmandu',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }),
        (zone, time) => {
          const day = dayOf(time, zone);
          expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(time);
          const turn = nextTurn(time, zone).getTime();
          expect(turn).toBeGreaterThan(time);
          expect(dayOf(turn - 1, zone)).toBe(day);
          expect(dayOf(turn, zone)).toBe(addDays(day, 1));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the bounds of a day', () => {
  it('gives the instants in Beijing', () => {
    expect(startOfDay('2022-02-04', SHANGHAI).toISOString()).toBe('2022-02-03T16:00:00.000Z');
    expect(nextTurn('2022-02-03T16:00:00Z', SHANGHAI).toISOString()).toBe(
      '2022-02-04T16:00:00.000Z',
    );
    expect(nextTurn('2022-02-04T15:59:59.999Z', SHANGHAI).toISOString()).toBe(
      '2022-02-04T16:00:00.000Z',
    );
  });

  const hours = (day: string, zone: string) =>
    (startOfDay(addDays(day, 1), zone).getTime() - startOfDay(day, zone).getTime()) / 3_600_000;

  it('knows days of 23 and 25 hours', () => {
    expect(hours('2024-03-10', 'America/New_York')).toBe(23);
    expect(hours('2024-11-03', 'America/New_York')).toBe(25);
    expect(hours('2024-04-07', 'Pacific/Auckland')).toBe(25);
    expect(hours('2024-04-08', 'Pacific/Auckland')).toBe(24);
    expect(hours('1991-04-14', SHANGHAI)).toBe(23);
  });

  it('copes with clocks changed at midnight', () => {
    // In São Paulo 2018-11-04 began at 01:00, and 2018-02-17 had a second hour before midnight.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    );
    expect(hours('2018-11-04', 'America/Sao_Paulo')).toBe(23);
    expect(hours('2018-02-17', 'America/Sao_Paulo')).toBe(25);
    // Cuba turns the clock back from 01:00 to 00:00.
    expect(hours('2023-11-05', 'America/Havana')).toBe(25);
    expect(dayOf('2023-11-05T04:00:00Z', 'America/Havana')).toBe('2023-11-05');
    expect(dayOf('2023-11-05T05:00:00Z', 'America/Havana')).toBe('2023-11-05');
  });

  it('copes with a day that a zone skipped', () => {
    // Samoa went from 2011-12-29 straight to 2011-12-31.
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toEqual(
      startOfDay('2011-12-31', 'Pacific/Apia'),
    );
    expect(dayOf('2011-12-30T09:59:59Z', 'Pacific/Apia')).toBe('2011-12-29');
    expect(dayOf('2011-12-30T10:00:00Z', 'Pacific/Apia')).toBe('2011-12-31');
  });
});
