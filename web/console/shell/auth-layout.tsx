import type { ReactNode } from 'react';
import { DemoBanner, LanguageSwitch } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { shellWords } from './words.ts';

/** A page before signing in: the brand on the left, what is asked on the right. */
export function AuthLayout({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords(shellWords);
  return (
    <div className="cs-auth-page">
      <DemoBanner />
      <div className="cs-auth">
        <aside className="cs-auth-brand">
          <img src="/console/icon.svg" alt="" width={56} height={56} />
          <p className="cs-auth-name">{t('product')}</p>
          <p className="cs-auth-sub">{t('console')}</p>
          <p>{t('lead')}</p>
        </aside>
        <main className="cs-auth-main">
          <div className="cs-auth-lang">
            <LanguageSwitch />
          </div>
          <h1>{title}</h1>
          {children}
        </main>
      </div>
    </div>
  );
}
