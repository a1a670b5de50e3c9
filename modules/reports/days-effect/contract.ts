import { Type } from 'typebox';
import { Day, type Endpoint } from '../../../platform/contract.ts';

const People = Type.Object({ people: Type.Integer(), days: Type.Integer() });

export const daysEffectEndpoints = {
  daysEffect: {
    method: 'GET',
    path: '/days-effect',
    summary: 'What other days of a programme would change for those who take part; changes nothing',
    query: Type.Object({
      programmeId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
      startsOn: Day,
      endsOn: Day,
    }),
    response: Type.Object({
      /** Who take part today. */
      people: Type.Integer(),
      /** Whose days due would be others. */
      moved: Type.Integer(),
      /** Who would newly be due on days that are not the programme's: they have days of their own. */
      outside: Type.Integer(),
      /** Days before today that would become missed, and of how many people; `days` counts a day once. */
      missed: People,
      /** Days reported that would not be due any more, each person's by itself: kept, and counted apart. */
      extra: People,
      /** Days missed that would be so no more, each person's by itself. */
      forgiven: People,
    }),
  },
} as const satisfies Record<string, Endpoint>;
