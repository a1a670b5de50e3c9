import type { ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { sendSheet } from '../../../platform/sheets/send.ts';
import { uploadOf } from '../../../platform/sheets/upload.ts';
import { staff } from '../contract.ts';
import {
  chooseInConflicts,
  confirmPlaceImport,
  discardPlaceImport,
  startPlaceImport,
} from './actions.ts';
import {
  countRows,
  findImport,
  type ImportRecord,
  listImports,
  listRows,
  type RowCounts,
} from './queries.ts';
import { placesSheet, refusedPlaces } from './sheets.ts';
import { decryptRow } from './stored-rows.ts';

const done = { ok: true } as const;

const noRows: RowCounts = {
  ...{ fresh: 0, changed: 0, conflict: 0, unchanged: 0, refused: 0 },
  ...{ open: 0, mine: 0 },
};

function serializeImport(
  row: ImportRecord,
  counts: RowCounts = noRows,
): ResponseOf<typeof staff.placeImport> {
  return {
    ...{ id: row.id, fileName: row.file_name, state: row.state, counts },
    ...{ rowsTotal: row.rows_total, rowsDone: row.rows_done },
    problem: row.problem?.code ?? null,
    problemParams: row.problem?.params ?? null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** Imports are those of whoever brought them: nobody else sees, confirms or discards them. */
export const placeImportRoutes: Route[] = [
  route(staff.exportPlaces, 'place.export', async ({ platform, actor, scope, query, reply }) => {
    const { format = 'csv', lang = 'zh' } = query;
    const sheet = await placesSheet(platform, scope, format, lang);
    await platform.transaction(actor, (tx) => tx.audit({ action: 'staff.places_exported' }));
    return sendSheet(reply, sheet, `places-${lang}`, format);
  }),
  route(staff.startPlaceImport, 'place.manage', async ({ platform, actor, request }) => ({
    id: await startPlaceImport(platform, actor, await uploadOf(request)),
  })),
  route(staff.placeImports, 'place.manage', async ({ platform, actor, query }) => {
    const { limit = 50 } = query;
    const [after] = keyAfter(query.after, 'number') ?? [];
    const rows = await listImports(platform.db, actor, { after, limit: limit + 1 });
    const ids = rows.map(({ id }) => id);
    const counts = await countRows(platform.db, ids);
    const show = (row: ImportRecord) => serializeImport(row, counts.get(row.id));
    return pageOf(rows, limit, show, ({ number }) => [number]);
  }),
  route(staff.placeImport, 'place.manage', async ({ platform, actor, params }) => {
    const row = getOrNotFound(await findImport(platform.db, actor, params.importId));
    return serializeImport(row, (await countRows(platform.db, [row.id])).get(row.id));
  }),
  route(staff.placeImportRows, 'place.manage', async ({ platform, actor, params, query }) => {
    const { importId } = params;
    getOrNotFound(await findImport(platform.db, actor, importId));
    const { limit = 50, state } = query;
    const [after = 0] = keyAfter(query.after, 'number') ?? [];
    const rows = await listRows(platform.db, importId, { state, after, limit: limit + 1 });
    return pageOf(
      rows,
      limit,
      (record) => {
        const { row, parent, code, name, changes, conflicts, problems } = decryptRow(
          platform.keys,
          importId,
          record,
        );
        const { position, state, choice } = record;
        const what = { position, row, state, choice, parent, code, name, changes, conflicts };
        return { ...what, problems: problems.map(({ row: _, sheet: __, ...each }) => each) };
      },
      ({ position }) => [position],
    );
  }),
  route(staff.chooseInConflicts, 'place.manage', async ({ platform, actor, params, body }) => {
    await chooseInConflicts(platform, actor, params.importId, body);
    return done;
  }),
  route(staff.confirmPlaceImport, 'place.manage', async ({ platform, actor, params }) => {
    await confirmPlaceImport(platform, actor, params.importId);
    return done;
  }),
  route(staff.discardPlaceImport, 'place.manage', async ({ platform, actor, params }) => {
    await discardPlaceImport(platform, actor, params.importId);
    return done;
  }),
  route(staff.refusedPlaceRows, 'place.manage', async ({ platform, actor, params, reply }) => {
    const sheet = await refusedPlaces(platform, actor, params.importId);
    return sendSheet(reply, sheet, 'refused-places', 'xlsx');
  }),
];
