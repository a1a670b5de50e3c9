import type { Tx } from '../../../platform/platform.ts';
import { programmeAt } from '../../programmes/public.ts';
import type { Measurement } from './facts.ts';
import { withSurvivors } from './merges.ts';
import { listMeasured, type MeasuredRow } from './queries-measured.ts';
import { isHighFor } from './standing.ts';
import { type Coloured, colouredOf, type Happening, takeUp } from './store.ts';

/** A temperature that was measured in person. */
export type NewMeasurement = {
  enrolmentId: number;
  /** That of the check, so that the same one does not count twice. */
  id: string;
  /** When it was measured; a phone without a network tells of it later. */
  at: Date;
  celsius: number;
  /** Who measured, and where. */
  byId: string;
  placeId: number;
};

/**
 * Takes up measured temperatures, in the transaction that records them; for people of programmes that give
 * no colours nothing happens. Where a deadlock (`40P01`) is reported, the whole transaction is to be tried again:
 * reports of the same people may be on their way.
 */
export async function applyMeasurements(tx: Tx, measurements: NewMeasurement[]): Promise<void> {
  const sorted = measurements.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const high = new Set<number>();
  await takeUpOf(tx, sorted, ({ id, at, celsius, byId, placeId, enrolmentId }, colours, row) => {
    // One that is normal says nothing about whoever is green, or has no code yet.
    if (isHighFor(colours, celsius)) high.add(enrolmentId);
    else if (row.quiet !== false && !high.has(enrolmentId)) return null;
    const measurement: Measurement = {
      id,
      at: at.toISOString(),
      recordedAt: tx.now.toISOString(),
      celsius,
    };
    const change = { kind: 'measurement' as const, ...measurement };
    return { enrolmentId, change, actorId: byId, placeId };
  });
}

/**
 * Undoes a measurement that was mistyped. Up to `undoWindow` after it was recorded its ledger shows both; later
 * nothing happens, which the caller is to tell before.
 */
export async function undoMeasurement(
  tx: Tx,
  undone: Pick<NewMeasurement, 'enrolmentId' | 'id' | 'byId' | 'placeId'>,
): Promise<void> {
  await takeUpOf(tx, [undone], ({ id, enrolmentId, byId, placeId }, _, row) => {
    if (row.quiet !== false) return null;
    const change = { kind: 'measurement_undone' as const, id };
    return { enrolmentId, change, actorId: byId, placeId };
  });
}

async function takeUpOf<T extends { enrolmentId: number }>(
  tx: Tx,
  items: T[],
  happeningOf: (item: T, colours: Coloured['colours'], row: MeasuredRow) => Happening | null,
): Promise<void> {
  if (items.length === 0) return;
  const rows = await listMeasured(
    tx.db,
    items.map(({ enrolmentId }) => enrolmentId),
  );
  for (const [programmeId, part] of Map.groupBy(rows.values(), (row) => row.programmeId)) {
    const version = part[0]?.programmeVersion ?? 0;
    const programme = colouredOf(await programmeAt(tx.platform, programmeId, version));
    if (!programme) continue;
    const happenings = items.flatMap((item) => {
      const row = rows.get(item.enrolmentId);
      const isOfThis = row?.programmeId === programmeId;
      return (isOfThis && happeningOf(item, programme.colours, row)) || [];
    });
    const isMerged = happenings.some(({ enrolmentId }) => rows.get(enrolmentId)?.isMerged);
    await takeUp(tx, programme, isMerged ? await withSurvivors(tx, happenings) : happenings);
  }
}
