import { people } from '../../modules/people/contract.ts';
import type { ResponseOf } from '../../platform/contract.ts';
import { ApiProblem, call } from './api.ts';

/** A person in a realm. */
type Person = Pick<ResponseOf<typeof people.me>, 'realm' | 'personId'>;

/**
 * Under this name requests are made, and things are kept on the device, for a person in a realm; with a link, for
 * the ward for whom the person acts by it, so that nothing of the one is sent or shown as the other's.
 */
export function accountOf({ realm, personId }: Person, wardLink: string | null = null): string {
  const own = `${realm}/${personId}`;
  return wardLink === null ? own : `${own}/${wardLink}`;
}

/** The link of the ward whom an account is for; null where it is the person's own. */
export function wardLinkOf(account: string): string | null {
  return account.split('/')[2] ?? null;
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
