import type { ReactNode } from 'react';
import styles from './pc-brand.module.css';
import type { EntryNames } from './phone-head.tsx';

/** At the side of the first screen on a PC: whose programme it is. Desk and console draw the same one. */
export function PcBrand(props: EntryNames & { children?: ReactNode }) {
  const { organiser, shortName, name, children } = props;
  return (
    <aside className={styles.brand}>
      <div className={styles.names}>
        <img src="/desk/icon.svg" alt="" width={44} height={44} />
        <p className={styles.shortName}>{shortName}</p>
        <p className={styles.name}>{name}</p>
        <p className={styles.organiser}>{organiser}</p>
      </div>
      {children}
    </aside>
  );
}
