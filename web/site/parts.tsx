import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { programmes } from '../../modules/programmes/contract.ts';
import { system } from '../../platform/system.ts';
import { setLang, useLang, useWords } from '../shared/i18n.ts';
import { problemText } from '../shared/problems.ts';
import { queryFor } from '../shared/query-for.ts';
import styles from './parts.module.css';
import { words } from './words.ts';

export function useSystemInfo() {
  return useQuery(queryFor(system.info));
}

export function useOfferedProgrammes() {
  return useQuery(queryFor(programmes.offered));
}

/** What every page has: the name, the language, and in a demo that it is one. */
export function Frame({ title, children }: { title?: string; children: ReactNode }) {
  const t = useWords(words);
  const other = useLang() === 'zh' ? 'en' : 'zh';
  const { data: info } = useSystemInfo();
  const product = t('product');
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);
  return (
    <div>
      {info?.demo && (
        <aside className={styles.demoBanner} aria-label={t('demoPeople')}>
          <span>{t('demo')}</span>
          <a href="/demo">{t('demoPeople')}</a>
          <a href="/demo/outbox">{t('outbox')}</a>
        </aside>
      )}
      <header className={styles.top}>
        <a className={styles.name} href="/">
          <img src="/portal/icons/icon.svg" alt="" width="44" height="44" />
          <span>
            {title ? <strong>{product}</strong> : <h1>{product}</h1>}
            <span>{t('tagline')}</span>
          </span>
        </a>
        <button
          type="button"
          className={styles.language}
          lang={other === 'zh' ? 'zh-CN' : 'en'}
          onClick={() => void setLang(other)}
        >
          {t('language')}
        </button>
      </header>
      <main className={styles.main}>
        {title && <h1>{title}</h1>}
        {children}
      </main>
      {info && <footer className={styles.foot}>{t('version', { version: info.version })}</footer>}
    </div>
  );
}

/** Says that there is nothing here, and what to do. */
export function Message({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className={`${styles.card} ${styles.message}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <Message title={t('failed')}>
      <p role="alert">{problemText(error, lang)}</p>
      <button type="button" className={styles.button} onClick={retry}>
        {t('retry')}
      </button>
    </Message>
  );
}

export function Waiting() {
  return <div className={styles.ghost} aria-busy="true" />;
}
