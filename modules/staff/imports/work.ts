import { sheetProblems } from '../../../platform/file-problems.ts';
import { goOnWithImport, leaseEnd } from '../../../platform/import-queue.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Actor, type PlaceScope, placeScope } from '../../../platform/scope.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import { permissionsHeldBy } from '../../access/public.ts';
import { staffRealm } from '../../people/public.ts';
import { addPlace, changePlaceIn, setPlaceDisabledIn } from '../../places/public.ts';
import { staffProblems } from '../contract.ts';
import { decide, type Outcome, wholeValues } from './decide.ts';
import { KnownPlaces } from './known-places.ts';
import { withWorkbook } from './open-workbook.ts';
import {
  advanceImport,
  type ImportRecord,
  listKnownPlaces,
  listRowsAt,
  lockKnownPlaces,
  moveImport,
  placeImportQueue,
  type RowRecord,
  restartImport,
  upsertRows,
} from './queries.ts';
import type { PlaceRead } from './reading.ts';
import type { FieldChange } from './rules.ts';
import { decryptRow, decryptSurvey, encryptRow, encryptSurvey } from './stored-rows.ts';

/**
 * What is done to a workbook of places in the background: it is checked, and once confirmed carried out, in the name and
 * with the rights of whoever brought it.
 */
export function workOnPlaceImport(platform: Platform, importId: string): Promise<void> {
  return goOnWithImport(platform, placeImportQueue, importId, {
    work: (record) => (record.state === 'checking' ? check : carryOut)(platform, record),
    refuse: (record, problem) => refuse(platform, record, problem),
    stopped: () => new Problem(staffProblems.place_import_stopped),
  });
}

async function refuse(
  platform: Platform,
  { id, state }: ImportRecord,
  problem: NonNullable<ImportRecord['problem']>,
): Promise<void> {
  await platform.transaction(null, async (tx) => {
    const to = state === 'checking' ? 'refused' : 'failed';
    await moveImport(tx.db, id, [state], { state: to, problem, finished_at: tx.now });
  });
}

async function fileOf({ db, files }: Platform, { file_id }: ImportRecord) {
  if (file_id === null) throw new Problem(staffProblems.place_import_expired);
  return files.sealed(await files.get(db, file_id));
}

async function check(platform: Platform, record: ImportRecord): Promise<void> {
  const file = await fileOf(platform, record);
  const scope = await platform.transaction(null, (tx) => scopeOf(tx, record));
  const known = new KnownPlaces(await listKnownPlaces(platform.db, scope));
  await withWorkbook({ ...file, after: 0 }, async (survey, batches) => {
    if (survey.problem) return refuse(platform, record, survey.problem);
    const rows = rowsIn(survey);
    if (rows === 0) throw new Problem(sheetProblems.sheet_empty);
    await platform.transaction(null, (tx) =>
      restartImport(tx.db, record.id, {
        survey: encryptSurvey(platform.keys, record.id, survey),
        rows,
      }),
    );
    let lastRow = 0;
    for await (const batch of batches) {
      const outcomes = batch.map((row) => {
        const outcome = decide(row, known, scope.paths);
        if (outcome.state === 'fresh' && row.kind) known.plan(row.parent, row.code, row.kind);
        return outcome;
      });
      const from = lastRow;
      lastRow = await platform.transaction(null, (tx) => note(tx, record, from, batch, outcomes));
    }
    await moveImport(platform.db, record.id, ['checking'], { state: 'checked' });
  });
}

const rowsIn = ({ sheets, read }: Survey): number =>
  read.reduce((sum, index) => sum + (sheets[index]?.rows ?? 0), 0);

async function carryOut(platform: Platform, record: ImportRecord): Promise<void> {
  const { id, survey: encrypted } = record;
  if (encrypted === null) throw new Problem(staffProblems.place_import_expired);
  const file = await fileOf(platform, record);
  const survey = decryptSurvey(platform.keys, id, encrypted);
  const actor = actorOf(record);
  const scope = await platform.transaction(null, (tx) => scopeOf(tx, record));
  const known = new KnownPlaces(await listKnownPlaces(platform.db, scope));
  let lastRow = record.last_row;
  await withWorkbook({ ...file, survey, after: lastRow }, async (_, batches) => {
    for await (const batch of batches) {
      const from = lastRow;
      lastRow = await platform.transaction(actor, (tx) => write(tx, record, known, from, batch));
    }
  });
  await platform.transaction(actor, async (tx) => {
    if (!(await moveImport(tx.db, id, ['importing'], { state: 'done', finished_at: tx.now })))
      return;
    await tx.audit({ action: 'staff.places_imported', details: { importId: id } });
  });
  // Nobody will read the workbook again. What a kill leaves here, the daily sweep deletes.
  if (record.file_id !== null) await platform.files.discard(platform.db, record.file_id);
}

/** Whoever brought the workbook, for the audit trail and for what they may change. */
const actorOf = ({ created_by: personId, id }: ImportRecord): Actor => ({
  ...{ kind: 'staff', app: 'console', personId, realm: staffRealm, sessionId: id },
  mustFinish: false,
});

/** What they may change now. Throws `place_import_rights`. */
async function scopeOf(tx: Tx, { created_by: personId }: ImportRecord): Promise<PlaceScope> {
  const held = await permissionsHeldBy(tx, personId);
  const paths = held.filter(({ permission }) => permission === 'place.manage');
  if (paths.length === 0) throw new Problem(staffProblems.place_import_rights);
  return placeScope(
    personId,
    paths.map(({ path }) => path),
  );
}

/** Writes a batch: what was shown, and nothing that has become another thing since. */
async function write(
  tx: Tx,
  record: ImportRecord,
  known: KnownPlaces,
  from: number,
  batch: PlaceRead[],
): Promise<number> {
  await placeImportQueue.hold(tx.db, record, from);
  const scope = await scopeOf(tx, record);
  const ids = batch.flatMap((row) => {
    const place = row.record ? known.get(row.record.id) : known.child(row.parent, row.code);
    return place ? [place.id] : [];
  });
  for (const place of await lockKnownPlaces(tx.db, scope, ids)) known.replace(place);
  const positions = batch.map(({ position }) => position);
  const shown = await listRowsAt(tx.db, record.id, positions);
  const byPosition = new Map(shown.map((each) => [each.position, each]));
  const outcomes: Outcome[] = [];
  for (const row of batch) {
    const seen = byPosition.get(row.position);
    outcomes.push(
      await writeRow(tx, scope, known, row, asShown(tx, record, scope, known, row, seen)),
    );
  }
  return noteHeld(tx, record, batch, outcomes);
}

/** What becomes of a row, as long as it is what was shown before. */
function asShown(
  { platform }: Tx,
  { id }: ImportRecord,
  scope: PlaceScope,
  known: KnownPlaces,
  row: PlaceRead,
  seen: RowRecord | undefined,
): Outcome {
  const outcome = decide(row, known, scope.paths);
  const stored = seen && decryptRow(platform.keys, id, seen);
  if (seen?.state === 'refused' && stored) {
    return { state: 'refused', changes: [], conflicts: [], problems: stored.problems };
  }
  if (outcome.state === 'refused' || outcome.state === 'unchanged') return outcome;
  const isSame =
    outcome.state === seen?.state &&
    sameChanges(outcome.changes, stored?.changes) &&
    sameChanges(outcome.conflicts, stored?.conflicts);
  if (isSame && outcome.state !== 'conflict') return outcome;
  if (isSame && seen?.choice === 'theirs') return { ...outcome, state: 'unchanged' };
  if (isSame && seen?.choice === 'mine') return { ...outcome, state: 'changed' };
  const problems = [{ row: row.row, column: '', code: 'changed_meanwhile' }];
  return { state: 'refused', changes: [], conflicts: [], problems };
}

const sameChanges = (one: FieldChange[], other: FieldChange[] | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

async function writeRow(
  tx: Tx,
  scope: PlaceScope,
  known: KnownPlaces,
  row: PlaceRead,
  outcome: Outcome,
): Promise<Outcome> {
  const { state, place, parentId } = outcome;
  if (state === 'fresh' && parentId !== undefined && row.kind) {
    const { nameZh: zh, nameEn: en, disabled, ...details } = wholeValues(row);
    const { kind, code } = row;
    const added = await addPlace(tx, { parentId, kind, code, zh, en, ...details });
    known.add(added);
    if (disabled) await setPlaceDisabledIn(tx, scope, added.id, true);
  }
  if (state === 'changed' && place) {
    const all = [...outcome.changes, ...outcome.conflicts].map(({ field, to }) => [field, to]);
    const { disabled, ...values } = Object.fromEntries(all) as Partial<PlaceRead['values']>;
    const { nameZh = place.name_zh, nameEn = place.name_en, ...details } = values;
    if (Object.keys(values).length > 0) {
      await changePlaceIn(tx, scope, place.id, { nameZh, nameEn, ...details });
    }
    if (disabled !== undefined) await setPlaceDisabledIn(tx, scope, place.id, disabled);
  }
  return outcome;
}

async function note(
  tx: Tx,
  record: ImportRecord,
  from: number,
  batch: PlaceRead[],
  outcomes: Outcome[],
): Promise<number> {
  await placeImportQueue.hold(tx.db, record, from);
  return noteHeld(tx, record, batch, outcomes);
}

/** Keeps what became of a batch, and how far the import is; answers the position of its last row. */
async function noteHeld(
  tx: Tx,
  { id }: ImportRecord,
  batch: PlaceRead[],
  outcomes: Outcome[],
): Promise<number> {
  const { keys, clock } = tx.platform;
  const rows = batch.map((row, index) => encryptRow(keys, id, row, outcomes[index] as Outcome));
  await upsertRows(tx.db, id, rows);
  const lastRow = batch.at(-1)?.position ?? 0;
  const leaseUntil = leaseEnd(clock.now());
  await advanceImport(tx.db, id, { lastRow, rows: batch.length, leaseUntil });
  return lastRow;
}
