import { useEffect, useRef, useState } from 'react';
import { onSignedOut } from './api.ts';

type PendingSignIn = { promise: Promise<boolean>; finish: (signedIn: boolean) => void };

function pendingSignIn(): PendingSignIn {
  let finish: PendingSignIn['finish'] = () => undefined;
  const promise = new Promise<boolean>((resolve) => {
    finish = resolve;
  });
  return { promise, finish };
}

/**
 * Whether calls wait for somebody to sign in again, and the way to let them go on (`true`) or fail.
 * All that fail together wait for one answer. `refused` is told where signing in again would not help:
 * the person was withdrawn, or somebody else is signed in by now.
 */
export function useSignInRequests(refused?: () => void) {
  const latest = useRef(refused);
  latest.current = refused;
  const [open, setOpen] = useState(false);
  const pending = useRef<PendingSignIn | null>(null);
  useEffect(() => {
    const stop = onSignedOut((why) => {
      if (why !== 'not_signed_in') {
        latest.current?.();
        return Promise.resolve(false);
      }
      pending.current ??= pendingSignIn();
      setOpen(true);
      return pending.current.promise;
    });
    return () => {
      stop();
      // Nobody can answer any more.
      pending.current?.finish(false);
    };
  }, []);
  const finish = (signedIn: boolean) => {
    pending.current?.finish(signedIn);
    pending.current = null;
    setOpen(false);
  };
  return { open, finish };
}
