import { expect, test } from 'vitest';
import { instantOfWall, wallTime } from './wall-time.ts';

test('a time typed for Beijing is the same instant everywhere', () => {
  expect(instantOfWall('2022-01-20T08:30:00', 'Asia/Shanghai')).toBe('2022-01-20T00:30:00.000Z');
  expect(wallTime('2022-01-20T00:30:00.000Z', 'Asia/Shanghai')).toBe('2022-01-20T08:30:00');
});

test('the day may differ from the one in UTC', () => {
  expect(wallTime('2022-01-20T16:00:00Z', 'Asia/Shanghai')).toBe('2022-01-21T00:00:00');
  expect(instantOfWall('2022-01-21T00:00:00', 'Asia/Shanghai')).toBe('2022-01-20T16:00:00.000Z');
});

test('what is no instant shows nothing', () => {
  for (const rubbish of [undefined, '', 'soon', 7]) {
    expect(wallTime(rubbish, 'Asia/Shanghai')).toBeNull();
  }
});

test('across a change of clocks, every wall time leads to one instant and back', () => {
  const zone = 'Europe/Berlin';
  expect(instantOfWall('2022-03-27T01:30:00', zone)).toBe('2022-03-27T00:30:00.000Z');
  expect(instantOfWall('2022-03-27T03:30:00', zone)).toBe('2022-03-27T01:30:00.000Z');
  // Clocks go back at 03:00: 02:30 comes twice, and the first is meant.
  expect(instantOfWall('2022-10-30T02:30:00', zone)).toBe('2022-10-30T00:30:00.000Z');
  expect(instantOfWall('2022-10-30T03:30:00', zone)).toBe('2022-10-30T02:30:00.000Z');
});
