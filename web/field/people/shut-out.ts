import { useCallback, useState } from 'react';
import { accountOf } from '../../shared/account.ts';
import { ApiProblem } from '../../shared/api.ts';
import type { ShutOut } from '../shell/feature.ts';

/** Tries to sign in, and notes who was shut out where that is why it is refused. */
export type Attempt = <T>(signIn: () => Promise<T>) => Promise<T>;

/** Who was shut out at the last attempt to sign in on this page; null after any other attempt. */
export function useShutOut(): { who: ShutOut | null; attempt: Attempt } {
  const [who, setWho] = useState<ShutOut | null>(null);
  const attempt: Attempt = useCallback(async (signIn) => {
    // Somebody else may be at the phone by now.
    setWho(null);
    try {
      return await signIn();
    } catch (error) {
      setWho(shutOutOf(error));
      throw error;
    }
  }, []);
  return { who, attempt };
}

function shutOutOf(error: unknown): ShutOut | null {
  if (!(error instanceof ApiProblem) || error.code !== 'shut_out') return null;
  const { personId, realm, proof } = error.params;
  if (personId === undefined || realm === undefined || proof === undefined) return null;
  const account = accountOf({ personId: String(personId), realm: String(realm) });
  return { account, proof: String(proof) };
}
