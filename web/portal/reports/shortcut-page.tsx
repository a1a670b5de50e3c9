import { Navigate, useParams } from '@tanstack/react-router';
import { NotFound } from '../parts/messages.tsx';
import { useMember } from '../people/session.ts';
import { findForm } from './forms.ts';

/** A notice's link names a form by its code alone. */
export function ShortcutPage() {
  const { programme, shortcut } = useParams({ from: '/$programme/member/$shortcut' });
  const { mine } = useMember();
  if (!findForm(mine, shortcut)) return <NotFound />;
  return <Navigate to="/$programme/forms/$form" params={{ programme, form: shortcut }} replace />;
}
