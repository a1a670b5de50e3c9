import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../shared/antd/pc-parts.tsx';
import { PcBrand } from '../../shared/entry/pc-brand.tsx';
import { useText } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import styles from './auth-layout.module.css';
import { Contacts } from './contacts.tsx';
import { useTitle } from './page.tsx';

/** A page before signing in: the system's name and support on the left, what is asked for on the right. */
export function AuthLayout({ title, children }: { title: string; children: ReactNode }) {
  const { name, shortName, organiser } = usePublicProgramme();
  const text = useText();
  useTitle(title);
  return (
    <div className={styles.page}>
      <PcBrand organiser={text(organiser)} shortName={text(shortName)} name={text(name)}>
        <Contacts onInk />
      </PcBrand>
      <div className={styles.main}>
        <header className={styles.language}>
          <LanguageSwitch />
        </header>
        <main className={styles.content}>
          <h1>{title}</h1>
          {children}
        </main>
      </div>
    </div>
  );
}

/** Links below what an `AuthLayout` asks for. */
export function AuthLinks({ children }: { children: ReactNode }) {
  return <nav className={styles.links}>{children}</nav>;
}
