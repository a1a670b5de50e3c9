import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './button-link.module.css';

/** A link that looks like a button; the main one of a page is filled. */
export function ButtonLink(props: {
  to: string;
  main?: boolean;
  large?: boolean;
  children: ReactNode;
}) {
  const { to, main, large, children } = props;
  const [path = '', query = ''] = to.split('?');
  const classes = [styles.button, main && styles.main, large && styles.large];
  return (
    <Link
      to={path}
      // The address is made from data, so that the router cannot know its parameters.
      search={Object.fromEntries(new URLSearchParams(query)) as never}
      className={classes.filter(Boolean).join(' ')}
    >
      {children}
    </Link>
  );
}
