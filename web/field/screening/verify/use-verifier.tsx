import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { accountOf } from '../../../shared/account.ts';
import { useCurrentUser } from '../../../shared/staff/current-user.ts';
import { listSources } from './sources.ts';
import { Verifier } from './verifier.ts';

/** So often a scanner's phone asks for what was revoked. */
const ASK_AGAIN_MS = 5 * 60_000;

type Verifying = {
  verifier: Verifier;
  /** When the list was true, in seconds since 1970. */
  listAt: number | null;
  /** The last try to bring it up to date was in vain. */
  syncFailed: boolean;
};

const VerifierContext = createContext<Verifying | null>(null);

/** Codes are verified on the phone itself. Only within `VerifierProvider`. */
export function useVerifier(): Verifying {
  const verifying = useContext(VerifierContext);
  if (!verifying) throw new Error('There is no VerifierProvider around this page.');
  return verifying;
}

/** Holds what the phone knows of keys and revoked codes, and keeps it up to date while the app is looked at. */
export function VerifierProvider({ children }: { children: ReactNode }) {
  const account = accountOf(useCurrentUser());
  const verifier = useMemo(() => new Verifier(listSources(account)), [account]);
  const [listAt, setListAt] = useState<number | null>(null);
  const [syncFailed, setSyncFailed] = useState(false);
  useEffect(() => {
    const update = (failed: boolean) => {
      setListAt(verifier.listAt);
      setSyncFailed(failed);
    };
    const sync = () => {
      if (document.visibilityState === 'hidden') return;
      // Without a network the former list goes on, and its age with it.
      void verifier.sync().then(
        () => update(false),
        () => update(true),
      );
    };
    void verifier
      .open()
      .then(() => update(false))
      .then(sync);
    const timer = setInterval(sync, ASK_AGAIN_MS);
    window.addEventListener('online', sync);
    document.addEventListener('visibilitychange', sync);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', sync);
      document.removeEventListener('visibilitychange', sync);
    };
  }, [verifier]);
  const value = useMemo(() => ({ verifier, listAt, syncFailed }), [verifier, listAt, syncFailed]);
  return <VerifierContext.Provider value={value}>{children}</VerifierContext.Provider>;
}
