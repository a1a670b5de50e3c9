import { expect, test } from 'vitest';
import { readDay, readWall } from './typed-date.ts';

test.each([
  ['2024/4/5', '2024-04-05'],
  ['2024-4-5', '2024-04-05'],
  ['2024.04.05', '2024-04-05'],
  [' 2024年4月5日 ', '2024-04-05'],
  ['20240405', '2024-04-05'],
  ['2024/2/30', null],
  ['5/4/2024', null],
  ['202445', null],
  ['2024-04-05 08:30', null],
  ['0024/4/5', null],
  ['', null],
])('the day that is meant by "%s"', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test.each([
  ['2024/4/5 8:30', '2024-04-05T08:30:00'],
  ['2024年4月5日 08：30', '2024-04-05T08:30:00'],
  ['20240405 0830', null],
  ['2024-04-05', null],
  ['2024-04-05 24:00', null],
  ['2024-04-05 08:60', null],
])('the time that is meant by "%s"', (text, wall) => {
  expect(readWall(text)).toBe(wall);
});
