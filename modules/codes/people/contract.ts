import { Type } from 'typebox';
import {
  defineAuditActions,
  type Endpoint,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { personLine } from '../../programmes/contract.ts';
import { Colour, shownNow } from '../contract-schemas.ts';

const Id = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });

/** Somebody who has the colour now, in the words of the rule that gives it. */
const Coloured = Type.Object({
  ...personLine,
  ...shownNow,
});

/** The part of the contract that is about who has which colour. */
export const peopleEndpoints = {
  people: {
    method: 'POST',
    path: '/people/list',
    summary:
      'Who has a colour now, unit by unit; the look goes into the audit trail. A page that is not full can have a next one',
    body: Type.Object({
      programmeId: Id,
      placeId: Type.Optional(Id),
      colour: Colour,
      ...PageQuery,
    }),
    response: Type.Object({
      ...PageOf(Coloured).properties,
      /** When the colours of the figures were counted last; null before that. */
      countedAt: Nullable(Instant),
    }),
  },
} as const satisfies Record<string, Endpoint>;

export const peopleActions = defineAuditActions({
  'code.listed': { zh: '查看码色名单', en: 'Viewed people by colour' },
});
