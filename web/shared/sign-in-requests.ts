import { useEffect, useRef, useState } from 'react';
import { onSignedOut } from './api.ts';

type Asked = { promise: Promise<boolean>; settle: (signedIn: boolean) => void };

function question(): Asked {
  let settle: Asked['settle'] = () => undefined;
  const promise = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

/**
 * Whether calls wait for somebody to sign in again, and the way to let them go on (`true`) or fail.
 * All that fail together wait for one answer.
 */
export function useSignInRequests() {
  const [open, setOpen] = useState(false);
  const asked = useRef<Asked | null>(null);
  useEffect(() => {
    const stop = onSignedOut(() => {
      asked.current ??= question();
      setOpen(true);
      return asked.current.promise;
    });
    return () => {
      stop();
      // Nobody can answer any more.
      asked.current?.settle(false);
    };
  }, []);
  const settle = (signedIn: boolean) => {
    asked.current?.settle(signedIn);
    asked.current = null;
    setOpen(false);
  };
  return { open, settle };
}
