import { Type } from 'typebox';
import {
  defineAuditActions,
  definePermissions,
  type Endpoint,
  Nullable,
} from '../../../platform/contract.ts';
import { personLine } from '../../programmes/contract.ts';
import { Current, EnrolmentId, Entry, Forgotten, StaffEntry } from '../contract-schemas.ts';

const flawKinds = ['changed', 'broken', 'missing', 'unsealed', 'differs', 'vanished'] as const;
export type FlawKind = (typeof flawKinds)[number];

const History = Type.Object({
  /** The number of the last entry that one has: those before it come next. */
  after: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
});

/** Older entries begin before this number; null where there are none. */
const Next = Nullable(Type.Integer());

/** The part of the contract that is about looking at codes and their ledgers. */
export const viewEndpoints = {
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'The colour of one’s own code, with its reason; null where the programme has no codes',
    response: Nullable(Current),
  },
  history: {
    method: 'GET',
    path: '/mine/history',
    summary: 'Every change of one’s own code, newest first',
    query: History,
    response: Type.Object({ items: Type.Array(Entry), next: Next, forgotten: Forgotten }),
  },
  person: {
    method: 'GET',
    path: '/people/:enrolmentId',
    summary: 'A person’s code and its changes, newest first; the look goes into the audit trail',
    params: Type.Object({ enrolmentId: EnrolmentId }),
    query: History,
    response: Type.Object({
      person: Type.Object(personLine),
      /** Null where the programme has no codes. */
      current: Nullable(Current),
      items: Type.Array(StaffEntry),
      next: Next,
      forgotten: Forgotten,
    }),
  },
  verify: {
    method: 'POST',
    path: '/ledgers/verify',
    summary:
      'Checks the ledgers of the next people within one’s places; `next` says whom to go on after',
    body: Type.Object({ after: Type.Integer({ minimum: 0, maximum: 2 ** 53 - 1 }) }),
    response: Type.Object({
      people: Type.Integer(),
      entries: Type.Integer(),
      forgotten: Forgotten,
      flaws: Type.Array(
        Type.Object({
          enrolmentId: EnrolmentId,
          /** Code of the programme in whose pages the person is found. */
          programme: Type.String(),
          number: Type.Integer(),
          kind: Type.Enum([...flawKinds]),
        }),
      ),
      next: Next,
    }),
  },
} as const satisfies Record<string, Endpoint>;

export const viewPermissions = definePermissions({
  'code.read': { zh: '查看健康码及其变化', en: 'View health codes and their changes' },
  'ledger.verify': { zh: '核验码色变化记录', en: 'Check the ledgers of health codes' },
});

export const viewActions = defineAuditActions({
  'code.viewed': { zh: '查看健康码', en: 'Viewed health code' },
  'ledger.verified': { zh: '核验码色变化记录', en: 'Checked ledgers of health codes' },
});
