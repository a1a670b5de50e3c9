import { useParams } from '@tanstack/react-router';
import { findForm } from '../../shared/participant/forms.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { NotFound } from '../shell/not-found.tsx';

/** A notice's link names a form by its code alone. */
export function ShortcutPage() {
  const { programme, shortcut } = useParams({ from: '/$programme/member/$shortcut' });
  const { mine } = useParticipant();
  if (!findForm(mine, shortcut)) return <NotFound />;
  return <Redirect to="/$programme/forms/$form" params={{ programme, form: shortcut }} replace />;
}
