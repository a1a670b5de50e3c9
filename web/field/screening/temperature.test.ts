import { expect, it } from 'vitest';
import { readTemperature } from './temperature.ts';

it('reads what is typed at a gate', () => {
  for (const typed of ['36.6', ' 36.6 ', '36,6', '３６．６', '36。6', '36.6℃', '36.6 °C']) {
    expect([typed, readTemperature(typed)]).toEqual([typed, 36.6]);
  }
  expect(readTemperature('37')).toBe(37);
  expect([readTemperature('34'), readTemperature('43')]).toEqual([34, 43]);
  for (const typed of ['', '366', '3.66', '36.66', '33.9', '43.1', 'hot', '-36', '36.']) {
    expect([typed, readTemperature(typed)]).toEqual([typed, null]);
  }
});
