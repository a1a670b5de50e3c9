import styles from './pc-brand.module.css';
import type { EntryHeadProps } from './phone-head.tsx';

/** At the side of the first screen on a PC: whose programme it is. Desk and console draw the same one. */
export function PcBrand({ organiser, shortName, name, isPicture, children }: EntryHeadProps) {
  return (
    <aside className={isPicture ? styles.brand : `${styles.brand} ${styles.live}`}>
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
