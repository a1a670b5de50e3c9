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
} from '../../../platform/contract.ts';
import { rowProblems, sheetProblems } from '../../../platform/file-problems.ts';
import { EnrolledPerson, ProgrammeId } from '../contract-schemas.ts';
import { ImportChoicesSchema } from '../roster/contract-choices.ts';
import { ImportPreview, Receipt, RowProblem } from './contract-preview.ts';

export { rosterEncodings } from '../roster/contract-choices.ts';

const Version = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });
const ImportId = Type.Object({ id: ProgrammeId.properties.id, importId: Id });

const Format = Type.Enum(['xlsx', 'csv']);

export const RosterImport = Type.Object({
  id: Id,
  fileName: Type.String(),
  state: Type.Enum(['checking', 'checked', 'refused', 'importing', 'done', 'failed', 'discarded']),
  rowsTotal: Nullable(Type.Integer()),
  rowsDone: Type.Integer(),
  /** Only where one import is asked for, and not for ever. */
  preview: Nullable(ImportPreview),
  /** What was decided so far about how the workbook is read; likewise only there. */
  choices: Nullable(ImportChoicesSchema),
  receipt: Nullable(Receipt),
  hasRefusedRows: Type.Boolean(),
  /** Code of what stopped the whole import, such as `sheet_too_large`. */
  problem: Nullable(Type.String()),
  problemParams: Nullable(Type.Unsafe<Record<string, string | number>>({})),
  createdAt: Instant,
  createdBy: Nullable(Type.String()),
  /** Changes with every decision about how the workbook is read. */
  version: Type.Integer(),
  finishedAt: Nullable(Instant),
});

/** In which orders imports can be listed: by age, by the name of the file, or of who brought it. */
const importSorts = ['oldest', 'file', 'who'] as const;
export type ImportSort = (typeof importSorts)[number];

/** The part of the contract that is about importing rosters. */
export const importEndpoints = {
  rosterTemplate: {
    method: 'GET',
    path: '/:id/roster-template',
    summary: 'An empty roster workbook with its columns and hints',
    params: ProgrammeId,
    query: Type.Object({ format: Format, lang: Type.Enum(['zh', 'en']) }),
    response: 'stream',
  },
  startImport: {
    method: 'POST',
    path: '/:id/imports',
    summary: 'Uploads a roster workbook (XLSX, XLS, ODS or CSV) and starts checking it',
    unattended: true,
    params: ProgrammeId,
    upload: true,
    response: Type.Object({ id: Id }),
  },
  imports: {
    method: 'GET',
    path: '/:id/imports',
    summary: 'Imports, newest first unless sorted otherwise',
    unattended: true,
    params: ProgrammeId,
    query: Type.Object({ ...PageQuery, sort: Type.Optional(Type.Enum([...importSorts])) }),
    response: PageOf(RosterImport),
  },
  import: {
    method: 'GET',
    path: '/:id/imports/:importId',
    summary: 'One import: its progress, preview and receipt',
    unattended: true,
    params: ImportId,
    response: RosterImport,
  },
  chooseReading: {
    method: 'POST',
    path: '/:id/imports/:importId/choices',
    summary: 'Says how a workbook is to be read, and has it checked anew',
    unattended: true,
    params: ImportId,
    body: Type.Object({ version: Version, choices: ImportChoicesSchema }),
    response: Done,
  },
  importProblems: {
    method: 'GET',
    path: '/:id/imports/:importId/problems',
    summary: 'The mistakes of the refused rows, page by page',
    unattended: true,
    params: ImportId,
    query: Type.Object(PageQuery),
    response: PageOf(RowProblem),
  },
  confirmImport: {
    method: 'POST',
    path: '/:id/imports/:importId/confirm',
    summary: 'Carries out an import that was checked; `version` is the one that was seen',
    unattended: true,
    params: ImportId,
    body: Type.Object({ version: Version }),
    response: Done,
  },
  discardImport: {
    method: 'POST',
    path: '/:id/imports/:importId/discard',
    summary: 'Throws away an import that waits, with its file',
    params: ImportId,
    response: Done,
  },
  refusedRows: {
    method: 'GET',
    path: '/:id/imports/:importId/refused',
    summary: 'The refused rows with their reasons, as a workbook',
    unattended: true,
    params: ImportId,
    response: 'stream',
  },
  absent: {
    method: 'GET',
    path: '/:id/imports/:importId/absent',
    summary: 'Enrolled people whom the workbook did not name',
    params: ImportId,
    query: Type.Object(PageQuery),
    response: PageOf(EnrolledPerson),
  },
  withdrawAbsent: {
    method: 'POST',
    path: '/:id/imports/:importId/withdraw-absent',
    summary: 'Withdraws those people; `expected` is the number that was shown',
    params: ImportId,
    body: Type.Object({ expected: Type.Integer({ minimum: 0, maximum: 2 ** 53 - 1 }) }),
    response: Type.Object({ withdrawn: Type.Integer() }),
  },
} as const satisfies Record<string, Endpoint>;

/** All that an import may stop for. */
export const importProblems = {
  ...defineProblems({
    import_not_ready: {
      status: 409,
      zh: '这次导入现在不能执行。',
      en: 'This import cannot be carried out now.',
    },
    import_changed: {
      status: 409,
      zh: '这次导入的读取方式刚被修改过，请按新的检查结果再确认。',
      en: 'Somebody has changed how this file is read. Please look at the new preview.',
    },
    import_unanswered: {
      status: 409,
      zh: '请先回答预览中的问题，再确认导入。',
      en: 'Please answer the questions in the preview before you confirm.',
    },
    absent_changed: {
      status: 409,
      zh: '名单已有变化（现在是 {count} 人），请重新核对。',
      en: 'The list has changed (now {count} people). Please look at it again.',
    },
    import_running: {
      status: 409,
      zh: '正在导入另一份名单，请等它完成。',
      en: 'Another roster is being imported. Please wait until it is done.',
    },
    import_expired: {
      status: 410,
      zh: '上传的文件已过期并删除，请重新上传。',
      en: 'The uploaded file has expired and was deleted. Please upload it again.',
    },
    import_choices_lost: {
      status: 409,
      zh: '检查这份名单时系统升级了，所选的工作表或编码没有保留，请重新上传。',
      en: 'The system was upgraded while this file was being checked, and the sheets or the encoding that were chosen are lost. Please upload the file again.',
    },
    import_stopped: {
      status: 409,
      zh: '多次尝试后仍未完成，已停止。可以继续执行；如仍不行，请联系管理员。',
      en: 'This was stopped after several tries. You can go on with it; if that fails, too, tell the administrator.',
    },
  }),
  ...sheetProblems,
};

/** What can be wrong with a row of a roster, by code; `{name}` stands for a parameter. */
export const rosterRowProblems = {
  ...rowProblems,
  ...defineProblems({
    duplicate_identifier: {
      status: 422,
      zh: '与第 {first} 行重复',
      en: 'is in row {first} already',
    },
    duplicate_in_sheet: {
      status: 422,
      zh: '与工作表“{sheet}”第 {first} 行重复',
      en: 'is in row {first} of the sheet “{sheet}” already',
    },
    identifier_missing: {
      status: 422,
      zh: '这一行没有可以认出此人的号码',
      en: 'names nothing to find the person by',
    },
    identifier_invalid: { status: 422, zh: '号码格式不正确', en: 'is not in the expected form' },
    identifier_twice: { status: 422, zh: '在名单中重复', en: 'is in the workbook twice' },
    identifier_is_alias: {
      status: 422,
      zh: '是同一人的另一个号码，请使用其主号码的那一行',
      en: 'is a further number of somebody; use the row with their main one',
    },
    identifier_of_another: {
      status: 422,
      zh: '已登记在另一人名下',
      en: 'is on record for another person',
    },
    identifiers_of_two_people: {
      status: 422,
      zh: '这一行的号码已分别登记在两个人名下',
      en: 'and another one of this row are on record for two different people',
    },
    identifier_shared: {
      status: 422,
      zh: '由多人共用，请为每个人填写用户名',
      en: 'is shared with others, so that each of them needs a user name',
    },
    person_unknown: { status: 422, zh: '没有这个人', en: 'names nobody on record' },
    document_unknown: {
      status: 422,
      zh: '不是本项目认可的证件类型',
      en: 'is not a type of document that is used here',
    },
    initial_date_missing: {
      status: 422,
      zh: '请填写该类证件所用的日期（有效期限或签发日期），或出生日期，用于初始密码',
      en: 'needs the date that its type of document goes by (validity or issue), or a date of birth, for the initial password',
    },
    date_in_future: { status: 422, zh: '晚于今天', en: 'lies in the future' },
    same_person: {
      status: 422,
      zh: '与第 {first} 行可能是同一个人（姓名和出生日期或证件相同）',
      en: 'may be the person of row {first}: same name and date of birth or document',
    },
    same_person_in_sheet: {
      status: 422,
      zh: '与工作表“{sheet}”第 {first} 行可能是同一个人（姓名和出生日期或证件相同）',
      en: 'may be the person of row {first} of the sheet “{sheet}”: same name and date of birth or document',
    },
    same_name_on_record: {
      status: 422,
      zh: '名单中同一机构已有同名的人，可能是同一个人换了号码；确认导入会再添加一人',
      en: 'has the name of somebody of the same organisation on record, who may have a new number; the import adds another person',
    },
    same_name_on_record_as: {
      status: 422,
      zh: '名单中同一机构已有同名的人（{known}），可能是同一个人换了号码；确认导入会再添加一人',
      en: 'has the name of somebody of the same organisation on record ({known}), who may have a new number; the import adds another person',
    },
    unit_of_other_name: {
      status: 422,
      zh: '机构代码与第 {first} 行（{name}）相同，名称却不同：将属于同一个机构',
      en: 'has the organisation code of row {first} ({name}) under another name: both go into one organisation',
    },
    unit_of_same_name: {
      status: 422,
      zh: '机构名称与第 {first} 行（{code}）相同，机构代码却不同：将属于两个机构',
      en: 'has the organisation name of row {first} ({code}) under another code: they go into two organisations',
    },
    group_unknown: { status: 422, zh: '没有这个人员类别', en: 'is not a group of this programme' },
    option_unknown: { status: 422, zh: '不是可选的内容', en: 'is not one of the options' },
    yes_or_no: { status: 422, zh: '请填写“是”或“否”', en: 'must be yes or no' },
    ends_before_start: {
      status: 422,
      zh: '结束日期早于开始日期',
      en: 'is before the first day',
    },
    outside_programme: {
      status: 422,
      zh: '不在项目期间（{first} 至 {last}）内',
      en: 'is outside the programme’s days ({first} to {last})',
    },
  }),
};
