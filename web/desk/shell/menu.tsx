import { HomeOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { type MenuEntry, menuOf, useFeatures } from './feature.ts';
import styles from './menu.module.css';
import { words } from './words.ts';

/** Services with several entries have a heading each; the others are listed together below them. */
export function SideMenu() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const groups = menuOf(useFeatures(), useParticipant());
  const large = groups.filter(({ entries }) => entries.length > 1);
  const small = groups.filter(({ entries }) => entries.length === 1);
  return (
    <nav className={styles.menu} aria-label={t('functions')}>
      <div className={styles.inside}>
        <ul>
          <SideLink to={`/${code}`} icon={HomeOutlined} exact>
            {t('home')}
          </SideLink>
        </ul>
        {large.map(({ service, entries }) => (
          <section key={service.code}>
            <h2>{text(service.name)}</h2>
            <ul>
              <EntryLinks entries={entries} />
            </ul>
          </section>
        ))}
        {small.length > 0 && (
          <ul className={styles.others}>
            <EntryLinks entries={small.flatMap(({ entries }) => entries)} />
          </ul>
        )}
      </div>
    </nav>
  );
}

function EntryLinks({ entries }: { entries: MenuEntry[] }) {
  const { code } = usePublicProgramme();
  const text = useText();
  return entries.map(({ path, icon, title, count }) => (
    <SideLink key={path} to={`/${code}/${path}`} {...{ icon, count }}>
      {text(title)}
    </SideLink>
  ));
}

function SideLink(props: {
  to: string;
  icon: ComponentType;
  exact?: boolean;
  count?: number | undefined;
  children: ReactNode;
}) {
  const { to, icon: Icon, exact, count, children } = props;
  return (
    <li>
      <Link
        to={to}
        className={styles.link}
        activeOptions={{ exact: exact ?? false }}
        activeProps={{ className: `${styles.link} ${styles.here}`, 'aria-current': 'page' }}
      >
        <span aria-hidden="true" className={styles.icon}>
          <Icon />
        </span>
        <span className={styles.name}>{children}</span>
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </Link>
    </li>
  );
}
