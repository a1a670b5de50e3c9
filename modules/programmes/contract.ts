import { Type } from 'typebox';
import type { FormDefinition } from '../../forms/definition.ts';
import type { FormPolicy, Match } from '../../forms/policy.ts';
import {
  initialPasswords,
  type ProgrammeDefinition,
  participantApps,
} from '../../forms/programme.ts';
import {
  contract,
  Day,
  defineAuditActions,
  definePermissions,
  defineProblems,
  groupPermissions,
  Line,
  Nullable,
  type PermissionName,
  TextSchema,
} from '../../platform/contract.ts';
import { Identifiers, ProgrammeId } from './contract-schemas.ts';
import { enrolmentEndpoints, enrolmentProblems } from './enrolment/contract.ts';
import { formActions, formEndpoints, formPermissions, formProblems } from './forms/contract.ts';
import {
  Identity,
  identityActions,
  identityEndpoints,
  identityPermissions,
  identityProblems,
  TemplateInfo,
} from './identity/contract.ts';
import { importEndpoints, importProblems } from './imports/contract.ts';
import {
  mergeActions,
  mergeEndpoints,
  mergePermissions,
  mergeProblems,
} from './merges/contract.ts';
import { moveEndpoints, moveProblems } from './moves/contract.ts';
import { offerActions, offerEndpoints, offerProblems } from './offers/contract.ts';
import {
  publicationActions,
  publicationEndpoints,
  publicationProblems,
} from './publications/contract.ts';
import { registrationEndpoints, registrationProblems } from './registration/contract.ts';
import {
  settingsActions,
  settingsEndpoints,
  settingsPermissions,
  settingsProblems,
} from './settings/contract.ts';

export { orderQuery, personLine } from './contract-schemas.ts';
export { rosterEncodings, rosterRowProblems } from './imports/contract.ts';

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
const EnrolmentId = Type.Object({
  id: ProgrammeId.properties.id,
  enrolmentId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
});

const PlaceName = Line(200);

const ParticipantAppName = Type.Enum([...participantApps]);

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
        /** People register themselves. */
        registers: Type.Boolean(),
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
      brand: Type.Optional(Type.Object({ colour: Type.String() })),
      pages: Type.Unsafe<ProgrammeDefinition['pages']>({}),
      /** People have a code to show. */
      hasCode: Type.Boolean(),
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
        /** What whoever asks may do with all of it, not with a part alone. */
        mayOnAll: Type.Array(Type.Unsafe<PermissionName>(Type.String())),
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
    response: Type.Array(TemplateInfo),
  },
  create: {
    method: 'POST',
    path: '/',
    summary: 'Makes a programme from a template, under an identity and on days of its own',
    body: Type.Object({
      /** Code of the template. */
      template: Type.String({ minLength: 1, maxLength: 40 }),
      /** Stands in the addresses of the new programme. */
      code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
      startsOn: Day,
      endsOn: Day,
      identity: Identity,
      /** Codes of parts of the template that the programme does without. */
      without: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
      ),
      /** What initial passwords are, for good; left out: what the template has. */
      initialPassword: Type.Optional(Type.Enum([...initialPasswords])),
      /** The place that runs it; with `newPlace`, the one above it. */
      placeId: ProgrammeId.properties.id,
      newPlace: Type.Optional(
        Type.Object({
          code: Line(100),
          nameZh: PlaceName,
          nameEn: PlaceName,
        }),
      ),
    }),
    response: Type.Object({ id: Type.Integer(), placeId: Type.Integer() }),
  },
  ...enrolmentEndpoints,
  ...formEndpoints,
  ...identityEndpoints,
  ...importEndpoints,
  ...mergeEndpoints,
  ...registrationEndpoints,
  ...moveEndpoints,
  ...settingsEndpoints,
  ...publicationEndpoints,
  ...offerEndpoints,
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
    response: Type.Object({
      /** Where the programme hands out initial passwords: the new one, which is shown only now. */
      oneTimePassword: Nullable(Type.String()),
    }),
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
  programme_too_long: {
    status: 422,
    zh: '从第一天到最后一天最多 {max} 天，请检查年份。',
    en: 'From the first to the last day there may be {max} days at most. Is the year right?',
  },
  not_enrolled: {
    status: 403,
    zh: '您没有参加这个项目，或已退出。',
    en: 'You are not enrolled here, or not any more.',
  },
});

export const programmesProblems = {
  ...ownProblems,
  ...enrolmentProblems,
  ...formProblems,
  ...identityProblems,
  ...importProblems,
  ...mergeProblems,
  ...registrationProblems,
  ...moveProblems,
  ...settingsProblems,
  ...publicationProblems,
  ...offerProblems,
};

export const programmesPermissions = definePermissions({
  'programme.read': { zh: '查看项目', en: 'View programmes' },
  'programme.create': { zh: '新建项目', en: 'Create programmes' },
  ...identityPermissions,
  ...settingsPermissions,
  ...formPermissions,
  'roster.read': { zh: '查看名单', en: 'View rosters' },
  'roster.import': { zh: '导入名单', en: 'Import rosters' },
  'roster.change': { zh: '添加、修改、退出单个人员', en: 'Add, change and withdraw people' },
  'roster.export': { zh: '导出名单', en: 'Export rosters' },
  'roster.passwords': { zh: '发放初始密码', en: 'Hand out initial passwords' },
  'person.reset': { zh: '重置人员的登录信息', en: 'Reset how a person signs in' },
  ...mergePermissions,
});

export const programmesPermissionGroup = groupPermissions(
  'programmes',
  { zh: '项目与名单', en: 'Programmes and rosters' },
  programmesPermissions,
);

export const programmesActions = defineAuditActions({
  'programme.created': { zh: '新建项目', en: 'Created programme' },
  ...identityActions,
  ...settingsActions,
  ...publicationActions,
  ...offerActions,
  ...formActions,
  'roster.viewed': { zh: '查看名单', en: 'Viewed roster' },
  'roster.uploaded': { zh: '上传名单', en: 'Uploaded roster' },
  'roster.import_viewed': { zh: '查看导入预览', en: 'Viewed import preview' },
  'roster.reading_chosen': { zh: '修改名单的读取方式', en: 'Changed how a roster is read' },
  'roster.import_discarded': { zh: '放弃名单导入', en: 'Threw an import away' },
  'roster.import_confirmed': { zh: '确认导入名单', en: 'Confirmed import' },
  'roster.imported': { zh: '导入名单', en: 'Imported roster' },
  'roster.refused_rows_exported': { zh: '下载被拒绝的行', en: 'Downloaded refused rows' },
  'roster.withdrawn': {
    zh: '让不在名单中的人退出',
    en: 'Withdrew people who are not on the roster',
  },
  'roster.exported': { zh: '导出名单', en: 'Exported roster' },
  'roster.passwords_exported': { zh: '导出初始密码', en: 'Exported initial passwords' },
  'roster.person_viewed': { zh: '打开人员信息', en: 'Opened a person’s roster entry' },
  'person.enrolled': { zh: '添加人员', en: 'Added person' },
  'person.changed': { zh: '修改人员', en: 'Changed person' },
  'person.withdrawn': { zh: '退出人员', en: 'Withdrew person' },
  'person.reset': { zh: '重置个人登录', en: 'Reset a person’s sign-in' },
  ...mergeActions,
});
