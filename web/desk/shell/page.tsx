import { type ReactNode, useEffect } from 'react';
import { PageHead } from '../../shared/antd/pc-parts.tsx';
import { useText } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import styles from './page.module.css';

/** Names the browser's tab after what it shows. */
export function useTitle(title: string): void {
  const { shortName } = usePublicProgramme();
  const text = useText();
  const site = text(shortName);
  useEffect(() => {
    const before = document.title;
    document.title = title ? `${title} · ${site}` : site;
    // It may have been shown in the place of another page.
    return () => {
      document.title = before;
    };
  }, [title, site]);
}

/** One page of the desk: its title, what can be done, what it shows. */
export function Page(props: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, note, actions, children } = props;
  useTitle(title);
  return (
    <>
      <PageHead title={title} note={note}>
        {actions && <div className={styles.actions}>{actions}</div>}
      </PageHead>
      {children}
    </>
  );
}
