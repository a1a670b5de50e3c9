import type { Static } from 'typebox';
import type { Keys } from '../../platform/crypto.ts';
import type { EnrolledPerson, ImportShown, PublishedForm, Receipt } from './contract.ts';
import type { FormVersion } from './model.ts';
import { openChecked } from './preview.ts';
import type { ImportSeen } from './queries-imports.ts';
import type { RosterRow } from './queries-roster.ts';

/** What the routes answer, out of what the queries read. */

export function shownForm(form: FormVersion): Static<typeof PublishedForm> {
  const { id, version, definition, policy, offeredTo, requiredOf } = form;
  return {
    versionId: id,
    version,
    definition,
    policy,
    ...(offeredTo && { offeredTo }),
    ...(requiredOf && { requiredOf }),
  };
}

export function shownPerson(
  { placePath: _, ...row }: RosterRow,
  activated: ReadonlyMap<string, string[]>,
): Static<typeof EnrolledPerson> {
  return { ...row, activated: activated.get(row.personId) ?? [] };
}

/** `preview` is opened only where a key is given: a list does without. */
export function shownImport(row: ImportSeen, keys?: Keys): Static<typeof ImportShown> {
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    preview: keys && row.preview ? openChecked(keys, row.id, row.preview).shown : null,
    receipt: row.state === 'done' ? receiptOf(row) : null,
    hasRefusedRows: row.keepsRefusals,
    problem: row.problem?.code ?? null,
    problemParams: row.problem?.params ?? null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

function receiptOf(row: ImportSeen): Static<typeof Receipt> {
  const { rows_total, fresh, updated, unchanged, refused, absent } = row;
  return { rows: rows_total ?? 0, fresh, updated, unchanged, refused, absent: absent ?? 0 };
}
