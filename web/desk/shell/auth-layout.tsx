import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../shared/antd/pc-parts.tsx';
import { useText } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { Contacts } from './contacts.tsx';
import { useTitle } from './page.tsx';

/** A page before one is in: whose system this is and who helps on the left, what is asked on the right. */
export function AuthLayout({ title, children }: { title: string; children: ReactNode }) {
  const { name, shortName, organiser } = usePublicProgramme();
  const text = useText();
  useTitle(title);
  return (
    <div className="dk-door">
      <aside className="dk-door-brand">
        <div className="dk-door-names">
          <img src="/desk/icon.svg" alt="" width={44} height={44} />
          <p className="dk-door-short">{text(shortName)}</p>
          <p className="dk-door-name">{text(name)}</p>
          <p className="dk-door-organiser">{text(organiser)}</p>
        </div>
        <Contacts />
      </aside>
      <div className="dk-door-main">
        <header className="dk-door-language">
          <LanguageSwitch />
        </header>
        <main className="dk-door-content">
          <h1>{title}</h1>
          {children}
        </main>
      </div>
    </div>
  );
}
