import { Outlet } from '@tanstack/react-router';
import { Beneath } from '../../shared/beneath.tsx';
import { useDeclarationGate } from '../../shared/participant/declaration.ts';
import { DeclarationPage } from './declaration-page.tsx';

/** Lets into the forms whoever has made the programme's declaration, where it has one (SPEC G4.1). */
export function DeclarationGate() {
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
