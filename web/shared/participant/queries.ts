import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../../../forms/definition.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { call } from '../api.ts';
import { fetchOrCached } from '../offline/response-cache.ts';

/** A form's reports; those of one slot with all their versions. All reads are kept for times without a network. */
export const recordsOf = (account: string, form: string, slot?: string) =>
  queryOptions({
    queryKey: [reports.mine.url, account, form, slot ?? null],
    queryFn: () =>
      fetchOrCached(account, slot ? `records|${form}|${slot}` : `records|${form}`, () =>
        call(reports.mine, { params: { form }, ...(slot && { query: { slot } }), account }),
      ),
  });

export const daysOf = (account: string, from: Day, to: Day) =>
  queryOptions({
    queryKey: [reports.days.url, account, from, to],
    queryFn: () =>
      fetchOrCached(account, `days|${from}|${to}`, () =>
        call(reports.days, { query: { from, to }, account }),
      ),
  });

export const missedOf = (account: string) =>
  queryOptions({
    queryKey: [reports.missed.url, account],
    queryFn: () => fetchOrCached(account, 'missed', () => call(reports.missed, { account })),
  });

export const summaryOf = (account: string) =>
  queryOptions({
    queryKey: [reports.summary.url, account],
    queryFn: () => fetchOrCached(account, 'summary', () => call(reports.summary, { account })),
  });
