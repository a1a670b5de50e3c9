import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { programmes } from '../../modules/programmes/contract.ts';
import { system } from '../../platform/system.ts';
import { asking } from '../shared/asking.ts';
import { setLang, useLang, useWords } from '../shared/i18n.ts';
import { problemText } from '../shared/problems.ts';
import { words } from './words.ts';

export function useSystemInfo() {
  return useQuery(asking(system.info));
}

export function useOffered() {
  return useQuery(asking(programmes.offered));
}

/** What every page has: the name, the language, and in a demo that it is one. */
export function Frame({ title, children }: { title?: string; children: ReactNode }) {
  const say = useWords(words);
  const other = useLang() === 'zh' ? 'en' : 'zh';
  const { data: info } = useSystemInfo();
  const product = say('product');
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);
  return (
    <div className="s-page">
      {info?.demo && (
        <aside className="s-demo" aria-label={say('demoPeople')}>
          <span>{say('demo')}</span>
          <a href="/demo">{say('demoPeople')}</a>
          <a href="/demo/outbox">{say('outbox')}</a>
        </aside>
      )}
      <header className="s-top">
        <a className="s-name" href="/">
          <img src="/portal/icons/icon.svg" alt="" width="44" height="44" />
          <span>
            {title ? <strong>{product}</strong> : <h1>{product}</h1>}
            <span className="s-tagline">{say('tagline')}</span>
          </span>
        </a>
        <button
          type="button"
          className="s-language"
          lang={other === 'zh' ? 'zh-CN' : 'en'}
          onClick={() => void setLang(other)}
        >
          {say('language')}
        </button>
      </header>
      <main className="s-main">
        {title && <h1>{title}</h1>}
        {children}
      </main>
      {info && <footer className="s-foot">{say('version', { version: info.version })}</footer>}
    </div>
  );
}

/** Says that there is nothing here, and what to do. */
export function Message({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className="s-card s-message">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const say = useWords(words);
  const lang = useLang();
  return (
    <Message title={say('failed')}>
      <p role="alert">{problemText(error, lang)}</p>
      <button type="button" className="s-button" onClick={retry}>
        {say('retry')}
      </button>
    </Message>
  );
}

export function Waiting() {
  return <div className="s-ghost" />;
}
