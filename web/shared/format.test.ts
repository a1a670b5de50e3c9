import { expect, test } from 'vitest';
import { formatDay, formatInstant, isElsewhere, localDay, zoneName } from './format.ts';

const noon = Date.parse('2022-02-04T04:00:00Z');

test('a day is said in words, whatever zone the reader is in', () => {
  expect(formatDay('2022-02-04', 'zh')).toBe('2022年2月4日 星期五');
  expect(formatDay('2022-02-04', 'en')).toBe('Fri, 4 Feb 2022');
  expect(formatDay('2022-02-04', 'zh', 'bare')).toBe('2月4日');
  expect(formatDay('2022-02-04', 'en', 'short')).toBe('4 Feb 2022');
});

test('an instant has the programme’s time beside it only where that differs', () => {
  const instant = '2022-02-04T04:00:00Z';
  expect(formatInstant(instant, 'zh', 'Asia/Shanghai')).toBe(
    '2022年2月3日 23:00（2022年2月4日 12:00 北京时间）',
  );
  expect(formatInstant(instant, 'zh', 'America/New_York')).toBe('2022年2月3日 23:00');
  expect(formatInstant('yesterday', 'en')).toBe('yesterday');
});

test('zones that show the same time are no other place', () => {
  expect(isElsewhere('America/New_York', noon)).toBe(false);
  expect(isElsewhere('America/Toronto', noon)).toBe(false);
  expect(isElsewhere('Asia/Shanghai', noon)).toBe(true);
  expect(localDay(noon)).toBe('2022-02-03');
});

test('zones have names in both languages', () => {
  expect(zoneName('Asia/Shanghai', 'zh')).toBe('北京时间');
  expect(zoneName('Europe/Oslo', 'en')).toBe('Central European Standard Time');
});
