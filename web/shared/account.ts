import { people } from '../../modules/people/contract.ts';
import type { ResponseOf } from '../../platform/contract.ts';
import { ApiProblem, call } from './api.ts';

/** A person in a realm. */
type Person = Pick<ResponseOf<typeof people.me>, 'realm' | 'personId'>;

/** Under this name requests are made, and things are kept on the device, for a person in a realm. */
export function accountOf({ realm, personId }: Person): string {
  return `${realm}/${personId}`;
}

/**
 * Ends a person's session here. Where it has ended already, somebody else may have one by now, which is
 * left alone. Throws when the server cannot be reached.
 */
export async function endSession(me: Person): Promise<'ended' | 'somebodyElse'> {
  try {
    await call(people.signOut, { whenSignedOut: 'fail', realm: me.realm, account: accountOf(me) });
  } catch (error) {
    const code = error instanceof ApiProblem ? error.code : null;
    if (code === 'somebody_else') return 'somebodyElse';
    if (code !== 'not_signed_in' && code !== 'withdrawn') throw error;
  }
  return 'ended';
}
