import { Type } from 'typebox';
import { codeColours } from '../../forms/colours.ts';
import type { FormDefinition, Values } from '../../forms/definition.ts';
import { identityKinds } from '../../forms/identity.ts';
import {
  contract,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  Id,
  Instant,
  Line,
  Nullable,
  PageOf,
  PageQuery,
} from '../../platform/contract.ts';

const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Colour = Type.Enum([...codeColours]);

/** So many characters of the number are asked for at least. */
export const documentEndingLength = 4;

/** A document as it is typed. */
const Identity = Type.Object({
  kind: Type.Enum([...identityKinds]),
  number: Type.String({ minLength: 1, maxLength: 64 }),
});

/** Somebody whom a scanner registers by the document that they show. */
const AssistedPerson = {
  name: Type.String({ maxLength: 100 }),
  identity: Identity,
};

/** The same in a check: whoever is not on record yet is put on record, with no phone. */
const Assisted = Type.Object({
  ...AssistedPerson,
  /** As it was typed without a network: kept with the check, and never the phone on record. */
  unverifiedPhone: Type.Optional(Type.String({ maxLength: 40 })),
});

/**
 * How a person is found: by the code on their phone, by one on paper together with the last characters of their
 * document's number, or by that number.
 */
const Way = Type.Union([
  Type.Object({ code: Type.String({ minLength: 1, maxLength: 600 }) }),
  Type.Object({
    printed: Type.String({ minLength: 1, maxLength: 600 }),
    documentEnding: Type.String({ minLength: documentEndingLength, maxLength: 20 }),
  }),
  Type.Object({ identity: Identity }),
  Type.Object({ assisted: Assisted }),
]);

const Definition = Type.Unsafe<FormDefinition>({});
const AnswerValues = Type.Unsafe<Values>({ type: 'object', additionalProperties: true });

/** In degrees Celsius with one decimal place at most. */
const Temperature = Type.Number({ minimum: 34, maximum: 43 });

/** What a scanner is told of the person in front of them: enough to see that it is the right one. */
const Person = Type.Object({
  maskedName: Type.String(),
  /** Kind and masked number of the document; null where none is known. */
  document: Nullable(Type.String()),
  programme: Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }),
  colour: Colour,
  /** Why, in the words of the programme's rule; null where it is green, or grey for want of a report. */
  reason: Nullable(Type.Object({ zh: Type.String(), en: Type.String() })),
  reportedAt: Nullable(Instant),
});

const CheckSummary = Type.Object({
  id: Id,
  siteId: Type.Integer(),
  siteZh: Type.String(),
  siteEn: Type.String(),
  maskedName: Type.String(),
  checkedAt: Instant,
  temperature: Type.Number(),
  colour: Colour,
  isOwn: Type.Boolean(),
  undone: Type.Boolean(),
  /** It reached the server later, and something had changed meanwhile. */
  conflict: Nullable(
    Type.Enum(['site_closed', 'scanner_disabled', 'code_refused', 'name_differs']),
  ),
});

const Alert = Type.Object({
  id: Type.Integer(),
  check: CheckSummary,
  openedAt: Instant,
  closedAt: Nullable(Instant),
  closedBy: Nullable(Type.String()),
  note: Nullable(Type.String()),
});

export const screening = contract('screening', {
  site: {
    method: 'GET',
    path: '/sites/:siteId',
    summary: 'What a phone needs to check people at a site, also while it has no network',
    params: Type.Object({ siteId: RowId }),
    response: Type.Object({
      /** Whose codes are checked here, the nearest programme first. */
      programmes: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.Object({ zh: Type.String(), en: Type.String() }),
          /** From this temperature on somebody looks after the person; null where nothing says so. */
          highFrom: Nullable(Type.Number()),
          /** Without news for so many hours no green code is confirmed. */
          listHours: Type.Integer(),
          /** Documents by which scanners may register people here; none where a roster says who takes part. */
          documents: Type.Array(Type.Enum([...identityKinds])),
          /** What is asked at a check beside the temperature; null where nothing is. */
          form: Nullable(Type.Object({ versionId: RowId, definition: Definition })),
          /** In whose days and hours the form is filled in. */
          zone: Type.String(),
        }),
      ),
    }),
  },
  look: {
    method: 'POST',
    path: '/look',
    summary: 'Who is in front of the scanner, before the check; noted in the audit trail',
    body: Type.Object({ siteId: RowId, way: Way }),
    response: Person,
  },
  check: {
    method: 'POST',
    path: '/checks',
    summary:
      'Records a check. The same id sent again is answered as the first time; one that was made without a network may come days later',
    body: Type.Object({
      id: Id,
      siteId: RowId,
      way: Way,
      /** When it was made, in the server’s time as far as the phone knows it. */
      checkedAt: Instant,
      temperature: Temperature,
      remark: Type.Optional(Type.String({ maxLength: 200 })),
      /** By the version of the form that the phone had. */
      answers: Type.Optional(Type.Object({ formVersionId: RowId, values: AnswerValues })),
      /** What the scanner’s phone showed. */
      shown: Type.Enum([...codeColours, 'unconfirmed']),
    }),
    response: Type.Object({
      id: Id,
      /** The person’s colour after the check. */
      colour: Colour,
      /** The temperature is high: the site’s seniors are told. */
      high: Type.Boolean(),
      /** Until then it can be undone. */
      undoUntil: Instant,
      conflict: CheckSummary.properties.conflict,
    }),
  },
  assistedCode: {
    method: 'POST',
    path: '/assisted/code',
    summary: 'Has a code sent to the phone of somebody whom a scanner registers',
    body: Type.Object({ siteId: RowId, phone: Type.String({ maxLength: 40 }) }),
    response: Type.Object({
      token: Type.String(),
      /** Masked. */
      phone: Type.String(),
      expiresAt: Instant,
      nextAt: Instant,
    }),
  },
  assist: {
    method: 'POST',
    path: '/assisted',
    summary:
      'Registers somebody by the document that they show; of whoever is on record without an account it sets the phone',
    body: Type.Object({
      siteId: RowId,
      ...AssistedPerson,
      /** The code that the phone got; absent for whoever has no phone. */
      phone: Type.Optional(
        Type.Object({
          token: Type.String({ maxLength: 100 }),
          code: Type.String({ maxLength: 20 }),
        }),
      ),
    }),
    response: Type.Object({
      ...Person.properties,
      /** What came of it; `on_record`: they were registered already, and nothing was changed. */
      done: Type.Enum(['registered', 'phone_set', 'on_record']),
    }),
  },
  printed: {
    method: 'GET',
    path: '/checks/:id/printed',
    summary:
      'The code on paper of somebody whom one has just registered, as a PDF, by the check that followed; for an hour',
    params: Type.Object({ id: Id }),
    query: Type.Object({ lang: Type.Enum(['zh', 'en']) }),
    response: 'stream',
  },
  undo: {
    method: 'POST',
    path: '/checks/:id/undo',
    summary: 'Undoes a check of one’s own that was mistyped, shortly after it was recorded',
    params: Type.Object({ id: Id }),
    body: Type.Object({}),
    response: Done,
  },
  records: {
    method: 'POST',
    path: '/records',
    summary:
      'Checks at the sites that one reports for, newest first: all of a site for seniors and intermediates, their own for others',
    body: Type.Object({
      ...PageQuery,
      /** A site, or an organisation: those of its sites that one reports for. */
      placeId: Type.Optional(RowId),
      identity: Type.Optional(Identity),
    }),
    response: PageOf(CheckSummary),
  },
  record: {
    method: 'GET',
    path: '/checks/:id',
    summary: 'One check; the look is noted in the audit trail',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      ...CheckSummary.properties,
      document: Nullable(Type.String()),
      scanner: Type.String(),
      way: Type.Enum(['code', 'printed', 'number', 'assisted']),
      recordedAt: Instant,
      remark: Nullable(Type.String()),
      /** What the scanner filled in beside; personal values are masked. */
      answers: Nullable(
        Type.Object({
          /** The form as it was then; null where it is not known. */
          form: Nullable(Type.Object({ definition: Definition, zone: Type.String() })),
          values: AnswerValues,
          /** Not all could be read: the form had changed when the check arrived. */
          incomplete: Type.Boolean(),
        }),
      ),
      /** Given without a network, masked; it was never verified. */
      unverifiedPhone: Nullable(Type.String()),
      shown: Type.String(),
      undoneAt: Nullable(Instant),
      /** Who asks may undo it now. */
      mayUndo: Type.Boolean(),
    }),
  },
  alerts: {
    method: 'GET',
    path: '/alerts',
    summary: 'High temperatures at the sites where one is senior or intermediate, newest first',
    query: Type.Object({ ...PageQuery, state: Type.Enum(['open', 'closed']) }),
    response: PageOf(Alert),
  },
  closeAlert: {
    method: 'POST',
    path: '/alerts/:id/close',
    summary: 'Says what was done about a high temperature',
    params: Type.Object({ id: RowId }),
    body: Type.Object({ note: Line(500) }),
    response: Done,
  },
});

export const screeningProblems = defineProblems({
  site_not_active: {
    status: 409,
    zh: '这个站点已停用，或您在该站点的账号已被禁用，不能继续登记。请联系您的上级。',
    en: 'This site is closed, or your account there has been disabled. Please ask your superior.',
  },
  site_without_codes: {
    status: 409,
    zh: '这个站点所在的地区没有启用健康码。',
    en: 'No programme with health codes applies to this site.',
  },
  person_not_found: {
    status: 404,
    zh: '没有找到此人。请核对证件类型和号码。',
    en: 'Nobody with this document was found. Please check its type and number.',
  },
  own_check: {
    status: 403,
    zh: '不能为自己登记。请由其他扫码员登记。',
    en: 'You cannot record your own check. Ask another scanner.',
  },
  code_used: {
    status: 409,
    zh: '这次出示的码已经登记过一次。',
    en: 'A check has been recorded already for this showing of the code.',
  },
  person_withdrawn: {
    status: 409,
    zh: '此人已退出，不能在现场登记。请联系管理员。',
    en: 'This person no longer takes part and cannot be registered here. Ask an administrator.',
  },
  no_assisted_registration: {
    status: 409,
    zh: '这个站点不能辅助登记：参加者由名单确定。',
    en: 'People cannot be registered at this site: a roster says who takes part.',
  },
  name_differs: {
    status: 409,
    zh: '此证件登记的姓名不同，请核对姓名和证件号码。',
    en: 'This document is on record under another name. Please compare name and number with the document.',
  },
  on_record_otherwise: {
    status: 409,
    zh: '此人已以同一手机号和姓名登记，但没有证件信息，请联系管理员补充证件。',
    en: 'Somebody is on record with this phone and name, but without a document. Ask an administrator to add it.',
  },
  document_differs: {
    status: 422,
    zh: '与此人登记的证件号码不符，请核对证件。',
    en: 'This is not how the document number of this person ends. Please look at the document.',
  },
  code_not_accepted: {
    status: 422,
    zh: '此码不能通过核验。',
    en: 'This code cannot be accepted.',
  },
  look_ups_used_up: {
    status: 429,
    zh: '按证件号码或纸质码查询的次数过多，请稍后再试。',
    en: 'Too many look-ups by document number or printed code. Please try again in a while.',
  },
  check_in_future: {
    status: 422,
    zh: '登记时间晚于现在：请校准本机时间。',
    en: 'The check is dated in the future. Please set the clock of this phone.',
  },
  check_too_old: {
    status: 422,
    zh: '登记时间早于 {days} 天前，不再接收。',
    en: 'The check is more than {days} days old and is not taken any more.',
  },
  check_id_reused: {
    status: 409,
    zh: '此编号已用于另一条记录。',
    en: 'This id belongs to another record.',
  },
  undo_too_late: {
    status: 409,
    zh: '超过 {minutes} 分钟，不能撤销。请重新测量并登记。',
    en: 'After {minutes} minutes a check cannot be undone. Please measure again and record it.',
  },
  alert_closed: {
    status: 409,
    zh: '这条提醒已由他人处理。',
    en: 'Somebody else has dealt with this already.',
  },
});

export const screeningPermissions = definePermissions({
  'check.make': { zh: '在站点登记人员', en: 'Check people at sites' },
});

export const screeningActions = defineAuditActions({
  'check.looked_up': { zh: '现场查看人员信息', en: 'Looked at a person at a site' },
  'check.person_registered': { zh: '辅助登记', en: 'Registered a person at a site' },
  'check.phone_set': {
    zh: '现场核对证件后更换手机号',
    en: 'Changed a phone number after comparing the document',
  },
  'check.viewed': { zh: '查看排查记录', en: 'Viewed a check' },
  'check.searched': { zh: '按证件号码查询排查记录', en: 'Searched checks by document number' },
  'check.undone': { zh: '撤销登记', en: 'Undid a check' },
  'check.alert_closed': { zh: '处理体温异常提醒', en: 'Closed a high temperature' },
});
