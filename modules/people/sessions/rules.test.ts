import { describe, expect, it } from 'vitest';
import { deviceOf, sessionEnd } from './rules.ts';

const start = new Date('2022-01-20T04:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

describe('sessions', () => {
  it('end when unused, and after a time in any case', () => {
    const hours = (count: number) => later(count * 3600);
    expect(sessionEnd('desk', false, start, start)).toEqual(hours(2));
    expect(sessionEnd('desk', false, start, hours(7))).toEqual(hours(8));
    expect(sessionEnd('console', false, start, hours(11))).toEqual(hours(12));
    expect(sessionEnd('portal', false, start, start)).toEqual(hours(30 * 24));
    expect(sessionEnd('portal', true, start, hours(0.5))).toEqual(hours(1));
  });

  it.each([
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile/15E Safari/604',
      'Safari · iOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E MicroMessenger/8.0',
      'WeChat · iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'Firefox · Linux'],
    ['curl/8', ''],
  ])('say which device: %s', (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });
});
