import type { ReactNode } from 'react';
import styles from './beneath.module.css';

/** Pages that stay as they are while something else is shown in their place. */
export function Beneath({ isCovered, children }: { isCovered: boolean; children: ReactNode }) {
  return (
    <div hidden={isCovered} className={isCovered ? undefined : styles.open}>
      {children}
    </div>
  );
}
