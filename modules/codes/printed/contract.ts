import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  Line,
} from '../../../platform/contract.ts';
import { EnrolmentId } from '../contract-schemas.ts';

const Lang = Type.Object({ lang: Type.Enum(['zh', 'en']) });
const Person = Type.Object({ enrolmentId: EnrolmentId });

export const printedEndpoints = {
  ownPrinted: {
    method: 'GET',
    path: '/mine/printed',
    summary: 'One’s code on paper as a PDF, the same each time until it is revoked',
    query: Lang,
    response: 'stream',
  },
  revokeOwnPrinted: {
    method: 'POST',
    path: '/mine/printed/revoke',
    summary: 'Revokes one’s code on paper, such as one that was lost',
    response: Done,
  },
  printed: {
    method: 'GET',
    path: '/people/:enrolmentId/printed',
    summary: 'Somebody’s code on paper as a PDF',
    params: Person,
    query: Lang,
    response: 'stream',
  },
  revokePrinted: {
    method: 'POST',
    path: '/people/:enrolmentId/printed/revoke',
    summary: 'Revokes somebody’s code on paper',
    params: Person,
    body: Type.Object({ reason: Line(500) }),
    response: Done,
  },
} as const;

export const printedProblems = defineProblems({
  nothing_printed: {
    status: 409,
    zh: '没有可以作废的纸质码。',
    en: 'There is no printed code to revoke.',
  },
});

export const printedPermissions = definePermissions({
  'code.print': { zh: '打印和作废纸质码', en: 'Print and revoke codes on paper' },
});

export const printedActions = defineAuditActions({
  'code.printed': { zh: '打印纸质码', en: 'Printed a code on paper' },
  'code.print_revoked': { zh: '作废纸质码', en: 'Revoked a code on paper' },
});
