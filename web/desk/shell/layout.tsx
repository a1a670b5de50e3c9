import { DisconnectOutlined } from '@ant-design/icons';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Suspense, useEffect, useRef, useSyncExternalStore } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { identifiersLabel, identifiersText } from '../../../forms/sign-in.ts';
import { MenuDrawer } from '../../shared/antd/menu-drawer.tsx';
import { LanguageSwitch, SkipLink } from '../../shared/antd/pc-parts.tsx';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import textStyles from '../../shared/text.module.css';
import { type OnChosen, useFeatures } from './feature.ts';
import styles from './layout.module.css';
import margins from './margins.module.css';
import { SideMenu } from './menu.tsx';
import { words } from './words.ts';

/** Top bar, side menu, and the page beside it (SPEC G5). */
export function DeskLayout() {
  const main = useRef<HTMLElement>(null);
  const isNarrow = useIsAtMost('narrow');
  useFocusOnNewPage(main);
  return (
    <div className={styles.all}>
      <TopBar />
      <div className={styles.body}>
        {!isNarrow && <SideMenu />}
        <main className={styles.content} id="main" ref={main} tabIndex={-1}>
          <OfflineNotice />
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}

/** Moves the focus to the new page for those who use a keyboard or a screen reader. */
function useFocusOnNewPage(main: { current: HTMLElement | null }): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}

function TopBar() {
  const { code, shortName, signIn } = usePublicProgramme();
  const { mine } = useParticipant();
  const features = useFeatures();
  const lang = useLang();
  const text = useText();
  const isNarrow = useIsAtMost('narrow');
  return (
    <header className={styles.top}>
      <SkipLink />
      {isNarrow && (
        <MenuDrawer title={text(shortName)}>
          {(close) => (
            <>
              <SideMenu onChosen={close} />
              <div className={styles.menuFoot}>
                <AccountActions onChosen={close} />
              </div>
            </>
          )}
        </MenuDrawer>
      )}
      <Link to="/$programme" params={{ programme: code }} className={styles.brand}>
        <img src="/desk/icon.svg" alt="" width={28} height={28} />
        <span className={textStyles.cut}>{text(shortName)}</span>
      </Link>
      <div className={styles.facts}>
        <span>
          {identifiersLabel(signIn, lang)}
          {joiners[lang].colon}
          <strong className={textStyles.number}>{identifiersText(mine.identifiers)}</strong>
        </span>
        {features.map(({ name, topFacts: Facts }) => Facts && <Facts key={name} />)}
      </div>
      <div className={styles.actions}>
        <span className={styles.language}>
          <LanguageSwitch />
        </span>
        {features.map(({ name, topActions: Actions }) => Actions && <Actions key={name} />)}
        {!isNarrow && <AccountActions />}
      </div>
    </header>
  );
}

function AccountActions({ onChosen }: OnChosen) {
  return useFeatures().map(
    ({ name, accountActions: Actions }) =>
      Actions && <Actions key={name} {...(onChosen && { onChosen })} />,
  );
}

function watchNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

function OfflineNotice() {
  const t = useWords(words);
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  if (online) return null;
  return (
    <Alert
      className={margins.below}
      type="warning"
      showIcon
      icon={<DisconnectOutlined />}
      title={t('offline')}
    />
  );
}
