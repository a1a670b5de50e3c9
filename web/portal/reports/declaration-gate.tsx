import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDeclarationNeeded } from '../../shared/participant/declaration.ts';
import { DeclarationPage } from './declaration-page.tsx';

/** The pages of forms and reports: whoever enters them declares first, where the programme asks for it. */
export function DeclaredPages() {
  return useDeclarationNeeded() ? <DeclarationPage /> : <Outlet />;
}

/** The home page is the entrance to the forms, for whoever has any (SPEC G4.1). */
export function HomeGate({ children }: { children: ReactNode }) {
  return useDeclarationNeeded() ? <DeclarationPage isHome /> : children;
}
