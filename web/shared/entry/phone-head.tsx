import type { ReactNode } from 'react';
import styles from './phone-head.module.css';

/** Names of a programme as they are said where people sign in. */
export type EntryHeadProps = {
  organiser: string;
  shortName: string;
  name: string;
  /** A picture of the page, on another page that has a title of its own. */
  isPicture?: boolean;
  children?: ReactNode;
};

/** On top of the first screen on a phone: whose programme it is. Portal and console draw the same one. */
export function PhoneHead({ organiser, shortName, name, isPicture, children }: EntryHeadProps) {
  const Title = isPicture ? 'p' : 'h1';
  return (
    <header className={styles.top}>
      <span className={styles.language}>{children}</span>
      <p className={styles.organiser}>{organiser}</p>
      <Title className={styles.title}>{shortName}</Title>
      <p>{name}</p>
    </header>
  );
}
