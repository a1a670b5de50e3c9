import type { PermissionName, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { type Route, route } from '../../../platform/routes.ts';
import type { Actor } from '../../../platform/scope.ts';
import { sendSheet } from '../../../platform/sheets/send.ts';
import { uploadOf } from '../../../platform/sheets/upload.ts';
import { staff } from '../contract.ts';
import { chooseInConflicts, confirmImport, discardImport, startImport } from './actions.ts';
import { takePasswordsSheet } from './members/passwords.ts';
import { membersSheet } from './members/sheets.ts';
import { placesSheet } from './places/sheets.ts';
import {
  countRows,
  findImport,
  type ImportRecord,
  listImports,
  listRows,
  type RowCounts,
  type RowRecord,
} from './queries.ts';
import { refusedRowsSheet } from './refused-rows.ts';
import { decryptRow } from './stored-rows.ts';
import type { Workbook } from './workbook.ts';
import { workbooks } from './workbooks.ts';

const done = { ok: true } as const;

const noRows: RowCounts = {
  ...{ fresh: 0, changed: 0, conflict: 0, unchanged: 0, refused: 0 },
  ...{ open: 0, mine: 0, shutOut: 0, passwords: 0 },
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

function serializeRow(
  { keys }: Platform,
  importId: string,
  record: RowRecord,
): ResponseOf<typeof staff.placeImportRows>['items'][number] {
  const {
    row,
    parent,
    code,
    name,
    changes,
    conflicts,
    notes = [],
    problems,
  } = decryptRow(keys, importId, record);
  const { position, state, choice } = record;
  const what = { position, row, state, choice, parent, code, name, changes, conflicts, notes };
  return { ...what, problems: problems.map(({ row: _, sheet: __, ...each }) => each) };
}

type Page = { after?: string | undefined; limit?: number | undefined };

/** Imports are those of whoever brought them: nobody else sees, confirms or discards them. */
const reads = (workbook: Workbook) => ({
  async list({ db }: Platform, actor: Actor, { after: key, limit = 50 }: Page) {
    const [after] = keyAfter(key, 'number') ?? [];
    const rows = await listImports(db, actor, workbook.kind, { after, limit: limit + 1 });
    const counts = await countRows(
      db,
      rows.map(({ id }) => id),
    );
    const show = (row: ImportRecord) => serializeImport(row, counts.get(row.id));
    return pageOf(rows, limit, show, ({ number }) => [number]);
  },
  async one({ db }: Platform, actor: Actor, importId: string) {
    const row = getOrNotFound(await findImport(db, actor, workbook.kind, importId));
    return serializeImport(row, (await countRows(db, [row.id])).get(row.id));
  },
  async rows(
    platform: Platform,
    actor: Actor,
    importId: string,
    { after: key, limit = 50, state }: Page & { state?: RowRecord['state'] | undefined },
  ) {
    getOrNotFound(await findImport(platform.db, actor, workbook.kind, importId));
    const [after = 0] = keyAfter(key, 'number') ?? [];
    const rows = await listRows(platform.db, importId, { state, after, limit: limit + 1 });
    const show = (record: RowRecord) => serializeRow(platform, importId, record);
    return pageOf(rows, limit, show, ({ position }) => [position]);
  },
});

/** The endpoints of both kinds are alike; each route is checked against those of one. */
type Endpoints = {
  start: typeof staff.startPlaceImport;
  list: typeof staff.placeImports;
  one: typeof staff.placeImport;
  rows: typeof staff.placeImportRows;
  choose: typeof staff.chooseInPlaces;
  confirm: typeof staff.confirmPlaceImport;
  discard: typeof staff.discardPlaceImport;
  refused: typeof staff.refusedPlaceRows;
};

function workbookRoutes(workbook: Workbook, endpoints: Endpoints): Route[] {
  const permission: PermissionName = workbook.permission;
  const read = reads(workbook);
  return [
    route(endpoints.start, permission, async ({ platform, actor, request }) => ({
      id: await startImport(platform, actor, workbook, await uploadOf(request)),
    })),
    route(endpoints.list, permission, ({ platform, actor, query }) =>
      read.list(platform, actor, query),
    ),
    route(endpoints.one, permission, ({ platform, actor, params }) =>
      read.one(platform, actor, params.importId),
    ),
    route(endpoints.rows, permission, ({ platform, actor, params, query }) =>
      read.rows(platform, actor, params.importId, query),
    ),
    route(endpoints.choose, permission, async ({ platform, actor, params, body }) => {
      await chooseInConflicts(platform, actor, workbook, params.importId, body);
      return done;
    }),
    route(endpoints.confirm, permission, async ({ platform, actor, params }) => {
      await confirmImport(platform, actor, workbook, params.importId);
      return done;
    }),
    route(endpoints.discard, permission, async ({ platform, actor, params }) => {
      await discardImport(platform, actor, workbook, params.importId);
      return done;
    }),
    route(endpoints.refused, permission, async ({ platform, actor, params, reply }) => {
      const sheet = await refusedRowsSheet(platform, actor, workbook, params.importId);
      return sendSheet(reply, sheet, `refused-${workbook.kind}`, 'xlsx');
    }),
  ];
}

export const importRoutes: Route[] = [
  route(staff.exportPlaces, 'place.export', async ({ platform, actor, scope, query, reply }) => {
    const { format = 'csv', lang = 'zh' } = query;
    const sheet = await placesSheet(platform, scope, format, lang);
    await platform.transaction(actor, (tx) => tx.audit({ action: 'staff.places_exported' }));
    return sendSheet(reply, sheet, `places-${lang}`, format);
  }),
  ...workbookRoutes(workbooks.places, {
    start: staff.startPlaceImport,
    list: staff.placeImports,
    one: staff.placeImport,
    rows: staff.placeImportRows,
    choose: staff.chooseInPlaces,
    confirm: staff.confirmPlaceImport,
    discard: staff.discardPlaceImport,
    refused: staff.refusedPlaceRows,
  }),
  route(staff.exportMembers, 'staff.export', async ({ platform, actor, scope, query, reply }) => {
    const { format = 'csv', lang = 'zh' } = query;
    const sheet = await membersSheet(platform, actor, scope, query);
    return sendSheet(reply, sheet, `staff-${lang}`, format);
  }),
  ...workbookRoutes(workbooks.members, {
    start: staff.startMemberImport,
    list: staff.memberImports,
    one: staff.memberImport,
    rows: staff.memberImportRows,
    choose: staff.chooseInMembers,
    confirm: staff.confirmMemberImport,
    discard: staff.discardMemberImport,
    refused: staff.refusedMemberRows,
  }),
  route(
    staff.takeImportedPasswords,
    'staff.manage',
    async ({ platform, actor, scope, params, query, reply }) => {
      const { format = 'xlsx', lang = 'zh' } = query;
      const sheet = await takePasswordsSheet(platform, actor, scope, params.importId, {
        ...{ format, lang },
      });
      return sendSheet(reply, sheet, `staff-passwords-${lang}`, format);
    },
  ),
];
