import { Type } from 'typebox';
import type { FormDefinition } from '../../forms/definition.ts';
import type { FormPolicy, Match } from '../../forms/policy.ts';
import { type ProgrammeDefinition, participantApps } from '../../forms/programme.ts';
import { identifierKinds } from '../../forms/sign-in.ts';
import {
  AppName,
  contract,
  Day,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  TextSchema,
} from '../../platform/contract.ts';
import { rowProblems, sheetProblems } from '../../platform/file-problems.ts';

/** Definitions are checked when they are published, so that they can be passed on as they are. */
const Definition = Type.Unsafe<ProgrammeDefinition>({});

/** A published form: `versionId` stands for this version for good. */
export const PublishedForm = Type.Object({
  versionId: Type.Integer(),
  version: Type.Integer(),
  definition: Type.Unsafe<FormDefinition>({}),
  policy: Type.Unsafe<FormPolicy>({}),
  offeredTo: Type.Optional(Type.Unsafe<Match>({})),
  requiredOf: Type.Optional(Type.Unsafe<Match>({})),
});

const Code = Type.Object({ code: Type.String({ maxLength: 40, pattern: '^[a-z0-9-]*$' }) });
const ProgrammeId = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) });
const ImportId = Type.Object({ id: ProgrammeId.properties.id, importId: Id });
const EnrolmentId = Type.Object({
  id: ProgrammeId.properties.id,
  enrolmentId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
});

const PlaceName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

const ParticipantAppName = Type.Enum([...participantApps]);

const Format = Type.Enum(['xlsx', 'csv']);

/** What a person is known by, in the programme's order; personal ones are masked. None is possible. */
export const Identifiers = Type.Array(
  Type.Object({ kind: Type.Enum([...identifierKinds]), value: Type.String() }),
);

/** One enrolled person as a list shows them. */
export const EnrolledPerson = Type.Object({
  enrolmentId: Type.Integer(),
  personId: Id,
  name: Type.String(),
  identifiers: Identifiers,
  group: Type.String(),
  placeId: Type.Integer(),
  placeZh: Type.String(),
  placeEn: Type.String(),
  attributes: Type.Unsafe<Record<string, string | number | boolean>>({}),
  startsOn: Day,
  endsOn: Nullable(Day),
  withdrawnOn: Nullable(Day),
  /** Apps in which the first sign-in is finished. */
  activated: Type.Array(AppName),
});

/** A mistake in a workbook: `row` as the sheet counts them, from 1. */
const RowProblem = Type.Object({
  row: Type.Integer(),
  column: Type.String(),
  code: Type.String(),
  params: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
});

/** How an import would go, or went: rows = fresh + updated + unchanged + refused. */
export const Receipt = Type.Object({
  rows: Type.Integer(),
  fresh: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  refused: Type.Integer(),
  /** People who are enrolled and whom the workbook does not name. */
  absent: Type.Integer(),
});

export const RosterImport = Type.Object({
  id: Id,
  fileName: Type.String(),
  state: Type.Enum(['checking', 'checked', 'refused', 'importing', 'done', 'failed']),
  rowsTotal: Nullable(Type.Integer()),
  rowsDone: Type.Integer(),
  /** Only where one import is asked for, and not for ever. */
  preview: Nullable(
    Type.Object({
      sheet: Nullable(Type.String()),
      columns: Type.Array(
        Type.Object({
          key: Type.String(),
          label: TextSchema,
          /** As the workbook writes it; empty where it lacks the column. */
          header: Type.String(),
          matched: Type.Boolean(),
        }),
      ),
      missing: Type.Array(Type.Object({ key: Type.String(), label: TextSchema })),
      unknown: Type.Array(Type.String()),
      merged: Type.Array(Type.String()),
      receipt: Receipt,
      problems: Type.Array(RowProblem),
      problemCount: Type.Integer(),
      /** The first rows as they were understood, by column key. */
      sample: Type.Array(Type.Unsafe<Record<string, string>>({})),
    }),
  ),
  receipt: Nullable(Receipt),
  hasRefusedRows: Type.Boolean(),
  /** Code of what stopped the whole import, such as `sheet_too_large`. */
  problem: Nullable(Type.String()),
  problemParams: Nullable(Type.Unsafe<Record<string, string | number>>({})),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
});

export const programmes = contract('programmes', {
  offered: {
    method: 'GET',
    path: '/offered',
    summary: 'The programmes of this installation, for its front page',
    response: Type.Array(
      Type.Object({
        code: Type.String(),
        name: TextSchema,
        shortName: TextSchema,
        organiser: TextSchema,
        systems: Type.Array(ParticipantAppName),
      }),
    ),
  },
  publicProgramme: {
    method: 'GET',
    path: '/offered/:code',
    summary: 'What the pages before signing in show: names, contacts, how to sign in',
    params: Code,
    response: Type.Object({
      code: Type.String(),
      realm: Type.String(),
      name: TextSchema,
      shortName: TextSchema,
      organiser: TextSchema,
      zone: Type.String(),
      contacts: Type.Unsafe<ProgrammeDefinition['contacts']>({}),
      signIn: Type.Unsafe<ProgrammeDefinition['signIn']>({}),
      systems: Type.Array(ParticipantAppName),
      pages: Type.Unsafe<ProgrammeDefinition['pages']>({}),
    }),
  },
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'One’s own enrolment with the services and forms it gives',
    response: Type.Object({
      programmeId: Type.Integer(),
      enrolmentId: Type.Integer(),
      name: Type.String(),
      identifiers: Identifiers,
      groupCode: Type.String(),
      attributes: Type.Unsafe<Record<string, string | number | boolean>>({}),
      placeZh: Type.String(),
      placeEn: Type.String(),
      definition: Definition,
      /** Codes of the services that one's group has, in order. */
      services: Type.Array(Type.String()),
      /** The forms on offer to this person. */
      forms: Type.Array(PublishedForm),
    }),
  },
  list: {
    method: 'GET',
    path: '/',
    summary: 'The programmes that a member of staff may see',
    response: Type.Array(
      Type.Object({
        id: Type.Integer(),
        code: Type.String(),
        placeId: Type.Integer(),
        version: Type.Integer(),
        enrolled: Type.Integer(),
        definition: Definition,
        forms: Type.Array(PublishedForm),
      }),
    ),
  },
  templates: {
    method: 'GET',
    path: '/templates',
    summary: 'What a new programme can be made from',
    response: Type.Array(
      Type.Object({ code: Type.String(), name: TextSchema, startsOn: Day, endsOn: Day }),
    ),
  },
  create: {
    method: 'POST',
    path: '/',
    summary: 'Makes a programme as a copy of a template, on days of its own',
    body: Type.Object({
      /** Code of the template. */
      template: Type.String({ minLength: 1, maxLength: 40 }),
      /** Stands in the addresses of the new programme. */
      code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
      startsOn: Day,
      endsOn: Day,
      /** The place that runs it; with `newPlace`, the one above it. */
      placeId: ProgrammeId.properties.id,
      newPlace: Type.Optional(
        Type.Object({
          code: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
          nameZh: PlaceName,
          nameEn: PlaceName,
        }),
      ),
    }),
    response: Type.Object({ id: Type.Integer(), placeId: Type.Integer() }),
  },
  roster: {
    method: 'GET',
    path: '/:id/roster',
    summary: 'Enrolled people, by the words of their name and what they are known by',
    params: ProgrammeId,
    query: Type.Object({
      ...PageQuery,
      search: Type.Optional(Type.String({ maxLength: 100 })),
      placeId: Type.Optional(ProgrammeId.properties.id),
      group: Type.Optional(Type.String({ maxLength: 40 })),
      state: Type.Optional(Type.Enum(['active', 'withdrawn'])),
    }),
    response: PageOf(EnrolledPerson),
  },
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
    summary: 'Uploads a roster workbook (XLSX or CSV) and starts checking it',
    params: ProgrammeId,
    upload: true,
    response: Type.Object({ id: Id }),
  },
  imports: {
    method: 'GET',
    path: '/:id/imports',
    summary: 'The latest imports, newest first',
    params: ProgrammeId,
    response: Type.Array(RosterImport),
  },
  import: {
    method: 'GET',
    path: '/:id/imports/:importId',
    summary: 'One import: its progress, preview and receipt',
    params: ImportId,
    response: RosterImport,
  },
  confirmImport: {
    method: 'POST',
    path: '/:id/imports/:importId/confirm',
    summary: 'Carries out an import that was checked',
    params: ImportId,
    response: Done,
  },
  refusedRows: {
    method: 'GET',
    path: '/:id/imports/:importId/refused',
    summary: 'The refused rows with their reasons, as a workbook',
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
  resetPerson: {
    method: 'POST',
    path: '/:id/enrolments/:enrolmentId/reset',
    summary: 'After checking the person: back to before the first sign-in',
    params: EnrolmentId,
    body: Type.Object({
      apps: Type.Array(ParticipantAppName, { minItems: 1, uniqueItems: true }),
      reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' }),
      checkedInPerson: Type.Literal(true),
    }),
    response: Done,
  },
});

const ownProblems = defineProblems({
  code_taken: {
    status: 409,
    zh: '已有项目使用这个代码。',
    en: 'Another programme has this code already.',
  },
  template_unknown: { status: 422, zh: '没有这个模板。', en: 'There is no such template.' },
  template_invalid: {
    status: 422,
    zh: '模板内容有误，不能使用。',
    en: 'The template has mistakes and cannot be used.',
  },
  ends_before_start: {
    status: 422,
    zh: '结束日期早于开始日期。',
    en: 'The last day is before the first day.',
  },
  not_enrolled: {
    status: 403,
    zh: '您没有参加这个项目，或已退出。',
    en: 'You are not enrolled here, or not any more.',
  },
  import_not_ready: {
    status: 409,
    zh: '这次导入现在不能执行。',
    en: 'This import cannot be carried out now.',
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
  import_stopped: {
    status: 409,
    zh: '多次尝试后仍未完成，已停止。可以继续执行；如仍不行，请联系管理员。',
    en: 'This was stopped after several tries. You can go on with it; if that fails, too, tell the administrator.',
  },
});

/** All that an import may stop for. */
export const programmesProblems = { ...ownProblems, ...sheetProblems };

/** What can be wrong with a row of a roster, by code; `{name}` stands for a parameter. */
export const rosterRowProblems = {
  ...rowProblems,
  ...defineProblems({
    duplicate_identifier: {
      status: 422,
      zh: '与第 {first} 行重复',
      en: 'is in row {first} already',
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
    group_unknown: { status: 422, zh: '没有这个组别', en: 'is not a group of this programme' },
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

export const programmesPermissions = definePermissions({
  'programme.read': { zh: '查看项目', en: 'See programmes' },
  'programme.create': { zh: '新建项目', en: 'Create programmes' },
  'roster.read': { zh: '查看名单', en: 'See rosters' },
  'roster.import': { zh: '导入名单', en: 'Import rosters' },
  'person.reset': { zh: '重置人员的登录信息', en: 'Reset how a person signs in' },
});

export const programmesActions = defineAuditActions({
  'programme.created': { zh: '新建项目', en: 'Created programme' },
  'roster.viewed': { zh: '查看名单', en: 'Viewed roster' },
  'roster.uploaded': { zh: '上传名单', en: 'Uploaded roster' },
  'roster.import_viewed': { zh: '查看导入预览', en: 'Viewed import preview' },
  'roster.import_confirmed': { zh: '确认导入名单', en: 'Confirmed import' },
  'roster.imported': { zh: '导入名单', en: 'Imported roster' },
  'roster.refused_rows_exported': { zh: '下载被拒绝的行', en: 'Downloaded refused rows' },
  'roster.withdrawn': {
    zh: '让不在名单中的人退出',
    en: 'Withdrew people who are not on the roster',
  },
  'person.withdrawn': { zh: '退出人员', en: 'Withdrew person' },
  'person.reset': { zh: '重置个人登录', en: 'Reset a person’s sign-in' },
});
