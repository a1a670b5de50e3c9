import { DisconnectOutlined, HomeOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Alert } from 'antd';
import { type ReactNode, Suspense, useEffect, useRef, useSyncExternalStore } from 'react';
import { identifiersLabel, identifiersText } from '../../../forms/sign-in.ts';
import { LanguageSwitch } from '../../shared/antd/pc-parts.tsx';
import { pcWords } from '../../shared/antd/pc-words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { overviewQuery, useParticipant } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import { Bell } from '../notices/bell.tsx';
import { SignOutButton } from '../people/sign-out.tsx';
import { CountsLine } from '../reports/counts.tsx';
import { words } from '../words.ts';
import { FunctionIcon } from './function-icon.tsx';
import { type DeskFunction, functionsOf } from './functions.ts';

/** Top bar, sidebar of functions, and the page between them (SPEC G5). */
export function DeskLayout() {
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  useFreshOverview();
  return (
    <div className="dk-all">
      <TopBar />
      <div className="dk-body">
        <SideBar />
        <main className="dk-content" id="main" ref={main} tabIndex={-1}>
          <OfflineNotice />
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}

/** Who follows by keyboard or ear goes on at the new page, not at the link that was left. */
function useFocusOnNewPage(main: { current: HTMLElement | null }): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}

/** Asks anew where one stands when the programme's day has turned while the page was open. */
function useFreshOverview(): void {
  const { zone } = usePublicProgramme();
  const { account, overview } = useParticipant();
  const queries = useQueryClient();
  const today = useToday(zone);
  const isStale = today !== overview.today;
  useEffect(() => {
    if (!isStale) return;
    // The two clocks may differ by the moment that an answer travels.
    const ask = () => void queries.invalidateQueries({ queryKey: overviewQuery(account).queryKey });
    ask();
    const timer = setInterval(ask, 5000);
    return () => clearInterval(timer);
  }, [isStale, account, queries]);
}

function TopBar() {
  const { code, shortName, signIn } = usePublicProgramme();
  const { mine } = useParticipant();
  const lang = useLang();
  const t = useWords(words);
  const pc = useWords(pcWords);
  const text = useText();
  return (
    <header className="dk-top">
      <a className="dk-skip" href="#main">
        {pc('skip')}
      </a>
      <Link to="/$programme" params={{ programme: code }} className="dk-brand">
        <img src="/desk/icon.svg" alt="" width={28} height={28} />
        <span>{text(shortName)}</span>
      </Link>
      <div className="dk-top-facts">
        <span>
          {identifiersLabel(signIn, lang)}:{' '}
          <strong className="ax-number">{identifiersText(mine.identifiers)}</strong>
        </span>
        <CountsLine />
      </div>
      <div className="dk-top-acts">
        <LanguageSwitch />
        <Bell />
        <Link to="/$programme/account" params={{ programme: code }} className="dk-top-link">
          {t('changePassword')}
        </Link>
        <SignOutButton />
      </div>
    </header>
  );
}

function SideBar() {
  const { code } = usePublicProgramme();
  const { mine } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const groups = functionsOf(mine);
  const main = groups.filter(({ service }) => service.kind === 'reports');
  const others = groups.filter(({ service }) => service.kind !== 'reports');
  return (
    <nav className="dk-side" aria-label={t('functions')}>
      <div className="dk-side-in">
        <ul>
          <SideLink to={`/${code}`} icon={<HomeOutlined />} exact>
            {t('home')}
          </SideLink>
        </ul>
        {main.map(({ service, functions }) => (
          <section key={service.code}>
            <h2>{text(service.name)}</h2>
            <ul>
              {functions.map((each) => (
                <FunctionLink key={each.path} each={each} />
              ))}
            </ul>
          </section>
        ))}
        {others.length > 0 && (
          <ul className="dk-side-others">
            {others.flatMap(({ functions }) =>
              functions.map((each) => <FunctionLink key={each.path} each={each} />),
            )}
          </ul>
        )}
      </div>
    </nav>
  );
}

function FunctionLink({ each }: { each: DeskFunction }) {
  const { code } = usePublicProgramme();
  const { overview } = useParticipant();
  const text = useText();
  const count = each.kind === 'missed' && overview.missed > 0 ? overview.missed : undefined;
  return (
    <SideLink to={`/${code}/${each.path}`} icon={<FunctionIcon kind={each.kind} />} count={count}>
      {text(each.title)}
    </SideLink>
  );
}

function SideLink(props: {
  to: string;
  icon: ReactNode;
  exact?: boolean;
  count?: number | undefined;
  children: ReactNode;
}) {
  const { to, icon, exact, count, children } = props;
  return (
    <li>
      <Link
        to={to}
        className="dk-side-link"
        activeOptions={{ exact: exact ?? false }}
        activeProps={{ className: 'dk-side-link dk-side-here', 'aria-current': 'page' }}
      >
        <span aria-hidden="true" className="dk-side-icon">
          {icon}
        </span>
        <span className="dk-side-name">{children}</span>
        {count !== undefined && <span className="dk-side-count ax-number">{count}</span>}
      </Link>
    </li>
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
      className="dk-gap"
      type="warning"
      showIcon
      icon={<DisconnectOutlined />}
      title={t('offline')}
    />
  );
}
