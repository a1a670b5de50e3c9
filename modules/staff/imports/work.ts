import { sheetProblems } from '../../../platform/file-problems.ts';
import { goOnWithImport, leaseEnd } from '../../../platform/import-queue.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { type Actor, placeScope } from '../../../platform/scope.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import { permissionsHeldBy } from '../../access/public.ts';
import { staffRealm } from '../../people/public.ts';
import { staffProblems } from '../contract.ts';
import { isDisabled } from '../queries.ts';
import { withWorkbook } from './open-workbook.ts';
import {
  advanceImport,
  type ImportRecord,
  listRowsAt,
  moveImport,
  type RowRecord,
  restartImport,
  upsertRows,
  workbookQueue,
} from './queries.ts';
import { decryptRow, decryptSurvey, encryptRow, encryptSurvey } from './stored-rows.ts';
import {
  type AsShown,
  type Bearer,
  type FieldChange,
  type Outcome,
  type RowRead,
  refusedFor,
  type Workbook,
} from './workbook.ts';
import { workbooks } from './workbooks.ts';

/**
 * What is done to a workbook in the background: it is checked, and once confirmed carried out, in the name and with the
 * rights of whoever brought it.
 */
export function workOnImport(platform: Platform, importId: string): Promise<void> {
  return goOnWithImport(platform, workbookQueue, importId, {
    work: (record) => (record.state === 'checking' ? check : carryOut)(platform, record),
    refuse: (record, problem) => refuse(platform, record, problem),
    stopped: () => new Problem(staffProblems.workbook_stopped),
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
  if (file_id === null) throw new Problem(staffProblems.workbook_expired);
  return files.sealed(await files.get(db, file_id));
}

async function check(platform: Platform, record: ImportRecord): Promise<void> {
  const file = await fileOf(platform, record);
  const workbook = workbooks[record.kind];
  const begun = await platform.transaction(null, (tx) => bearerOf(tx, record));
  const session = await workbook.open(platform, begun);
  await withWorkbook(workbook.program, { ...file, after: 0 }, async (survey, batches) => {
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
      const bearer = await platform.transaction(null, (tx) => bearerOf(tx, record));
      const outcomes = await session.preview(bearer, batch);
      const from = lastRow;
      lastRow = await platform.transaction(bearer.actor, async (tx) => {
        await workbookQueue.hold(tx.db, record, from);
        return note(tx, record, batch, outcomes);
      });
    }
    await moveImport(platform.db, record.id, ['checking'], { state: 'checked' });
  });
}

const rowsIn = ({ sheets, read }: Survey): number =>
  read.reduce((sum, index) => sum + (sheets[index]?.rows ?? 0), 0);

async function carryOut(platform: Platform, record: ImportRecord): Promise<void> {
  const { id, survey: encrypted } = record;
  if (encrypted === null) throw new Problem(staffProblems.workbook_expired);
  const file = await fileOf(platform, record);
  const survey = decryptSurvey(platform.keys, id, encrypted);
  const workbook: Workbook = workbooks[record.kind];
  const bearer = await platform.transaction(null, (tx) => bearerOf(tx, record));
  const session = await workbook.open(platform, bearer);
  let lastRow = record.last_row;
  await withWorkbook(workbook.program, { ...file, survey, after: lastRow }, async (_, batches) => {
    for await (const batch of batches) {
      const from = lastRow;
      lastRow = await platform.transaction(bearer.actor, async (tx) => {
        await workbookQueue.hold(tx.db, record, from);
        const asShown = await shownIn(tx, record, batch);
        const outcomes = await session.write(tx, await bearerOf(tx, record), batch, asShown);
        return note(tx, record, batch, outcomes);
      });
    }
  });
  await platform.transaction(bearer.actor, async (tx) => {
    if (!(await moveImport(tx.db, id, ['importing'], { state: 'done', finished_at: tx.now })))
      return;
    await tx.audit({ action: workbook.actions.imported, details: { importId: id } });
  });
  // Nobody will read the workbook again. What a kill leaves here, the daily sweep deletes.
  if (record.file_id !== null) await platform.files.discard(platform.db, record.file_id);
}

/** Whoever brought the workbook, for the audit trail and for what they may change. */
const actorOf = ({ created_by: personId, id }: ImportRecord): Actor => ({
  ...{ kind: 'staff', app: 'console', personId, realm: staffRealm, sessionId: id },
  mustFinish: false,
});

/** What they may change now. Throws `workbook_rights`. */
async function bearerOf(tx: Tx, record: ImportRecord): Promise<Bearer> {
  const { created_by: personId, kind } = record;
  const held = await permissionsHeldBy(tx, personId);
  const paths = held
    .filter(({ permission }) => permission === workbooks[kind].permission)
    .map(({ path }) => path);
  if (paths.length === 0 || (await isDisabled(tx.db, personId))) {
    throw new Problem(staffProblems.workbook_rights);
  }
  return { actor: actorOf(record), scope: placeScope(personId, paths) };
}

/** Says of the rows of a batch whether they are what was shown: nothing else is written. */
async function shownIn(tx: Tx, { id }: ImportRecord, batch: RowRead[]): Promise<AsShown> {
  const positions = batch.map(({ position }) => position);
  const shown = await listRowsAt(tx.db, id, positions);
  const byPosition = new Map(shown.map((each) => [each.position, each]));
  return (row, outcome) => {
    const seen = byPosition.get(row.position);
    return seen ? asSeen(tx, id, row, outcome, seen) : { ...outcome, ...changedMeanwhile(row) };
  };
}

const changedMeanwhile = ({ row }: RowRead): Outcome =>
  refusedFor([{ row, column: '', code: 'changed_meanwhile' }]);

function asSeen<O extends Outcome>(
  { platform }: Tx,
  importId: string,
  row: RowRead,
  outcome: O,
  seen: RowRecord,
): O {
  const stored = decryptRow(platform.keys, importId, seen);
  if (seen.state === 'refused') return { ...outcome, ...refusedFor(stored.problems) };
  if (outcome.state === 'refused' || outcome.state === 'unchanged') return outcome;
  const { notes = [] } = stored;
  const told = { ...outcome, notes, shutsOut: seen.shuts_out };
  const isSame =
    outcome.state === seen.state &&
    sameChanges(outcome.changes, stored.changes) &&
    sameChanges(outcome.conflicts, stored.conflicts);
  if (isSame && outcome.state !== 'conflict') return told;
  if (isSame && seen.choice === 'theirs') return { ...outcome, state: 'unchanged' };
  if (isSame && seen.choice === 'mine') return { ...told, state: 'changed' };
  return { ...outcome, ...changedMeanwhile(row) };
}

const sameChanges = (one: FieldChange[], other: FieldChange[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Keeps what became of a batch, and how far the import is; answers the position of its last row. */
async function note(
  tx: Tx,
  { id, kind }: ImportRecord,
  batch: RowRead[],
  outcomes: Outcome[],
): Promise<number> {
  const { keys, clock } = tx.platform;
  const workbook: Workbook = workbooks[kind];
  const rows = batch.map((row, index) =>
    encryptRow(keys, id, row, workbook.label(row), outcomes[index] as Outcome),
  );
  await upsertRows(tx.db, id, rows);
  const refusals = outcomes.flatMap((outcome) => outcome.refusals ?? []);
  if (refusals.length > 0) await tx.audit(...refusals);
  const lastRow = batch.at(-1)?.position ?? 0;
  const leaseUntil = leaseEnd(clock.now());
  await advanceImport(tx.db, id, { lastRow, rows: batch.length, leaseUntil });
  return lastRow;
}
