import { useRouter } from '@tanstack/react-router';
import { LeftOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { words } from '../words.ts';
import { LanguageSwitch } from './language-switch.tsx';

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
  const router = useRouter();
  const say = useWords(words);
  const goBack = back === undefined ? () => router.history.back() : back;
  return (
    <div className="ax-page">
      <header className="ax-top">
        {goBack ? (
          <button
            type="button"
            className="ax-icon-button"
            aria-label={say('back')}
            onClick={goBack}
          >
            <LeftOutline aria-hidden="true" />
          </button>
        ) : (
          <span className="ax-top-side" />
        )}
        <h1 className="ax-top-title">{title}</h1>
        {right ?? <LanguageSwitch />}
      </header>
      <main className="ax-main">{children}</main>
      {action && <footer className="ax-action">{action}</footer>}
    </div>
  );
}
