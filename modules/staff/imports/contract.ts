import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { rowProblems, sheetProblems } from '../../../platform/file-problems.ts';

const Count = Type.Integer();
const ImportId = Type.Object({ importId: Id });
const Version = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });
const rowStates = ['fresh', 'changed', 'conflict', 'unchanged', 'refused'] as const;
const RowState = Type.Enum([...rowStates]);
const Choice = Type.Enum(['mine', 'theirs']);
const Value = Type.Unsafe<string | boolean | null>({});

const Change = Type.Object({ field: Type.String(), from: Value, to: Value });

const PlaceImport = Type.Object({
  id: Id,
  fileName: Type.String(),
  state: Type.Enum(['checking', 'checked', 'refused', 'importing', 'done', 'failed', 'discarded']),
  rowsTotal: Nullable(Count),
  rowsDone: Count,
  /** Rows by what would become of them, or became of them; of conflicts also how many wait for a choice. */
  counts: Type.Object({
    ...{ fresh: Count, changed: Count, conflict: Count, unchanged: Count, refused: Count },
    ...{ open: Count, mine: Count },
  }),
  /** Code of what stopped the whole import, such as `sheet_too_large`. */
  problem: Nullable(Type.String()),
  problemParams: Nullable(Type.Unsafe<Record<string, string | number>>({})),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
});

const ImportRow = Type.Object({
  position: Type.Integer(),
  /** As the sheet counts them, from 1. */
  row: Type.Integer(),
  state: RowState,
  choice: Nullable(Choice),
  parent: Type.String(),
  code: Type.String(),
  name: Type.String(),
  changes: Type.Array(Change),
  /** Changed by somebody else since the export: `from` is theirs, `to` stands in the workbook. */
  conflicts: Type.Array(Change),
  problems: Type.Array(
    Type.Object({
      column: Type.String(),
      code: Type.String(),
      params: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
    }),
  ),
});

const format = {
  format: Type.Optional(Type.Enum(['xlsx', 'csv'])),
  lang: Type.Optional(Type.Enum(['zh', 'en'])),
};

export const importEndpoints = {
  exportPlaces: {
    method: 'GET',
    path: '/places-export',
    summary: 'One’s organisations and sites as a workbook, to be changed and imported again',
    query: Type.Object(format),
    response: 'stream',
  },
  startPlaceImport: {
    method: 'POST',
    path: '/place-imports',
    summary: 'Uploads a workbook of organisations and sites and starts checking it',
    upload: true,
    response: Type.Object({ id: Id }),
  },
  placeImports: {
    method: 'GET',
    path: '/place-imports',
    summary: 'One’s own imports of organisations and sites, newest first',
    query: Type.Object(PageQuery),
    response: PageOf(PlaceImport),
  },
  placeImport: {
    method: 'GET',
    path: '/place-imports/:importId',
    summary: 'One of one’s imports: its progress and what would become of its rows',
    params: ImportId,
    response: PlaceImport,
  },
  placeImportRows: {
    method: 'GET',
    path: '/place-imports/:importId/rows',
    summary: 'Rows of an import with what would change, page by page',
    params: ImportId,
    query: Type.Object({ ...PageQuery, state: Type.Optional(RowState) }),
    response: PageOf(ImportRow),
  },
  chooseInConflicts: {
    method: 'PUT',
    path: '/place-imports/:importId/conflicts',
    summary: 'Says whose values count in a row that others changed meanwhile, or in all of them',
    params: ImportId,
    body: Type.Object({ choice: Choice, position: Type.Optional(Version) }),
    response: Done,
  },
  confirmPlaceImport: {
    method: 'POST',
    path: '/place-imports/:importId/confirm',
    summary: 'Carries out an import that was checked, or goes on with one that failed on its way',
    params: ImportId,
    response: Done,
  },
  discardPlaceImport: {
    method: 'POST',
    path: '/place-imports/:importId/discard',
    summary: 'Throws away an import that waits, with its file',
    params: ImportId,
    response: Done,
  },
  refusedPlaceRows: {
    method: 'GET',
    path: '/place-imports/:importId/refused',
    summary: 'The refused rows with their reasons, as a workbook',
    params: ImportId,
    response: 'stream',
  },
} as const satisfies Record<string, Endpoint>;

/** All that an import of places may stop for. */
export const placeImportProblems = {
  ...defineProblems({
    place_import_not_ready: {
      status: 409,
      zh: '这次导入现在不能执行。',
      en: 'This import cannot be carried out now.',
    },
    place_import_expired: {
      status: 410,
      zh: '上传的文件已过期并删除，请重新上传。',
      en: 'The uploaded file has expired and was deleted. Please upload it again.',
    },
    place_import_open: {
      status: 409,
      zh: '还有冲突没有选择，请先选择以哪一方为准。',
      en: 'Some conflicts are undecided. Please choose whose values count first.',
    },
    place_import_empty: {
      status: 409,
      zh: '这个文件不会改变任何内容。',
      en: 'This file would change nothing.',
    },
    place_import_stopped: {
      status: 409,
      zh: '多次尝试后仍未完成，已停止。可以继续执行；如仍不行，请联系管理员。',
      en: 'This was stopped after several tries. You can go on with it; if that fails, too, tell the administrator.',
    },
    place_import_rights: {
      status: 403,
      zh: '您已没有修改机构的权限，导入已停止。',
      en: 'You may not change organisations any more, and the import was stopped.',
    },
  }),
  ...sheetProblems,
};

/** What can be wrong with a row of a workbook of places, by code. */
export const placeRowProblems = {
  ...rowProblems,
  ...defineProblems({
    record_unreadable: {
      status: 422,
      zh: '已被改动，无法识别；新增的行请留空',
      en: 'was changed and cannot be read; leave it blank in new rows',
    },
    place_kind_unknown: {
      status: 422,
      zh: '应为“机构”或“站点”',
      en: 'must be “Organisation” or “Site”',
    },
    status_unknown: {
      status: 422,
      zh: '应为“启用”或“停用”',
      en: 'must be “Enabled” or “Disabled”',
    },
    place_gone: {
      status: 422,
      zh: '对应的机构或站点不存在，或不归您管理',
      en: 'belongs to a place that is not there, or not yours to change',
    },
    place_kind_stays: { status: 422, zh: '不能修改类型', en: 'cannot be changed' },
    place_code_stays: { status: 422, zh: '不能修改代码', en: 'cannot be changed' },
    place_stays: {
      status: 422,
      zh: '不能在导入中移动，请在“机构”页面操作',
      en: 'cannot be changed here; move the place on the page “Organisations”',
    },
    place_parent_unknown: {
      status: 422,
      zh: '没有这个上级，或不归您管理；文件中新增的上级须排在前面',
      en: 'is no place of yours; one that the file adds must stand in a row above',
    },
    site_in_region: {
      status: 422,
      zh: '站点须属于机构，不能直接属于地区',
      en: 'is a region; a site belongs to an organisation',
    },
    changed_meanwhile: {
      status: 422,
      zh: '预览之后又被他人修改，没有导入；请重新导出再改',
      en: 'was changed by somebody else after the preview and was not imported; please export it again',
    },
  }),
};

export const importActions = defineAuditActions({
  'staff.places_exported': {
    zh: '导出机构和站点',
    en: 'Exported organisations and sites',
  },
  'staff.places_uploaded': {
    zh: '上传机构和站点表格',
    en: 'Uploaded workbook of organisations and sites',
  },
  'staff.places_import_confirmed': {
    zh: '确认导入机构和站点',
    en: 'Confirmed import of organisations and sites',
  },
  'staff.places_import_discarded': {
    zh: '放弃导入机构和站点',
    en: 'Discarded import of organisations and sites',
  },
  'staff.places_imported': {
    zh: '导入机构和站点完成',
    en: 'Imported organisations and sites',
  },
});
