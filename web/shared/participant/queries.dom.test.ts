import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { removeCached } from '../offline/response-cache.ts';
import { daysOf, recordsOf, summaryOf } from './queries.ts';
import { openStage } from './testing/stage.tsx';

const none = { reports: [], definitions: {} };
const days = [{ day: '2024-04-10', state: 'done' as const }];

/** As the page reads when it is opened anew. */
const read = (account: string) => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return Promise.all([
    queries.fetchQuery(daysOf(account, '2024-04-01', '2024-04-30')),
    queries.fetchQuery(recordsOf(account, 'weighing')),
    queries.fetchQuery(summaryOf(account)),
  ]);
};

test('what a phone has read it shows again without a network, month by month and form by form', async () => {
  const { server, account } = openStage();
  server.on(reports.days, () => days);
  server.on(reports.mine, () => none);
  server.on(reports.summary, () => none);
  const before = await read(account);
  // What came has been stored by then.
  await removeCached(account, 'other');
  server.online = false;
  expect(await read(account)).toEqual(before);
  const other = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await expect(other.fetchQuery(daysOf(account, '2024-05-01', '2024-05-31'))).rejects.toThrow();
});
