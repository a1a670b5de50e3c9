import { Type } from 'typebox';
import {
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Id,
  Instant,
} from '../../../platform/contract.ts';
import { AssistedPerson, Person, RowId } from '../contract-schemas.ts';

export const assistedEndpoints = {
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
} as const satisfies Record<string, Endpoint>;

export const assistedProblems = defineProblems({
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
});

export const assistedActions = defineAuditActions({
  'check.person_registered': { zh: '辅助登记', en: 'Registered a person at a site' },
  'check.phone_set': {
    zh: '现场核对证件后更换手机号',
    en: 'Changed a phone number after comparing the document',
  },
});
