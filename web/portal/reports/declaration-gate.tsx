import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { servicesOf } from '../../shared/participant/forms.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { DeclarationPage } from './declaration-page.tsx';

/** The pages of forms and reports: whoever enters them declares first, where the programme asks for it. */
export function DeclaredPages() {
  const { overview } = useParticipant();
  return overview.declarationNeeded ? <DeclarationPage /> : <Outlet />;
}

/** The home page is the entrance to the forms, for whoever has any (SPEC G4.1). */
export function HomeGate({ children }: { children: ReactNode }) {
  const { overview, mine } = useParticipant();
  const hasForms = servicesOf(mine).some(({ service }) => service.kind === 'reports');
  return overview.declarationNeeded && hasForms ? <DeclarationPage isHome /> : children;
}
