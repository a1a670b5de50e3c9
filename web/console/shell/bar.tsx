import styles from './bar.module.css';

/** How much of something is done, beside the figure that says the same. */
export function Bar({ percent, thin }: { percent: number; thin?: boolean }) {
  return (
    <span className={thin ? `${styles.bar} ${styles.barThin}` : styles.bar} aria-hidden="true">
      <span style={{ width: `${percent}%` }} />
    </span>
  );
}
