import type { Clock } from '../../../platform/clock.ts';
import type { Wards } from '../../../platform/scope.ts';
import { takesPart } from '../../people/public.ts';
import { findOwnWard } from '../queries.ts';

/** For whom one may act: both agreed, neither ended it since, and the ward takes part. */
export function wardsByLinks(clock: Clock): Wards {
  return {
    async find(db, { personId, realm }, linkId, { hold } = { hold: false }) {
      const wardId = await findOwnWard(db, { realm, carerId: personId, id: linkId }, hold);
      if (!wardId || !(await takesPart(db, wardId, realm, clock.now()))) return undefined;
      return { linkId: linkId.toLowerCase(), personId: wardId };
    },
  };
}
