import { lazy, type ReactNode, Suspense } from 'react';
import { Waiting } from '../../shared/phone/messages.tsx';
import { CheckOutboxProvider } from './check-outbox.tsx';

/** Verifying needs a library of some size, which whoever is about to sign in need not wait for. */
const VerifierProvider = lazy(() =>
  import('./verify/use-verifier.tsx').then((loaded) => ({ default: loaded.VerifierProvider })),
);

/** What the pages of checks share: what waits to be sent, and what the phone knows of codes. */
export function ScreeningGate({ children }: { children: ReactNode }) {
  return (
    <CheckOutboxProvider>
      <Suspense fallback={<Waiting />}>
        <VerifierProvider>{children}</VerifierProvider>
      </Suspense>
    </CheckOutboxProvider>
  );
}
