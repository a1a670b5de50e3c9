import type { Static } from 'typebox';
import type { Keys } from '../../../platform/crypto.ts';
import { choicesOf } from './choices.ts';
import type { RosterImport } from './contract.ts';
import type { Receipt } from './contract-preview.ts';
import type { VisibleImport } from './queries.ts';
import { decryptCheck } from './stored-check.ts';

/** Preview and choices are opened only where a key is given: a list does without. */
export function serializeImport(row: VisibleImport, keys?: Keys): Static<typeof RosterImport> {
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    preview: keys && row.preview ? decryptCheck(keys, row.id, row.preview).preview : null,
    choices: keys ? choicesOf(keys, row) : null,
    receipt: row.state === 'done' ? receiptOf(row) : null,
    hasRefusedRows: row.keepsRefusals,
    problem: row.problem?.code ?? null,
    problemParams: row.problem?.params ?? null,
    createdBy: row.createdByName,
    version: row.choices_version,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

function receiptOf(row: VisibleImport): Static<typeof Receipt> {
  const { rows_total, fresh, updated, unchanged, refused, absent } = row;
  return { rows: rows_total ?? 0, fresh, updated, unchanged, refused, absent: absent ?? 0 };
}
