import type { FormDefinition } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { formVersionsOf } from '../../programmes/public.ts';
import { decryptValues } from '../../reports/public.ts';
import type { Measurement } from './facts.ts';
import {
  type AcceptedAppeal,
  type DecidedOrder,
  listAcceptedAppeals,
  listDecidedOrders,
  listReports,
  type ReportRow,
} from './queries-history.ts';
import type { Happened } from './replay.ts';

/** Whoever records checks tells which temperatures were measured up to a moment, or ever; those undone left out. */
export type MeasurementsOf = (
  db: Db,
  enrolmentIds: number[],
  upTo: Date | null,
) => Promise<(Measurement & { enrolmentId: number })[]>;

/**
 * People in pieces so small that their pasts are read together: of a programme that runs for years each may have
 * hundreds of reports.
 */
export function inPieces<P>(people: readonly P[]): P[][] {
  const piece = 50;
  return Array.from({ length: Math.ceil(people.length / piece) }, (_, index) =>
    people.slice(index * piece, (index + 1) * piece),
  );
}

/** What happened to people's codes up to a moment, or ever, for rules that look at these forms. */
export async function historyOf(
  { platform, db }: { platform: Platform; db: Db },
  measurementsOf: MeasurementsOf,
  enrolmentIds: number[],
  { forms, upTo }: { forms: string[]; upTo: Date | null },
): Promise<Map<number, Happened[]>> {
  if (enrolmentIds.length === 0) return new Map();
  const reports = await listReports(db, enrolmentIds, forms, upTo);
  const versions = await formVersionsOf(platform, reports);
  const all: [number, Happened][] = [
    ...reports.map((row): [number, Happened] => {
      const definition = versions.get(row.formVersionId)?.definition as FormDefinition;
      return [row.enrolmentId, happenedBy(platform, row, definition)];
    }),
    ...(await measurementsOf(db, enrolmentIds, upTo)).map(({ enrolmentId, ...measurement }) =>
      changed(enrolmentId, measurement.recordedAt, { kind: 'measurement', ...measurement }),
    ),
    ...(await listDecidedOrders(db, enrolmentIds, upTo)).map(orderOf),
    ...(await listAcceptedAppeals(db, enrolmentIds, upTo)).map(appealOf),
  ];
  const byPerson = new Map<number, Happened[]>();
  for (const [id, happened] of all) {
    const own = byPerson.get(id);
    if (own) own.push(happened);
    else byPerson.set(id, [happened]);
  }
  return byPerson;
}

function happenedBy(
  { keys }: Platform,
  { id, enrolmentId, version, content, sentAt }: ReportRow,
  definition: FormDefinition,
): Happened {
  const values = decryptValues(keys, { definition, enrolmentId }, content);
  return { kind: 'report', id, at: sentAt.toISOString(), version, definition, values };
}

type Changed = Extract<Happened, { kind: 'change' }>['change'];

const changed = (enrolmentId: number, at: string, change: Changed): [number, Happened] => [
  enrolmentId,
  { kind: 'change', at, change },
];

function orderOf({ id, enrolmentId, rule, ends, at }: DecidedOrder): [number, Happened] {
  const change: Changed = ends ? { kind: 'order_ended', id: ends } : { kind: 'order', id, rule };
  return changed(enrolmentId, at.toISOString(), change);
}

function appealOf({ id, enrolmentId, rule, kind, cause, writtenAt, at }: AcceptedAppeal) {
  const change: Changed = {
    ...{ kind: 'appeal', id: String(id), writtenAt: writtenAt.toISOString() },
    reason: { rule, kind, id: cause },
  };
  return changed(enrolmentId, at.toISOString(), change);
}
