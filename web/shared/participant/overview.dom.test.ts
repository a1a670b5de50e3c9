import { useQuery } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { useOverview } from './overview.ts';
import { missedOf } from './queries.ts';
import { openStage, pass, stopTimers } from './testing/stage.tsx';

const [today, tomorrow] = ['2024-04-10', '2024-04-11'];
const untilMidnight = 12 * 3_600_000;

test('the server is asked anew once the day has turned, until its day has turned, too', async () => {
  const stage = openStage();
  stage.server.on(reports.missed, () => ({ days: [today], canBackfill: true }));
  stopTimers();
  const { result } = stage.renderOutside(() => ({
    overview: useOverview(stage.account),
    missed: useQuery(missedOf(stage.account)),
  }));
  await pass(untilMidnight - 1_000);
  const asked = () => stage.server.requests(reports.overview).length;
  const before = asked();
  // Its clock is a little behind.
  await pass(12_000);
  expect(asked()).toBeGreaterThan(before);
  expect(result.current.overview.data?.today).toBe(today);
  expect(stage.server.requests(reports.missed)).toHaveLength(1);
  stage.overview = { ...stage.overview, today: tomorrow };
  await pass(5_000);
  expect(result.current.overview.data?.today).toBe(tomorrow);
  // What pages show of days is of the day before.
  expect(stage.server.requests(reports.missed)).toHaveLength(2);
  const after = asked();
  await pass(60_000);
  expect(asked()).toBe(after);
});
