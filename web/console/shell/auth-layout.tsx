import type { ReactNode } from 'react';
import { DemoBanner, LanguageSwitch } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import styles from './auth-layout.module.css';
import { shellWords } from './words.ts';

/** A page before signing in: the brand on the left, what is asked on the right. */
export function AuthLayout({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords(shellWords);
  return (
    <div className={styles.page}>
      <DemoBanner />
      <div className={styles.columns}>
        <aside className={styles.brand}>
          <img src="/console/icon.svg" alt="" width={56} height={56} />
          <p className={styles.name}>{t('product')}</p>
          <p className={styles.sub}>{t('console')}</p>
          <p className={styles.lead}>{t('lead')}</p>
        </aside>
        <main className={styles.main}>
          <div className={styles.language}>
            <LanguageSwitch />
          </div>
          <h1>{title}</h1>
          {children}
        </main>
      </div>
    </div>
  );
}
