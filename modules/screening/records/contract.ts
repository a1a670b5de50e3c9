import { Type } from 'typebox';
import {
  defineAuditActions,
  type Endpoint,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { AnswerValues, CheckSummary, Definition, Identity, RowId } from '../contract-schemas.ts';

export const recordEndpoints = {
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
} as const satisfies Record<string, Endpoint>;

export const recordActions = defineAuditActions({
  'check.list_viewed': { zh: '查看排查记录列表', en: 'Viewed list of checks' },
  'check.viewed': { zh: '查看排查记录', en: 'Viewed a check' },
  'check.searched': { zh: '按证件号码查询排查记录', en: 'Searched checks by document number' },
});
