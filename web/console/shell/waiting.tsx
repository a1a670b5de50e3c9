import { Link } from '@tanstack/react-router';
import { Badge } from 'antd';
import { createContext, useContext } from 'react';
import { useText, useWords } from '../../shared/i18n.ts';
import { colours } from '../../shared/tokens.ts';
import type { MenuEntry } from './feature.ts';
import { useEntries } from './menu.tsx';
import { useProgramme } from './programme.tsx';
import styles from './waiting.module.css';
import { shellWords } from './words.ts';

/** How often it is asked how much waits. */
export const waitingPollMs = 60_000;

type Listed = { entry: MenuEntry; to: string };

/** The entry of whose page a count is told in a line of its own; a mark beside the menu's entry where there is none. */
const ListedContext = createContext<Listed | null>(null);

/** How much waits on a page for whoever looks, in words as `title`; nothing is shown where nothing does. */
export function WaitingCount(props: { count: number; title: string; late?: string }) {
  const { count, title, late } = props;
  const listed = useContext(ListedContext);
  if (count === 0) return null;
  if (listed) return <Line {...listed} title={title} />;
  return (
    <Badge
      count={late ? `${count} · ${late}` : count}
      overflowCount={9999}
      color={colours.ink}
      title={title}
      styles={{ indicator: { boxShadow: 'none' } }}
    />
  );
}

function Line({ entry: { icon: Icon, title: name }, to, title }: Listed & { title: string }) {
  const text = useText();
  return (
    <li>
      <Link to={to}>
        <Icon /> {text(name)} <span className={styles.what}>{title}</span>
      </Link>
    </li>
  );
}

/** All that waits for whoever looks, on whichever page, each with the way there. */
export function WaitingList() {
  const t = useWords(shellWords);
  const programme = useProgramme();
  const ofProgramme = useEntries('programme', programme);
  const ofInstallation = useEntries('installation');
  const lines = [
    ...ofProgramme.map((entry) => ({ entry, to: `/p/${programme.code}${entry.path}` })),
    ...ofInstallation.map((entry) => ({ entry, to: entry.path })),
  ];
  return (
    <section className={styles.waiting} aria-label={t('waitsForYou')}>
      <h2>{t('waitsForYou')}</h2>
      <ul>
        {lines.map(({ entry, to }) => {
          const { badge: OfProgramme, count: Count } = entry;
          return (
            <ListedContext key={to} value={{ entry, to }}>
              {OfProgramme && <OfProgramme programme={programme} />}
              {Count && <Count />}
            </ListedContext>
          );
        })}
      </ul>
    </section>
  );
}
