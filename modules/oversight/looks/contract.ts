import { Type } from 'typebox';
import { auditKinds, Instant, Nullable, PageOf, PageQuery } from '../../../platform/contract.ts';

const Words = Type.Object({ zh: Type.String(), en: Type.String() });

export const looksEndpoints = {
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'Which members of staff looked at one’s own data or changed it, newest first',
    query: Type.Object(PageQuery),
    response: PageOf(
      Type.Object({
        at: Instant,
        kind: Type.Enum([...auditKinds]),
        what: Words,
        /** One was among others in a list or a file. */
        inList: Type.Boolean(),
        /** Their roles, each with its organisation or site; none where they have left. Never a name. */
        by: Type.Array(Type.Object({ role: Words, place: Words })),
        reason: Nullable(Type.String()),
      }),
    ),
  },
} as const;
