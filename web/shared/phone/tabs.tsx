import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { type Text, useText, useWords } from '../i18n.ts';
import styles from './tabs.module.css';
import { words } from './words.ts';

export type Tab = {
  /** Below the app's address. */
  path: string;
  icon: ComponentType;
  title: Text;
};

/** The parts of an app, at the bottom of each of its first pages. */
export function Tabs({ tabs }: { tabs: readonly Tab[] }) {
  const t = useWords(words);
  const text = useText();
  return (
    <nav className={styles.tabs} aria-label={t('tabs')}>
      {tabs.map(({ path, icon: Icon, title }) => (
        <Link
          key={path}
          to={path}
          className={styles.tab}
          activeOptions={{ exact: true }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <span aria-hidden="true" className={styles.icon}>
            <Icon />
          </span>
          {text(title)}
        </Link>
      ))}
    </nav>
  );
}
