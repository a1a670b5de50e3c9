import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Beneath } from '../../shared/beneath.tsx';
import { useDeclarationGate, useDeclarationNeeded } from '../../shared/participant/declaration.ts';
import { DeclarationPage } from './declaration-page.tsx';

/** The pages of forms and reports: whoever enters them declares first, where the programme asks for it. */
export function DeclaredPages() {
  const { isNeeded, isEntered } = useDeclarationGate();
  return (
    <>
      {isEntered && (
        <Beneath isCovered={isNeeded}>
          <Outlet />
        </Beneath>
      )}
      {isNeeded && <DeclarationPage />}
    </>
  );
}

/** The home page is the entrance to the forms, for whoever has any (SPEC G4.1). */
export function HomeGate({ children }: { children: ReactNode }) {
  return useDeclarationNeeded() ? <DeclarationPage isHome /> : children;
}
