import { Type } from 'typebox';
import {
  Done,
  defineProblems,
  type Endpoint,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  type Text,
} from '../../../platform/contract.ts';
import { sheetProblems } from '../../../platform/file-problems.ts';
import { RoleCode } from '../../access/contract.ts';
import { RowId } from '../contract-schemas.ts';
import { staffTypes } from '../members/contract.ts';

const Count = Type.Integer();
const ImportId = Type.Object({ importId: Id });
const Version = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });
const rowStates = ['fresh', 'changed', 'conflict', 'unchanged', 'refused'] as const;
const RowState = Type.Enum([...rowStates]);
const Choice = Type.Enum(['mine', 'theirs']);
/** A text in two languages is a name of the installation's own. */
const Value = Type.Unsafe<string | boolean | null | Text>({});

const Change = Type.Object({ field: Type.String(), from: Value, to: Value });

const WorkbookImport = Type.Object({
  id: Id,
  fileName: Type.String(),
  state: Type.Enum(['checking', 'checked', 'refused', 'importing', 'done', 'failed', 'discarded']),
  rowsTotal: Nullable(Count),
  rowsDone: Count,
  /** Rows by what would become of them, or became of them; of conflicts also how many wait for a choice. */
  counts: Type.Object({
    ...{ fresh: Count, changed: Count, conflict: Count, unchanged: Count, refused: Count },
    ...{ open: Count, mine: Count },
    /** People who are signed out by it, and cannot sign in any more. */
    shutOut: Count,
    /** One-time passwords of new people that nobody has downloaded yet. */
    passwords: Count,
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
  /** Where a place or somebody’s role is, by codes; by what code or account it is known; its name. */
  parent: Type.String(),
  code: Type.String(),
  name: Type.String(),
  changes: Type.Array(Change),
  /** Changed by somebody else since the export: `from` is theirs, `to` stands in the workbook. */
  conflicts: Type.Array(Change),
  /** What else it brings about, by code. */
  notes: Type.Array(
    Type.Object({
      code: Type.String(),
      params: Type.Unsafe<Record<string, string | number | string[]>>({}),
    }),
  ),
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

/** How workbooks of one kind go out, come in again, and are carried out. */
export function workbookEndpoints(path: string, what: string) {
  const one: string = `${path}/:importId`;
  return {
    start: {
      method: 'POST',
      path,
      summary: `Uploads a workbook of ${what} and starts checking it` as string,
      upload: true,
      response: Type.Object({ id: Id }),
    },
    list: {
      method: 'GET',
      path,
      summary: `One’s own imports of ${what}, newest first` as string,
      query: Type.Object(PageQuery),
      response: PageOf(WorkbookImport),
    },
    one: {
      method: 'GET',
      path: one,
      summary:
        `One of one’s imports of ${what}: its progress and what would become of its rows` as string,
      params: ImportId,
      response: WorkbookImport,
    },
    rows: {
      method: 'GET',
      path: `${one}/rows` as string,
      summary: `Rows of an import of ${what} with what would change, page by page` as string,
      params: ImportId,
      query: Type.Object({ ...PageQuery, state: Type.Optional(RowState) }),
      response: PageOf(ImportRow),
    },
    choose: {
      method: 'PUT',
      path: `${one}/conflicts` as string,
      summary:
        `Says whose values count in a row of ${what} that others changed meanwhile, or in all of them` as string,
      params: ImportId,
      body: Type.Object({ choice: Choice, position: Type.Optional(Version) }),
      response: Done,
    },
    confirm: {
      method: 'POST',
      path: `${one}/confirm` as string,
      summary:
        `Carries out an import of ${what} that was checked, or goes on with one that failed on its way` as string,
      params: ImportId,
      response: Done,
    },
    discard: {
      method: 'POST',
      path: `${one}/discard` as string,
      summary: `Throws away an import of ${what} that waits, with its file` as string,
      params: ImportId,
      response: Done,
    },
    refused: {
      method: 'GET',
      path: `${one}/refused` as string,
      summary: `The refused rows of ${what} with their reasons, as a workbook` as string,
      params: ImportId,
      response: 'stream',
    },
  } as const satisfies Record<string, Endpoint>;
}

export type WorkbookEndpoints = ReturnType<typeof workbookEndpoints>;

const places = workbookEndpoints('/place-imports', 'organisations and sites');
const members = workbookEndpoints('/member-imports', 'staff');

export const importEndpoints = {
  exportPlaces: {
    method: 'GET',
    path: '/places-export',
    summary: 'One’s organisations and sites as a workbook, to be changed and imported again',
    query: Type.Object(format),
    response: 'stream',
  },
  startPlaceImport: places.start,
  placeImports: places.list,
  placeImport: places.one,
  placeImportRows: places.rows,
  chooseInPlaces: places.choose,
  confirmPlaceImport: places.confirm,
  discardPlaceImport: places.discard,
  refusedPlaceRows: places.refused,
  exportMembers: {
    method: 'GET',
    path: '/members-export',
    summary:
      'Staff at or below one’s own places as a workbook, to be changed and imported again; numbers are masked for whoever may not see them',
    query: Type.Object({
      ...format,
      /** A place, with all below it. */
      placeId: Type.Optional(RowId),
      role: Type.Optional(RoleCode),
      type: Type.Optional(Type.Enum([...staffTypes])),
      disabled: Type.Optional(Type.Boolean()),
    }),
    response: 'stream',
  },
  startMemberImport: members.start,
  memberImports: members.list,
  memberImport: members.one,
  memberImportRows: members.rows,
  chooseInMembers: members.choose,
  confirmMemberImport: members.confirm,
  discardMemberImport: members.discard,
  refusedMemberRows: members.refused,
  takeImportedPasswords: {
    method: 'POST',
    path: '/member-imports/:importId/passwords',
    summary: 'The one-time passwords of those whom an import has added, as a workbook: once',
    params: ImportId,
    query: Type.Object(format),
    response: 'stream',
  },
} as const satisfies Record<string, Endpoint>;

/** All that an import may stop for. */
export const workbookProblems = {
  ...defineProblems({
    workbook_not_ready: {
      status: 409,
      zh: '这次导入现在不能执行。',
      en: 'This import cannot be carried out now.',
    },
    workbook_expired: {
      status: 410,
      zh: '上传的文件已过期并删除，请重新上传。',
      en: 'The uploaded file has expired and was deleted. Please upload it again.',
    },
    workbook_open: {
      status: 409,
      zh: '还有冲突没有选择，请先选择以哪一方为准。',
      en: 'Some conflicts are undecided. Please choose whose values count first.',
    },
    workbook_empty: {
      status: 409,
      zh: '这个文件不会改变任何内容。',
      en: 'This file would change nothing.',
    },
    workbook_stopped: {
      status: 409,
      zh: '多次尝试后仍未完成，已停止。可以继续执行；如仍不行，请联系管理员。',
      en: 'This was stopped after several tries. You can go on with it; if that fails, too, tell the administrator.',
    },
    workbook_rights: {
      status: 403,
      zh: '您已没有所需的权限，导入已停止。',
      en: 'You no longer have the permission that this takes, and the import was stopped.',
    },
    passwords_taken: {
      status: 410,
      zh: '这次导入的一次性密码已下载过，只能下载一次。需要时请为相关人员重置密码。',
      en: 'The one-time passwords of this import have been downloaded, which is possible once. Where they are needed, reset the password of the person.',
    },
  }),
  ...sheetProblems,
};
