import { Link } from '@tanstack/react-router';
import { useWords } from '../../shared/i18n.ts';
import { LanguageSwitch } from '../../shared/phone/language-switch.tsx';
import { useCheckOutbox } from './check-outbox.tsx';
import styles from './pending-link.module.css';
import { words } from './words.ts';

/** How many checks wait on this phone; always visible while there are any. */
export function PendingLink() {
  const t = useWords(words);
  const { entries } = useCheckOutbox();
  if (entries.length === 0) return <LanguageSwitch />;
  return (
    <Link className={styles.count} to="/pending">
      {t('pendingCount', { count: entries.length })}
    </Link>
  );
}
