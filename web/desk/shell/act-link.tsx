import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A link that looks like a button; the main one of a page is filled. */
export function ActLink(props: { to: string; main?: boolean; children: ReactNode }) {
  const { to, main, children } = props;
  const [path = '', query = ''] = to.split('?');
  return (
    <Link
      to={path}
      // The address is made from data, so that the router cannot know its parameters.
      search={Object.fromEntries(new URLSearchParams(query)) as never}
      className={main ? 'dk-act dk-act-main' : 'dk-act'}
    >
      {children}
    </Link>
  );
}
