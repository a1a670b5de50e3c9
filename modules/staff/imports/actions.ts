import { randomUUID } from 'node:crypto';
import type { AuditActionName, BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { plainFileName, type Upload } from '../../../platform/sheets/upload.ts';
import { type staff, staffProblems } from '../contract.ts';
import { workbookWork } from './jobs.ts';
import {
  countRows,
  deleteRows,
  findImport,
  type ImportRecord,
  insertImport,
  moveImport,
  updateChoice,
} from './queries.ts';
import type { Workbook } from './workbook.ts';

const maxBytes = 30 * 1024 * 1024;

/** Takes a workbook in and has it checked in the background. It lies encrypted, until its import ends or for a day. */
export async function startImport(
  platform: Platform,
  actor: Actor,
  { kind, actions, count }: Workbook,
  { name, mime, data }: Upload,
): Promise<string> {
  await count?.(platform, actor);
  const fileName = plainFileName(name, kind);
  const { personId } = actor;
  const file = await platform.files.receive(
    platform.db,
    { purpose: kind, name: fileName, mime, uploadedBy: personId, isSecret: true },
    data,
    { maxBytes, tooLarge: () => new Problem(staffProblems.sheet_too_large) },
  );
  return platform.transaction(actor, async (tx) => {
    const id = randomUUID();
    const of = { file_id: file.id, file_name: fileName, created_by: personId };
    await insertImport(tx.db, { id, kind, ...of, created_at: tx.now });
    await noteImport(tx, actions.uploaded, id);
    await tx.enqueue(workbookWork, { importId: id });
    return id;
  });
}

/** Says whose values count where others have changed the same meanwhile. */
export function chooseInConflicts(
  platform: Platform,
  actor: Actor,
  workbook: Workbook,
  importId: string,
  { choice, position }: BodyOf<typeof staff.chooseInPlaces>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const { state } = await holdImport(tx, actor, workbook, importId);
    if (state !== 'checked') throw notReady();
    const found = await updateChoice(tx.db, importId, choice, position);
    if (position !== undefined && found === 0) throw notFound();
  });
}

/** Has an import that was checked carried out, or one that failed on its way carried on. */
export function confirmImport(
  platform: Platform,
  actor: Actor,
  workbook: Workbook,
  importId: string,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const { state, file_id } = await holdImport(tx, actor, workbook, importId);
    if (state !== 'checked' && state !== 'failed') throw notReady();
    if (state === 'checked') {
      const counts = (await countRows(tx.db, [importId])).get(importId);
      if (!counts || counts.fresh + counts.changed + counts.conflict === 0) {
        throw new Problem(staffProblems.workbook_empty);
      }
      if (counts.open > 0) throw new Problem(staffProblems.workbook_open);
    }
    if (file_id === null) throw new Problem(staffProblems.workbook_expired);
    await moveImport(tx.db, importId, [state], {
      ...{ state: 'importing', problem: null, finished_at: null },
      ...(state === 'checked' && { last_row: 0, rows_done: 0 }),
    });
    await noteImport(tx, workbook.actions.confirmed, importId);
    await tx.enqueue(workbookWork, { importId });
  });
}

/** Throws an import away that waits: nothing of its rows stays, and its file is deleted. */
export async function discardImport(
  platform: Platform,
  actor: Actor,
  workbook: Workbook,
  importId: string,
): Promise<void> {
  const fileId = await platform.transaction(actor, async (tx) => {
    const { state, file_id } = await holdImport(tx, actor, workbook, importId);
    if (state !== 'checked' && state !== 'refused') throw notReady();
    const end = { state: 'discarded', finished_at: tx.now, problem: null } as const;
    await moveImport(tx.db, importId, [state], { ...end, survey: null, file_id: null });
    await deleteRows(tx.db, importId);
    await noteImport(tx, workbook.actions.discarded, importId);
    return file_id;
  });
  if (fileId !== null) await platform.files.discard(platform.db, fileId);
}

async function holdImport(
  tx: Tx,
  actor: Actor,
  { kind }: Workbook,
  importId: string,
): Promise<ImportRecord> {
  return getOrNotFound(await findImport(tx.db, actor, kind, importId, { hold: true }));
}

const noteImport = (tx: Tx, action: AuditActionName, importId: string) =>
  tx.audit({ action, details: { importId } });

const notReady = () => new Problem(staffProblems.workbook_not_ready);
