import { useParams } from '@tanstack/react-router';
import { findForm } from '../../shared/member/forms.ts';
import { useMember } from '../../shared/member/session.ts';
import { Go } from '../parts/go.tsx';
import { NotFound } from '../parts/messages.tsx';

/** A notice's link names a form by its code alone. */
export function ShortcutPage() {
  const { programme, shortcut } = useParams({ from: '/$programme/member/$shortcut' });
  const { mine } = useMember();
  if (!findForm(mine, shortcut)) return <NotFound />;
  return <Go to="/$programme/forms/$form" params={{ programme, form: shortcut }} replace />;
}
