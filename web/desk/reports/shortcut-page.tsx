import { Navigate, useParams } from '@tanstack/react-router';
import { findForm } from '../../shared/participant/forms.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { NoSuchPage } from '../shell/no-such-page.tsx';

/** A notice's link names a form by its code alone. */
export function ShortcutPage() {
  const { programme, shortcut } = useParams({ from: '/$programme/signed-in/$shortcut' });
  const { mine } = useParticipant();
  if (!findForm(mine, shortcut)) return <NoSuchPage />;
  return <Navigate to="/$programme/forms/$form" params={{ programme, form: shortcut }} replace />;
}
