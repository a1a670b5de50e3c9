import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../../../forms/definition.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { call } from '../api.ts';
import { fetchOrCached, removeCached } from '../offline/response-cache.ts';
import { askingAnew } from '../query.ts';

const storedRecords = (form: string, slot?: string) =>
  slot ? `records|${form}|${slot}` : `records|${form}`;

/** A form's reports; those of one slot with all their versions. All reads are kept for times without a network. */
export const recordsOf = (account: string, form: string, slot?: string) =>
  queryOptions({
    queryKey: [reports.mine.url, account, form, slot ?? null],
    queryFn: (context) =>
      fetchOrCached(
        account,
        storedRecords(form, slot),
        () => call(reports.mine, { params: { form }, ...(slot && { query: { slot } }), account }),
        askingAnew(context),
      ),
  });

/** Deletes what this device has stored of a slot, which is known not to be as it was. */
export const forgetStoredRecords = (account: string, form: string, slot: string): Promise<void> =>
  removeCached(account, storedRecords(form, slot));

export const daysOf = (account: string, from: Day, to: Day) =>
  queryOptions({
    queryKey: [reports.days.url, account, from, to],
    queryFn: (context) =>
      fetchOrCached(
        account,
        `days|${from}|${to}`,
        () => call(reports.days, { query: { from, to }, account }),
        askingAnew(context),
      ),
  });

export const missedOf = (account: string) =>
  queryOptions({
    queryKey: [reports.missed.url, account],
    queryFn: (context) =>
      fetchOrCached(
        account,
        'missed',
        () => call(reports.missed, { account }),
        askingAnew(context),
      ),
  });

export const summaryOf = (account: string) =>
  queryOptions({
    queryKey: [reports.summary.url, account],
    queryFn: (context) =>
      fetchOrCached(
        account,
        'summary',
        () => call(reports.summary, { account }),
        askingAnew(context),
      ),
  });
