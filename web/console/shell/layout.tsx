import { LogoutOutlined, PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Link, Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { Button, Dropdown, Layout, Select } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { MenuDrawer } from '../../shared/antd/menu-drawer.tsx';
import { DemoBanner, LanguageSwitch, SkipLink } from '../../shared/antd/pc-parts.tsx';
import { formatDay, zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import type { MenuEntry } from './feature.ts';
import styles from './layout.module.css';
import { addressIn, SideMenu, useEntries } from './menu.tsx';
import { type Programme, todayOf, useProgrammes } from './programme.tsx';
import { useCan, useSignOut } from './session.ts';
import { SmsNotice } from './sms-notice.tsx';
import { shellWords } from './words.ts';

/** The programme in the address, or the one looked at last. */
function useCurrent(list: Programme[] | undefined): Programme | undefined {
  const { programme } = useParams({ strict: false }) as { programme?: string };
  const named = list?.find(({ code }) => code === programme);
  if (named) rememberProgramme(named.code);
  return named ?? list?.find(({ code }) => code === rememberedProgramme()) ?? list?.[0];
}

const KEY = 'anxing.console.programme';

export function rememberedProgramme(): string | null {
  return sessionStorage.getItem(KEY);
}

function rememberProgramme(code: string): void {
  sessionStorage.setItem(KEY, code);
}

/** Names the browser's tab after the page and its programme, so that several can be told apart. */
function useWindowTitle(current: Programme | undefined, product: string): void {
  const text = useText();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const all = [...useEntries('programme', current), ...useEntries('installation')];
  const at = ({ menu, path: below }: MenuEntry) =>
    menu === 'programme' ? `/p/${current?.code}${below}` : below;
  const here = all.find((entry) => path === at(entry) || path.startsWith(`${at(entry)}/`));
  const ofProgramme = here?.menu === 'programme' && current;
  const parts = [
    ...(here ? [text(here.title)] : []),
    ...(ofProgramme ? [text(ofProgramme.definition.shortName)] : []),
    product,
  ];
  const title = parts.join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** Side menu, top bar and the page between them. */
export function ConsoleLayout() {
  const t = useWords(shellWords);
  const list = useProgrammes().data;
  const title = `${t('product')} · ${t('console')}`;
  const current = useCurrent(list);
  useWindowTitle(current, title);
  const isNarrow = useIsAtMost('narrow');
  const menu = (onChosen?: () => void) => (
    <>
      <ProgrammeChoice list={list ?? []} current={current} {...(onChosen && { onChosen })} />
      <SideMenu current={current} {...(onChosen && { onChosen })} />
    </>
  );
  return (
    <div className={styles.page}>
      <SkipLink />
      <DemoBanner />
      <Layout className={styles.layout}>
        {!isNarrow && (
          <Layout.Sider className={styles.side} width={232} theme="light">
            <Link to="/" className={styles.brand}>
              <img src="/console/icon.svg" alt="" width={26} height={26} />
              <span>{t('product')}</span>
              <small>{t('console')}</small>
            </Link>
            {menu()}
          </Layout.Sider>
        )}
        <Layout>
          <TopBar current={current}>
            {isNarrow && (
              <MenuDrawer title={title} mark={<Badges current={current} />}>
                {menu}
              </MenuDrawer>
            )}
          </TopBar>
          <Layout.Content className={styles.content} id="main">
            {current && <SmsNotice programme={current} />}
            <Outlet />
          </Layout.Content>
        </Layout>
      </Layout>
    </div>
  );
}

/** What waits in the pages of a closed menu. */
function Badges({ current }: { current: Programme | undefined }) {
  const ofProgramme = useEntries('programme', current);
  const ofInstallation = useEntries('installation');
  return (
    <>
      {ofProgramme.map(
        ({ path, badge: Badge }) => Badge && current && <Badge key={path} programme={current} />,
      )}
      {ofInstallation.map(({ path, count: Count }) => Count && <Count key={path} />)}
    </>
  );
}

function ProgrammeChoice(props: {
  list: Programme[];
  current: Programme | undefined;
  onChosen?: () => void;
}) {
  const t = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  const navigate = useNavigate();
  const names = props.list.map(({ definition }) => definition.shortName[lang]);
  const [entry] = useEntries('programme');
  const go = (code: string) => {
    const chosen = props.list.find((each) => each.code === code);
    if (chosen) leadTo(addressIn(chosen, entry));
  };
  const leadTo = (to: string) => {
    props.onChosen?.();
    void navigate({ to });
  };
  return (
    <div className={styles.programme}>
      {props.list.length > 0 && (
        <Select
          aria-label={t('programme')}
          value={props.current?.code}
          options={props.list.map(({ code, definition: { shortName, name } }) => ({
            value: code,
            // Copies of one template bear the same name.
            label:
              names.filter((each) => each === shortName[lang]).length > 1
                ? `${shortName[lang]} · ${code}`
                : shortName[lang],
            title: name[lang],
          }))}
          popupMatchSelectWidth={280}
          onChange={go}
        />
      )}
      {can('programme.create') && (
        <Button
          type="text"
          icon={<PlusOutlined />}
          aria-label={t('newProgramme')}
          title={t('newProgramme')}
          onClick={() => leadTo('/new-programme')}
        >
          {props.list.length === 0 && t('newProgramme')}
        </Button>
      )}
    </div>
  );
}

function TopBar(props: { current: Programme | undefined; children: ReactNode }) {
  const { current, children } = props;
  const lang = useLang();
  const t = useWords(shellWords);
  return (
    <Layout.Header className={styles.top}>
      {children}
      <div className={styles.topName}>
        {current && (
          <>
            <strong className={textStyles.cut}>{current.definition.name[lang]}</strong>
            <span className={textStyles.soft}>
              {t('today', {
                day: formatDay(todayOf(current), lang),
                zone: zoneName(current.definition.zone, lang),
              })}
            </span>
          </>
        )}
      </div>
      <LanguageSwitch />
      <AccountMenu />
    </Layout.Header>
  );
}

function AccountMenu() {
  const t = useWords(shellWords);
  const text = useText();
  const who = useCurrentUser();
  const entries = useEntries('account');
  const navigate = useNavigate();
  const leave = useSignOut(who);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...entries.map(({ path, icon: Icon, title }) => ({
            key: path,
            icon: <Icon />,
            label: text(title),
          })),
          { type: 'divider' },
          { key: 'leave', icon: <LogoutOutlined />, label: t('signOut') },
        ],
        onClick: ({ key }) => (key === 'leave' ? leave.mutate() : void navigate({ to: key })),
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={who.name} title={who.name}>
        <span className={`${styles.who} ${textStyles.cut}`}>{who.name}</span>
      </Button>
    </Dropdown>
  );
}
