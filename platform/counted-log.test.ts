import { expect, onTestFinished, test, vi } from 'vitest';
import { countedLog } from './counted-log.ts';

function startLog(limits?: { window?: number; most?: number }) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const written: object[] = [];
  const write = (level: string) => (details: object, message: string) => {
    written.push({ level, message, ...details });
  };
  const log = countedLog({ info: write('info'), error: write('error') }, limits);
  return { log, written };
}

const full = { level: 'error', message: 'request failed', code: '53100' };

test('fifty thousand equal lines are two: what it is, and how often it came', () => {
  const { log, written } = startLog();
  for (let n = 0; n < 50_000; n += 1) log.error({ code: '53100' }, 'request failed');
  expect(written).toEqual([full]);
  vi.advanceTimersByTime(60_000);
  expect(written).toEqual([full, { ...full, repeated: 49_999 }]);
  // It is news again.
  log.error({ code: '53100' }, 'request failed');
  expect(written).toHaveLength(3);
});

test('lines that differ in anything are written each, and one that came once is not told again', () => {
  const { log, written } = startLog();
  log.error({ code: '53100' }, 'request failed');
  log.error({ code: 'ENOSPC' }, 'request failed');
  log.error({ code: '53100' }, 'a job failed');
  log.info({ code: '53100' }, 'request failed');
  vi.advanceTimersByTime(60_000);
  expect(written).toHaveLength(4);
});

test('a flood of different lines is remembered within bounds', () => {
  const { log, written } = startLog({ most: 2 });
  for (const code of ['a', 'a', 'b', 'c']) log.error({ code }, 'failed');
  const codes = written.map((line) => Object.values(line).slice(2));
  expect(codes).toEqual([['a'], ['b'], ['c'], ['a', 1]]);
});

test('what is still being counted is written at the end', () => {
  const { log, written } = startLog();
  for (const code of ['a', 'a', 'b']) log.error({ code }, 'failed');
  log.flush();
  log.flush();
  expect(written).toHaveLength(3);
  expect(written.at(-1)).toMatchObject({ code: 'a', repeated: 1 });
});
