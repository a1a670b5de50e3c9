import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  defineProblems,
  Id,
  Instant,
  Nullable,
} from '../../../platform/contract.ts';
import { Identity } from '../links/contract.ts';

const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const byId = { params: Type.Object({ id: Id }) };

/** The person in front of the scanner, by the document that they show. */
const Present = { siteId: RowId, identity: Identity };

export const inPersonEndpoints = {
  person: {
    method: 'POST',
    path: '/in-person',
    summary:
      'Who acts for the person in front of the scanner, and who asked to; noted in the audit trail',
    body: Type.Object(Present),
    response: Type.Object({
      maskedName: Type.String(),
      document: Nullable(Type.String()),
      /** Then they answer and end by it, and nobody here does so for them. */
      hasAccount: Type.Boolean(),
      requests: Type.Array(
        Type.Object({ id: Id, maskedName: Type.String(), askedAt: Instant, expiresAt: Instant }),
      ),
      links: Type.Array(Type.Object({ id: Id, maskedName: Type.String(), since: Instant })),
    }),
  },
  confirm: {
    method: 'POST',
    path: '/requests/:id/confirm',
    summary:
      'The person in front of the scanner agrees; whoever asked is there as well, and shows the document that ends so',
    ...byId,
    body: Type.Object({
      ...Present,
      documentEnding: Type.String({ minLength: 4, maxLength: 20 }),
    }),
    response: Done,
  },
  endInPerson: {
    method: 'POST',
    path: '/links/:id/end',
    summary: 'Ends a link, as the ward in front of the scanner wants',
    ...byId,
    body: Type.Object(Present),
    response: Done,
  },
} as const;

export const inPersonProblems = defineProblems({
  family_has_account: {
    status: 409,
    zh: '此人已有自己的账号，请其本人在手机上处理。',
    en: 'This person has an account. They answer by it themselves.',
  },
  own_family: {
    status: 403,
    zh: '不能为自己或自己的家人确认。请由其他扫码员确认。',
    en: 'You cannot confirm what concerns yourself. Please ask another scanner.',
  },
  carer_document_differs: {
    status: 422,
    zh: '与申请人登记的证件号码不符，请核对证件。',
    en: 'This is not how the document number of whoever asked ends. Please look at the document.',
  },
});

export const inPersonActions = defineAuditActions({
  'family.looked_up': {
    zh: '现场查看家人代办关系',
    en: 'Looked at a person’s family links at a site',
  },
});
