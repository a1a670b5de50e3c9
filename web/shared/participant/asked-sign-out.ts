import { useState } from 'react';
import type { Me } from './session.ts';
import { useSigningOut } from './sign-out.ts';

/** Signing out by `leave`, once the person was asked about what would be lost, or stay on this device. */
export function useAskedSignOut(me: Me, leave: (clear: boolean) => Promise<void>) {
  const { findUnsent } = useSigningOut(me);
  const [unsent, setUnsent] = useState<string[]>([]);
  return {
    /** What the person is asked about; empty while nothing is asked. */
    unsent,
    /** Asks, or signs out at once where there is nothing to ask about. */
    ask: async (): Promise<void> => {
      const found = await findUnsent();
      if (found.length === 0) await leave(false);
      else setUnsent(found);
    },
    cancel: () => setUnsent([]),
  };
}
