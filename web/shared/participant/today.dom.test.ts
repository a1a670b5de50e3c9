import { describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api.ts';
import { learnServerTime } from '../server-time.ts';
import { useSecondsUntil, useWait } from '../waiting.ts';
import { doing, now, openStage, pass, stopTimers } from './testing/stage.tsx';
import { useSecondsOfToday, useToday } from './today.ts';

const hour = 3_600_000;
const zone: string = 'Pacific/Auckland';

/** A page that shows the day, at noon of the tenth. */
function dayShown() {
  const stage = openStage();
  stopTimers();
  return stage.renderOutside(() => useToday(zone)).result;
}

/** The page comes into sight again. */
const show = () => doing(() => void document.dispatchEvent(new Event('visibilitychange')));

describe('today', () => {
  test('turns at midnight of the programme’s zone', async () => {
    const result = dayShown();
    await pass(12 * hour - 1_000);
    expect(result.current).toBe('2024-04-10');
    await pass(2_000);
    expect(result.current).toBe('2024-04-11');
    await pass(24 * hour);
    expect(result.current).toBe('2024-04-12');
  });

  test('is right once a device that slept shows the page again', async () => {
    const result = dayShown();
    vi.setSystemTime(now + 36 * hour);
    expect(result.current).toBe('2024-04-10');
    await show();
    expect(result.current).toBe('2024-04-12');
  });

  test('goes by the server’s clock where the device’s is wrong', async () => {
    const result = dayShown();
    learnServerTime(new Date(now + 11.5 * hour).toISOString());
    await show();
    expect(result.current).toBe('2024-04-10');
    await pass(0.5 * hour + 1_000);
    expect(result.current).toBe('2024-04-11');
  });

  test('follows the zone of another programme', () => {
    const { result, rerender } = openStage().render(useToday, zone);
    rerender('Pacific/Honolulu');
    expect(result.current).toBe('2024-04-09');
  });
});

describe('the seconds until an instant', () => {
  const until = (seconds: number) => new Date(now + seconds * 1000).toISOString();

  test('count down to nothing', async () => {
    const stage = openStage();
    stopTimers();
    const { result } = stage.render(useSecondsUntil, until(90));
    expect(result.current).toBe(90);
    await pass(1_000);
    expect(result.current).toBe(89);
    await pass(100_000);
    expect(result.current).toBe(0);
  });

  test('are none without one, and follow another one at once', async () => {
    const stage = openStage();
    stopTimers();
    const { result, rerender } = stage.render(useSecondsUntil, null as string | null);
    expect(result.current).toBe(0);
    rerender(until(30));
    expect(result.current).toBe(30);
    rerender(null);
    expect(result.current).toBe(0);
  });

  test('go by the server’s clock', async () => {
    const stage = openStage();
    learnServerTime(new Date(now - 60_000).toISOString());
    expect(stage.render(useSecondsUntil, until(30)).result.current).toBe(90);
  });
});

test('whoever has to wait sees how long, and then that it is over', async () => {
  const stage = openStage();
  stopTimers();
  const until = new Date(now + 65_000).toISOString();
  const locked = new ApiProblem('wait_before_trying', 429, { params: { until } });
  const { result, rerender } = stage.render(useWait, locked as unknown);
  expect(result.current).toMatchObject({ mustWait: true, isOver: false });
  expect(result.current.text).toContain('1:05');
  await pass(66_000);
  expect(result.current).toMatchObject({ mustWait: false, isOver: true });
  expect(result.current.text).not.toContain('0:00');
  rerender(new ApiProblem('sign_in_failed', 401));
  expect(result.current).toEqual({ mustWait: false, isOver: false, text: '' });
});

test('the seconds of today are counted down to midnight of the programme’s zone, and begin anew', async () => {
  const stage = openStage();
  stopTimers();
  const { result } = stage.renderOutside(() => useSecondsOfToday(zone));
  expect(result.current).toBe((12 * hour) / 1_000);
  vi.setSystemTime(now + 12 * hour - 90_000);
  await pass(89_000);
  expect(result.current).toBe(1);
  await pass(3_000);
  expect(result.current).toBe((24 * hour) / 1_000 - 1);
});
