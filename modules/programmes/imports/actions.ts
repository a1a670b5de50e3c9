import { randomUUID } from 'node:crypto';
import type { AuditActionName } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import {
  getOrNotFound,
  invalid,
  mapConstraintErrors,
  Problem,
} from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { plainFileName, type Upload } from '../../../platform/sheets/upload.ts';
import { findPath } from '../../places/public.ts';
import { programmesProblems } from '../contract.ts';
import { listOrganisations } from '../enrolment/queries.ts';
import { withdrawPeople } from '../enrolment/withdraw.ts';
import type { Programme } from '../model.ts';
import type { ImportChoices } from '../roster/choices.ts';
import { asShown, choicesOf, encryptChoices, mistakesIn, summaryOf } from './choices.ts';
import { rosterWork } from './jobs.ts';
import {
  emptyImport,
  findImport,
  findLatestConfirmed,
  insertImport,
  moveImport,
  restartImport,
  updateChoices,
  type VisibleImport,
} from './queries.ts';
import { listAbsent } from './queries-rows.ts';
import { decryptCheck, type Preview } from './stored-check.ts';

const maxBytes = 30 * 1024 * 1024;

/** Takes a workbook in and has it checked in the background. It lies encrypted, until its import ends, and for a day at most. */
export async function startImport(
  platform: Platform,
  actor: Actor,
  programme: Programme,
  upload: Upload,
): Promise<string> {
  const { name, mime, data } = upload;
  const fileName = plainFileName(name, 'roster');
  const file = await platform.files.receive(
    platform.db,
    { purpose: 'roster', name: fileName, mime, uploadedBy: actor.personId, isSecret: true },
    data,
    { maxBytes, tooLarge: () => new Problem(programmesProblems.sheet_too_large) },
  );
  return platform.transaction(actor, async (tx) => {
    const id = randomUUID();
    await insertImport(tx.db, {
      id,
      programme_id: programme.id,
      programme_version: programme.version,
      file_id: file.id,
      file_name: fileName,
      created_by: actor.personId,
      created_at: tx.now,
    });
    await tx.audit(entry('roster.uploaded', programme, id));
    await tx.enqueue(rosterWork, { importId: id });
    return id;
  });
}

/** Has an import that was checked carried out, or one that failed on its way carried on. */
export async function confirmImport(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  importId: string,
  version: number,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const record = await importOf(tx, scope, programme, importId);
    const { state, rows_total, file_id } = record;
    if (state !== 'checked' && state !== 'failed') throw notReady();
    if (file_id === null) throw new Problem(programmesProblems.import_expired);
    if (record.choices_version !== version) throw new Problem(programmesProblems.import_changed);
    if (state === 'checked' && hasOpenQuestion(platform, record)) {
      throw new Problem(programmesProblems.import_unanswered);
    }
    if (state === 'checked') await restartImport(tx.db, importId, rows_total);
    const moved = await mapConstraintErrors({ roster_imports_one_at_a_time: running }, () =>
      moveImport(tx.db, importId, [state], {
        state: 'importing',
        problem: null,
        confirmed: true,
        ...(state === 'checked' && { programme_version: programme.version }),
      }),
    );
    if (!moved) throw notReady();
    const accepted = summaryOf(choicesOf(platform.keys, record));
    await tx.audit(entry('roster.import_confirmed', programme, importId, accepted));
    await tx.enqueue(rosterWork, { importId });
  });
}

function hasOpenQuestion(platform: Platform, record: VisibleImport): boolean {
  const { questions = [] } = previewOf(platform, record) ?? {};
  return questions.some(({ answered }) => !answered);
}

function previewOf({ keys }: Platform, { id, preview }: VisibleImport): Preview | null {
  return preview && decryptCheck(keys, id, preview).preview;
}

/** Says how a workbook is to be read, and has it checked anew by that. */
export async function chooseReading(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  importId: string,
  { version, choices }: { version: number; choices: ImportChoices },
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const record = await importOf(tx, scope, programme, importId);
    if (record.state !== 'checked' && record.state !== 'refused') throw notReady();
    if (record.file_id === null) throw new Problem(programmesProblems.import_expired);
    const preview = previewOf(platform, record);
    const known = await listOrganisations(tx.db, await findPath(tx.db, programme.placeId));
    const whole = asShown(choices, preview);
    const mistakes = mistakesIn(whole, { definition: programme.definition, known, preview });
    if (mistakes.length > 0) throw invalid(...mistakes);
    const encrypted = encryptChoices(platform.keys, importId, whole);
    const to = { version, choices: encrypted, programmeVersion: programme.version };
    if (!(await updateChoices(tx.db, importId, to))) {
      throw new Problem(programmesProblems.import_changed);
    }
    await tx.audit(entry('roster.reading_chosen', programme, importId, summaryOf(whole)));
    await tx.enqueue(rosterWork, { importId });
  });
}

/** Throws an import away that waits: nothing of its people stays, and its file is deleted. */
export async function discardImport(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  importId: string,
): Promise<void> {
  const fileId = await platform.transaction(actor, async (tx) => {
    const { file_id } = await importOf(tx, scope, programme, importId);
    const end = { state: 'discarded', finished_at: tx.now, problem: null } as const;
    if (!(await moveImport(tx.db, importId, ['checked', 'refused'], end))) throw notReady();
    await emptyImport(tx.db, importId);
    await tx.audit(entry('roster.import_discarded', programme, importId));
    return file_id;
  });
  // Only once it is certain that nobody will read it. What a kill leaves here, the daily sweep deletes.
  if (fileId !== null) await platform.files.discard(platform.db, fileId);
}

/**
 * Withdraws whoever takes part and was not named by the import that was confirmed last. `expected`
 * is the number that was shown: where it is another one by now, nobody is withdrawn.
 */
export async function withdrawAbsentPeople(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  importId: string,
  expected: number,
): Promise<number> {
  return platform.transaction(actor, async (tx) => {
    const { state } = await importOf(tx, scope, programme, importId);
    const latest = await findLatestConfirmed(tx.db, programme.id);
    if (state !== 'done' || latest !== importId) throw notReady();
    const count = await withdrawAll(tx, programme, importId);
    if (count !== expected)
      throw new Problem(programmesProblems.absent_changed, { params: { count } });
    if (count > 0) await tx.audit(entry('roster.withdrawn', programme, importId, { count }));
    return count;
  });
}

const withdrawnAtOnce = 1000;

async function withdrawAll(tx: Tx, programme: Programme, importId: string): Promise<number> {
  let count = 0;
  for (;;) {
    const absent = await listAbsent(tx.db, programme.id, importId, withdrawnAtOnce);
    if (absent.length === 0) return count;
    const withdrawn = await withdrawPeople(tx, programme, absent);
    count += withdrawn.length;
    const entries = withdrawn.map(({ personId, placeId }) => ({
      ...entry('person.withdrawn', programme, importId),
      ...{ personId, placeId },
    }));
    await tx.audit(...entries);
  }
}

async function importOf(
  tx: Tx,
  scope: PlaceScope,
  programme: Programme,
  importId: string,
): Promise<VisibleImport> {
  return getOrNotFound(await findImport(tx.db, scope, programme.id, importId));
}

function entry(action: AuditActionName, programme: Programme, importId: string, more: object = {}) {
  const details = { programmeId: programme.id, importId, ...more };
  return { action, placeId: programme.placeId, details };
}

const notReady = () => new Problem(programmesProblems.import_not_ready);
const running = () => new Problem(programmesProblems.import_running);
