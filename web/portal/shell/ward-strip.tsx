import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { ownHome } from './ward.ts';
import styles from './ward-strip.module.css';
import { wardWords } from './ward-words.ts';

/** For whom one acts, above every page of a ward, and the way back to one's own. */
export function WardStrip({ name }: { name: string }) {
  const t = useWords(wardWords);
  const { code } = usePublicProgramme();
  return (
    <aside className={styles.strip} aria-label={t('acting', { name })}>
      <strong>{t('acting', { name })}</strong>
      <a href={ownHome(code)}>{t('back')}</a>
    </aside>
  );
}
