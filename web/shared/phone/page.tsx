import { useParams, useRouter } from '@tanstack/react-router';
import { LeftOutline } from 'antd-mobile-icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../i18n.ts';
import buttons from './buttons.module.css';
import { LanguageSwitch } from './language-switch.tsx';
import styles from './page.module.css';
import { words } from './words.ts';

/**
 * One screen: a title with the way back, what it shows in one column, and below, within reach of
 * the thumb, its main action.
 */
export function Page(props: {
  title: string;
  /** Where the way back leads; false where there is none. */
  back?: (() => void) | false;
  right?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { title, back, right, action, children } = props;
  const t = useWords(words);
  const wayBack = useWayBack();
  const goBack = back === undefined ? wayBack : back;
  const heading = useFocusOfNewPage();
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        {goBack ? (
          <button type="button" className={buttons.icon} aria-label={t('back')} onClick={goBack}>
            <LeftOutline aria-hidden="true" />
          </button>
        ) : (
          <span className={styles.side} />
        )}
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {right ?? <LanguageSwitch />}
      </header>
      <main className={styles.main}>{children}</main>
      {action && <footer className={styles.action}>{action}</footer>}
    </div>
  );
}

/** To the page before; for somebody who came in here to the home page, which is a programme's where the address names one. */
function useWayBack(): () => void {
  const router = useRouter();
  const { programme } = useParams({ strict: false }) as { programme?: string };
  return () => {
    if (router.history.canGoBack()) router.history.back();
    else void router.navigate({ to: programme ? `/${programme}/` : '/' });
  };
}

/** What led here is gone, and the reader's place with it: a screen reader goes on at the title. */
function useFocusOfNewPage() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
