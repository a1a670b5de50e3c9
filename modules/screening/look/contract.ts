import { Type } from 'typebox';
import { identityKinds } from '../../../forms/identity.ts';
import {
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Nullable,
} from '../../../platform/contract.ts';
import { Definition, Person, RowId, Way } from '../contract-schemas.ts';

export const lookEndpoints = {
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
} as const satisfies Record<string, Endpoint>;

export const lookProblems = defineProblems({
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
});

export const lookActions = defineAuditActions({
  'check.looked_up': { zh: '现场查看人员信息', en: 'Looked at a person at a site' },
});
