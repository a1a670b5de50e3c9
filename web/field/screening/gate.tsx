import type { ReactNode } from 'react';
import { CheckOutboxProvider } from './check-outbox.tsx';
import { VerifierProvider } from './verify/use-verifier.tsx';

/** What the pages of checks share: what waits to be sent, and what the phone knows of codes. */
export function ScreeningGate({ children }: { children: ReactNode }) {
  return (
    <CheckOutboxProvider>
      <VerifierProvider>{children}</VerifierProvider>
    </CheckOutboxProvider>
  );
}
