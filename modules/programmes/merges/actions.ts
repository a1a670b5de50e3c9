import { randomUUID } from 'node:crypto';
import { dayOf } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { type AuditActionName, type BodyOf, commonProblems } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { notify } from '../../notices/public.ts';
import { mergeIdentifiers, restoreIdentifiers } from '../../people/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { emitEnrolmentChanges } from '../enrolment/changes.ts';
import { foundBy, plainIdentifiers } from '../enrolment/identifiers.ts';
import type { Programme } from '../model.ts';
import { inForce } from '../programme/in-force.ts';
import { refusalOfActor } from './authority.ts';
import { recordsMerged } from './events.ts';
import {
  copyNaming,
  findMerge,
  insertMerge,
  listRecords,
  lockRecords,
  markUndone,
  type RecordRow,
  setMergedInto,
  setWithdrawnOn,
  updateFoundBy,
} from './queries.ts';
import { deleteDismissal } from './queries-pairs.ts';
import { type MergeRefusal, refusalOfMerge } from './rules.ts';

export const revisionOf = ({ updatedAt }: RecordRow): string => updatedAt.toISOString();

export function refuse(refusal: MergeRefusal | null): void {
  if (refusal) throw new Problem(programmesProblems[refusal]);
}

/** Two records of a programme, both within the scope. Throws `not_found` where one is not. */
export async function getBoth(
  tx: Pick<Tx, 'db'>,
  scope: PlaceScope,
  programmeId: number,
  [one, other]: readonly [number, number],
): Promise<[RecordRow, RecordRow]> {
  const rows = await listRecords(tx.db, scope, programmeId, [one, other]);
  const find = (id: number) => getOrNotFound(rows.find(({ enrolmentId }) => enrolmentId === id));
  return [find(one), find(other)];
}

/**
 * Merges a record into another one, as whoever asks has compared them: what it was known by leads to the other one, and
 * it is withdrawn. All that it has stays with it, and nothing of it is changed.
 */
export async function mergePair(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  known: Programme,
  { survivorId, mergedId, revisions, reason }: BodyOf<typeof programmes.mergePair>,
): Promise<{ id: string }> {
  if (survivorId === mergedId) refuse('merge_of_one');
  return platform.transaction(actor, async (tx) => {
    // As a roster does: in another order the two could wait for each other.
    const programme = await inForce(tx, known);
    await lockRecords(tx.db, [survivorId, mergedId]);
    const [survivor, merged] = await getBoth(tx, scope, known.id, [survivorId, mergedId]);
    refuse(refusalOfMerge(survivor, merged));
    const isAsSeen =
      revisionOf(survivor) === revisions.survivor && revisionOf(merged) === revisions.merged;
    if (!isAsSeen) throw new Problem(programmesProblems.person_changed);
    refuse(await refusalOfActor(tx, actor, [survivor.personId, merged.personId]));
    const id = randomUUID();
    await carryOut(tx, actor, programme, { id, survivor, merged, reason: reason.trim() });
    return { id };
  });
}

type Merging = { id: string; survivor: RecordRow; merged: RecordRow; reason: string };

async function carryOut(
  tx: Tx,
  actor: Actor,
  programme: Programme,
  { id, survivor, merged, reason }: Merging,
): Promise<void> {
  const { db, now } = tx;
  const [survivorId, mergedId] = [survivor.enrolmentId, merged.enrolmentId];
  await insertMerge(db, {
    ...{ id, survivorId, mergedId, reason, by: actor.personId, at: now },
    ...{ programmeId: programme.id, wasWithdrawnOn: merged.withdrawnOn },
  });
  await mergeIdentifiers(tx, programme.realm, {
    ...{ mergeId: id, from: merged.personId, into: survivor.personId },
  });
  await refreshFoundBy(tx, programme, survivor);
  const today = dayOf(now, programme.definition.zone);
  const isLater = merged.withdrawnOn === null || merged.withdrawnOn > today;
  await withdraw(tx, programme, mergedId, isLater ? today : merged.withdrawnOn);
  await setMergedInto(db, mergedId, survivorId);
  await copyNaming(db, programme.id, { from: mergedId, into: survivorId });
  await deleteDismissal(db, inOrder(survivorId, mergedId));
  await emitMerged(tx, programme, { id, survivorId, mergedId }, false);
  await auditBoth(tx, 'person.merged', programme, { id, survivor, merged, reason });
  await tellPerson(tx, programme, survivor, id, false);
}

/** Undoes a merge: the merged record is again as it was, with all that led to it. */
export async function undoMerge(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  known: Programme,
  { mergeId, reason: given }: { mergeId: string; reason: string },
): Promise<void> {
  const reason = given.trim();
  await platform.transaction(actor, async (tx) => {
    const programme = await inForce(tx, known);
    const merge = getOrNotFound(await findMerge(tx.db, scope, known.id, mergeId));
    if (merge.undoneAt) refuse('merge_undone');
    const { survivorId, mergedId, wasWithdrawnOn } = merge;
    await lockRecords(tx.db, [survivorId, mergedId]);
    const [survivor, merged] = await getBoth(tx, scope, known.id, [survivorId, mergedId]);
    if (survivor.mergedInto !== null) refuse('merge_survivor_merged');
    refuse(await refusalOfActor(tx, actor, [survivor.personId, merged.personId]));
    await markUndone(tx.db, mergeId, { reason, by: actor.personId, at: tx.now });
    await giveBack(tx, mergeId);
    await setMergedInto(tx.db, mergedId, null);
    for (const each of [survivor, merged]) await refreshFoundBy(tx, programme, each);
    await withdraw(tx, programme, mergedId, wasWithdrawnOn);
    await emitMerged(tx, programme, { id: mergeId, survivorId, mergedId }, true);
    await auditBoth(tx, 'person.merge_undone', programme, {
      id: mergeId,
      survivor,
      merged,
      reason,
    });
    await tellPerson(tx, programme, survivor, mergeId, true);
  });
}

async function giveBack(tx: Tx, mergeId: string): Promise<void> {
  try {
    await restoreIdentifiers(tx, mergeId);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== commonProblems.conflict.code) throw error;
    throw new Problem(programmesProblems.merge_identifier_taken);
  }
}

/** Has a record take no part from the day on, or again; all others hear of it. */
async function withdraw(
  tx: Tx,
  programme: Programme,
  enrolmentId: number,
  day: Day | null,
): Promise<void> {
  const { was, ...now } = await setWithdrawnOn(tx.db, enrolmentId, { day, now: tx.now });
  const { id: programmeId, version: programmeVersion } = programme;
  const before = { ...now, withdrawnOn: was };
  await emitEnrolmentChanges(tx, programme, [{ ...now, programmeId, programmeVersion, before }]);
}

/** Records are found by all that leads to them. */
async function refreshFoundBy(
  tx: Tx,
  programme: Programme,
  record: Pick<RecordRow, 'enrolmentId' | 'personId' | 'name'>,
): Promise<void> {
  const { enrolmentId, personId, name } = record;
  const known = await plainIdentifiers(tx.db, programme, [record]);
  await updateFoundBy(tx.db, enrolmentId, foundBy(name, known.get(personId) ?? []));
}

function emitMerged(
  tx: Tx,
  { id: programmeId, version: programmeVersion }: Programme,
  { id, survivorId, mergedId }: { id: string; survivorId: number; mergedId: number },
  undone: boolean,
): Promise<void> {
  const item = { mergeId: id, programmeId, programmeVersion, survivorId, mergedId, undone };
  return tx.emit(recordsMerged, [item]);
}

/** Both people see it among what was done with their data. */
async function auditBoth(
  tx: Tx,
  action: AuditActionName,
  { id: programmeId }: Programme,
  { id: mergeId, survivor, merged, reason }: Merging,
): Promise<void> {
  const records = { kept: survivor.enrolmentId, merged: merged.enrolmentId };
  for (const { personId, placeId } of [survivor, merged]) {
    const details = { programmeId, mergeId, ...records };
    await tx.audit({ action, personId, placeId, reason, details });
  }
}

/** What opens an account may have changed: whoever has it hears of that. */
async function tellPerson(
  tx: Tx,
  { realm }: Programme,
  { personId }: RecordRow,
  mergeId: string,
  undone: boolean,
): Promise<void> {
  const words = undone
    ? {
        zh: '之前并入您名下的另一条记录，已由员工撤销合并。',
        en: 'Staff have undone a merge: another record no longer belongs to yours.',
      }
    : {
        zh: '员工确认系统中有两条您的记录，已合并为这一条。如果不对，请联系主办方。',
        en: 'Staff found two records of you and have merged them into this one. If that is wrong, please contact the organiser.',
      };
  const key = `programmes.merged/${mergeId}${undone ? '/undone' : ''}`;
  await notify(tx, [{ ...words, personId, realm, kind: 'programmes.merged', key, link: null }]);
}

/** A pair as it is stored, whichever of its records was named first. */
export function inOrder(one: number, other: number): { oneId: number; otherId: number } {
  return { oneId: Math.min(one, other), otherId: Math.max(one, other) };
}
