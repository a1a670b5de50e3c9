import { HomeOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { type MenuEntry, menuOf, type OnChosen, useFeatures } from './feature.ts';
import styles from './menu.module.css';
import { words } from './words.ts';

/** Services with several entries have a heading each; the others are listed together below them. */
export function SideMenu({ onChosen }: OnChosen) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const groups = menuOf(useFeatures(), useParticipant());
  const large = groups.filter(({ entries }) => entries.length > 1);
  const small = groups.filter(({ entries }) => entries.length === 1);
  const chosen = onChosen ? { onChosen } : {};
  return (
    <nav className={styles.menu} aria-label={t('functions')}>
      <div className={styles.inside}>
        <ul>
          <SideLink to={`/${code}`} icon={HomeOutlined} exact {...chosen}>
            {t('home')}
          </SideLink>
        </ul>
        {large.map(({ service, entries }) => (
          <section key={service.code}>
            <h2>{text(service.name)}</h2>
            <ul>
              <EntryLinks entries={entries} {...chosen} />
            </ul>
          </section>
        ))}
        {small.length > 0 && (
          <ul className={styles.others}>
            <EntryLinks entries={small.flatMap(({ entries }) => entries)} {...chosen} />
          </ul>
        )}
      </div>
    </nav>
  );
}

function EntryLinks({ entries, ...chosen }: OnChosen & { entries: MenuEntry[] }) {
  const { code } = usePublicProgramme();
  const text = useText();
  return entries.map(({ path, icon, title, count }) => (
    <SideLink key={path} to={`/${code}/${path}`} {...{ icon, count }} {...chosen}>
      {text(title)}
    </SideLink>
  ));
}

function SideLink(
  props: OnChosen & {
    to: string;
    icon: ComponentType;
    exact?: boolean;
    count?: number | undefined;
    children: ReactNode;
  },
) {
  const { to, icon: Icon, exact, count, onChosen, children } = props;
  return (
    <li>
      <Link
        to={to}
        className={styles.link}
        {...(onChosen && { onClick: onChosen })}
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
