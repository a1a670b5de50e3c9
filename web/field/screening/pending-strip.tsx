import { Link } from '@tanstack/react-router';
import { UploadOutline } from 'antd-mobile-icons';
import { useWords } from '../../shared/i18n.ts';
import strip from '../shell/strip.module.css';
import { useCheckOutbox } from './check-outbox.tsx';
import styles from './pending-strip.module.css';
import { words } from './words.ts';

/** How many checks wait on this phone; above every page while there are any. */
export function PendingStrip() {
  const t = useWords(words);
  const { entries } = useCheckOutbox();
  if (entries.length === 0) return null;
  return (
    <Link className={`${strip.strip} ${strip.warning} ${styles.strip}`} to="/pending">
      <UploadOutline aria-hidden="true" />
      {t('pendingCount', { count: entries.length })}
    </Link>
  );
}

/** What somebody is told who signs out while checks wait. */
export function PendingNote() {
  const t = useWords(words);
  const { entries } = useCheckOutbox();
  if (entries.length === 0) return null;
  return <p role="status">{t('pendingOnLeaving', { count: entries.length })}</p>;
}
