import { Outlet } from '@tanstack/react-router';
import { useParticipant } from '../../shared/participant/session.ts';
import { DeclarationPage } from './declaration-page.tsx';

/** Lets into the forms whoever has made the programme's declaration, where it has one (SPEC G4.1). */
export function DeclarationGate() {
  const { mine, overview } = useParticipant();
  return overview.declarationNeeded && mine.forms.length > 0 ? <DeclarationPage /> : <Outlet />;
}
