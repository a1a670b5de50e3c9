import { dayOf } from '../../../forms/days.ts';
import { sheetProblems } from '../../../platform/file-problems.ts';
import type { SealedFile } from '../../../platform/files.ts';
import { goOnWithImport, leaseEnd } from '../../../platform/import-queue.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import { lookupsOf } from '../../people/public.ts';
import { findPath } from '../../places/public.ts';
import { programmesProblems } from '../contract.ts';
import { type EnrolOutcome, enrolPeople, previewEnrolment } from '../enrolment/enrol.ts';
import { listByIdentifiers, listNamesakes, listOrganisations } from '../enrolment/queries.ts';
import type { Programme } from '../model.ts';
import { programmeAt } from '../programme/cache.ts';
import type { NamedIdentifier, PlacedRow, RosterBatch } from '../roster/batches.ts';
import type { ImportChoices } from '../roster/choices.ts';
import { type OpenRoster, openRoster } from '../roster/open-roster.ts';
import { choicesOf, summaryOf } from './choices.ts';
import { newNames } from './on-record.ts';
import { headerPreview, previewer } from './preview.ts';
import { type ImportRecord, moveImport, restartImport } from './queries.ts';
import { countAbsent, insertNamed, insertNamedPlaces, insertRefusals } from './queries-rows.ts';
import { advanceImport, rosterQueue, type Tally } from './queries-work.ts';
import { decryptCheck, encryptCheck } from './stored-check.ts';

/**
 * What is done to a roster in the background: checked, and once confirmed carried out. Each batch is
 * written and counted in one transaction, so that whoever takes over after a crash goes on exactly
 * behind it; a lease keeps two from working on one import.
 */

type Work = {
  platform: Platform;
  record: ImportRecord;
  programme: Programme;
  file: SealedFile;
  choices: ImportChoices;
};

/** Goes on with an import that waits to be checked or carried out; does nothing when there is nothing to do. */
export function workOnImport(platform: Platform, importId: string): Promise<void> {
  return goOnWithImport(platform, rosterQueue, importId, {
    async work(record) {
      const work = await workOf(platform, record);
      if (record.state === 'checking') await check(work);
      else await carryOut(work);
    },
    refuse: (record, problem) => refuse(platform, record, problem),
    stopped: () => new Problem(programmesProblems.import_stopped),
  });
}

async function workOf(platform: Platform, record: ImportRecord): Promise<Work> {
  const { programme_id, programme_version, file_id } = record;
  if (file_id === null) throw new Problem(programmesProblems.import_expired);
  const programme = await programmeAt(platform, programme_id, programme_version);
  const file = await platform.files.get(platform.db, file_id);
  const choices = choicesOf(platform.keys, record);
  return { platform, record, programme, file: platform.files.sealed(file), choices };
}

async function refuse(
  platform: Platform,
  record: ImportRecord,
  problem:
    | NonNullable<Survey['problem']>
    | { code: string; params?: Record<string, string | number> },
  preview?: Buffer,
): Promise<void> {
  const isChecking = record.state === 'checking';
  await platform.transaction(null, async (tx) => {
    const moved = await moveImport(tx.db, record.id, [record.state], {
      ...{ state: isChecking ? 'refused' : 'failed', problem, finished_at: tx.now },
      ...(preview && { preview }),
    });
    // What a former check noted of the rows is no longer so.
    if (moved && isChecking) await restartImport(tx.db, record.id, null);
  });
}

async function check(work: Work): Promise<void> {
  const { platform, record, programme, file, choices } = work;
  const { definition } = programme;
  const roster = await openRoster({
    ...{ ...file, definition, today: dayBegun(work), choices, gathers: true },
  });
  try {
    const { survey } = roster;
    if (survey.problem) {
      const shown = { survey: null, preview: headerPreview(definition, survey, choices) };
      const preview = encryptCheck(platform.keys, record.id, shown);
      await refuse(platform, record, survey.problem, preview);
    } else await checkRows(work, roster);
  } finally {
    await roster.close();
  }
}

async function checkRows(work: Work, roster: OpenRoster): Promise<void> {
  const { platform, record, programme, choices } = work;
  const { survey } = roster;
  await platform.transaction(null, (tx) => restartImport(tx.db, record.id, rowsToRead(survey)));
  const view = previewer(programme.definition, survey, choices);
  const total: Tally = { fresh: 0, updated: 0, unchanged: 0, refused: 0 };
  let lastRow = 0;
  for await (const batch of roster.batches()) {
    const entries = batch.rows.map(({ entry }) => entry);
    const outcomes = await previewEnrolment(platform, programme, entries);
    const names = newNames(batch, outcomes);
    const namesakes = await listNamesakes(platform.db, programme.id, names);
    const from = lastRow;
    const { tally, refused } = await platform.transaction(null, async (tx) => {
      await rosterQueue.hold(tx.db, record, from);
      return note(tx, work, batch, outcomes);
    });
    view.see(batch, outcomes, namesakes, refused);
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
    lastRow = batch.position;
  }
  const rows = rowsToRead(survey) - view.ignoredRows();
  if (rows === 0) throw new Problem(sheetProblems.sheet_empty);
  const known = await listOrganisations(
    platform.db,
    await findPath(platform.db, programme.placeId),
  );
  await platform.transaction(null, async (tx) => {
    const absent = await countAbsent(tx.db, programme.id, record.id);
    const shown = view.shown({ rows, ...total, absent }, roster.found(), known);
    const preview = encryptCheck(platform.keys, record.id, { survey, preview: shown });
    await moveImport(tx.db, record.id, ['checking'], {
      state: 'checked',
      preview,
      rows_total: rows,
    });
  });
}

function rowsToRead({ sheets, read }: Survey): number {
  return read.reduce((sum, index) => sum + (sheets[index]?.rows ?? 0), 0);
}

async function carryOut(work: Work): Promise<void> {
  const { platform, record, programme, file } = work;
  const survey = record.preview && decryptCheck(platform.keys, record.id, record.preview).survey;
  if (!survey) throw new Problem(programmesProblems.import_expired);
  let lastRow = record.last_row;
  const { definition } = programme;
  const { choices } = work;
  const task = { ...file, definition, today: dayBegun(work), survey, choices, after: lastRow };
  const roster = await openRoster(task);
  for await (const batch of roster.batches()) {
    const from = lastRow;
    await platform.transaction(null, async (tx) => {
      await rosterQueue.hold(tx.db, record, from);
      const entries = batch.rows.map(({ entry }) => entry);
      const outcomes = await enrolPeople(tx, programme, entries);
      await note(tx, work, batch, outcomes);
    });
    lastRow = batch.position;
  }
  await platform.transaction(null, async (tx) => {
    const absent = await countAbsent(tx.db, programme.id, record.id);
    const end = { state: 'done', absent, finished_at: tx.now } as const;
    if (!(await moveImport(tx.db, record.id, ['importing'], end))) return;
    const details = {
      ...{ programmeId: programme.id, importId: record.id },
      ...summaryOf(choices),
    };
    await tx.audit({ action: 'roster.imported', placeId: programme.placeId, details });
  });
  // Nobody will read the workbook again. What a kill leaves here, the daily sweep deletes.
  if (record.file_id !== null) await platform.files.discard(platform.db, record.file_id);
}

/** The day on which the workbook came, so that a repetition on the next day reads it alike. */
function dayBegun({ record, programme }: Work): string {
  return dayOf(record.created_at, programme.definition.zone);
}

/** Counts a batch, and keeps whom it named and what was refused. */
async function note(
  tx: Tx,
  work: Work,
  batch: RosterBatch,
  outcomes: EnrolOutcome[],
): Promise<{ tally: Tally; refused: PlacedRow[] }> {
  const { record } = work;
  const tally: Tally = { fresh: 0, updated: 0, unchanged: 0, refused: batch.refused.length };
  const refused = [...batch.refused];
  for (const [index, outcome] of outcomes.entries()) {
    tally[outcome.state] += 1;
    const row = batch.rows[index];
    if (row && outcome.state === 'refused') refused.push(refusedFor(row, outcome));
  }
  refused.sort((a, b) => a.position - b.position);
  const named = [
    ...outcomes.flatMap((outcome) =>
      outcome.state === 'refused' ? outcome.enrolmentIds : (outcome.enrolmentId ?? []),
    ),
    ...(await namedByRefused(tx, work, batch.named)),
  ];
  await insertNamed(tx.db, record.id, named);
  const path = await findPath(tx.db, work.programme.placeId);
  const places = await listOrganisations(tx.db, path, batch.units);
  await insertNamedPlaces(
    tx.db,
    record.id,
    places.map(({ id }) => id),
  );
  await insertRefusals(tx.db, record.id, encryptRefusals(tx.platform, record.id, refused));
  const to = { lastRow: batch.position, leaseUntil: leaseEnd(tx.platform.clock.now()) };
  await advanceImport(tx.db, record.id, to, tally);
  return { tally, refused };
}

/** Enrolments of those whom rows with mistakes name: such people are not absent. */
async function namedByRefused(
  tx: Tx,
  { programme }: Work,
  named: NamedIdentifier[],
): Promise<number[]> {
  const given = lookupsOf(tx.platform.keys, named);
  const enrolments = await listByIdentifiers(tx.db, programme, given);
  return enrolments.map(({ enrolmentId }) => enrolmentId);
}

function refusedFor(
  { row, sheet, position, cells, sheetName }: PlacedRow,
  { code, kind }: Extract<EnrolOutcome, { state: 'refused' }>,
): PlacedRow {
  const place = { row, ...(sheetName !== undefined && { sheet: sheetName }) };
  const problems = [{ ...place, column: kind ?? '', code }];
  return { row, ...(sheet !== undefined && { sheet }), position, cells, problems };
}

export const refusalPurpose = (importId: string) => `programmes.refusal ${importId}`;

function encryptRefusals(platform: Platform, importId: string, refused: PlacedRow[]) {
  const purpose = refusalPurpose(importId);
  return refused.map(({ position, row, sheet, cells, problems }) => ({
    row: position,
    content: platform.keys.encrypt(purpose, JSON.stringify({ row, sheet, cells, problems })),
  }));
}
