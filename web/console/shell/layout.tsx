import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BellOutlined,
  ImportOutlined,
  LogoutOutlined,
  PlusOutlined,
  TeamOutlined,
  UserOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { Button, Dropdown, Layout, Menu, type MenuProps, Select } from 'antd';
import { useEffect } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { DemoBanner, LanguageSwitch } from '../../shared/antd/pc-parts.tsx';
import { pcWords } from '../../shared/antd/pc-words.ts';
import { call } from '../../shared/api.ts';
import { shownDay, zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { type Programme, todayOf, useProgrammes } from './programme.tsx';
import { useCan, useSignedIn, useWho } from './session.tsx';
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

/** Side menu, top bar and the page between them. */
export function ConsoleLayout() {
  const t = useWords(shellWords);
  const pc = useWords(pcWords);
  const list = useProgrammes().data;
  const title = `${t('product')} · ${t('console')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const current = useCurrent(list);
  return (
    <div className="cs-all">
      <a className="cs-skip" href="#main">
        {pc('skip')}
      </a>
      <DemoBanner />
      <Layout className="cs-layout">
        <Layout.Sider className="cs-side" width={216} theme="light">
          <Link to="/" className="cs-brand">
            <img src="/console/icon.svg" alt="" width={26} height={26} />
            <span>{t('product')}</span>
            <small>{t('console')}</small>
          </Link>
          <ProgrammeChoice list={list ?? []} current={current} />
          <SideMenu current={current} />
        </Layout.Sider>
        <Layout>
          <TopBar current={current} />
          <Layout.Content className="cs-content" id="main">
            <Outlet />
          </Layout.Content>
        </Layout>
      </Layout>
    </div>
  );
}

function ProgrammeChoice(props: { list: Programme[]; current: Programme | undefined }) {
  const t = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  const navigate = useNavigate();
  const names = props.list.map(({ definition }) => definition.shortName[lang]);
  const go = (code: string) =>
    void navigate({ to: '/p/$programme/completion', params: { programme: code } });
  return (
    <div className="cs-programme">
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
          onClick={() => void navigate({ to: '/new-programme' })}
        >
          {props.list.length === 0 && t('newProgramme')}
        </Button>
      )}
    </div>
  );
}

type Entry = { key: string; icon: React.ReactNode; label: string; needs: string };

function SideMenu({ current }: { current: Programme | undefined }) {
  const t = useWords(shellWords);
  const can = useCan();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const at = `/p/${current?.code}`;
  const ofProgramme: Entry[] = current
    ? [
        {
          key: `${at}/completion`,
          icon: <BarChartOutlined />,
          label: t('completion'),
          needs: 'report.read',
        },
        { key: `${at}/alerts`, icon: <BellOutlined />, label: t('alerts'), needs: 'report.read' },
        { key: `${at}/roster`, icon: <TeamOutlined />, label: t('roster'), needs: 'roster.read' },
        {
          key: `${at}/imports`,
          icon: <ImportOutlined />,
          label: t('imports'),
          needs: 'roster.import',
        },
      ]
    : [];
  const ofInstallation: Entry[] = [
    { key: '/places', icon: <ApartmentOutlined />, label: t('places'), needs: 'place.read' },
    { key: '/staff', icon: <UserSwitchOutlined />, label: t('staff'), needs: 'staff.manage' },
    { key: '/audit', icon: <AuditOutlined />, label: t('audit'), needs: 'audit.read' },
  ];
  const shown = (entries: Entry[]) => entries.filter(({ needs }) => can(needs));
  const groups = [
    { title: current ? t('programme') : '', entries: shown(ofProgramme) },
    { title: t('installation'), entries: shown(ofInstallation) },
  ].filter(({ entries }) => entries.length > 0);
  const items: MenuProps['items'] = groups.map(({ title, entries }) => ({
    type: 'group',
    key: title,
    label: title,
    children: entries.map(({ key, icon, label }) => ({ key, icon, label })),
  }));
  const all = groups.flatMap(({ entries }) => entries.map(({ key }) => key));
  const selected = all.filter((key) => path === key || path.startsWith(`${key}/`));
  return (
    <nav className="cs-menu">
      <Menu
        mode="inline"
        items={items}
        selectedKeys={selected}
        onClick={({ key }) => void navigate({ to: key })}
      />
    </nav>
  );
}

function TopBar({ current }: { current: Programme | undefined }) {
  const lang = useLang();
  const t = useWords(shellWords);
  return (
    <Layout.Header className="cs-top">
      <div className="cs-top-name">
        {current && (
          <>
            <strong className="ax-cut">{current.definition.name[lang]}</strong>
            <span className="ax-soft">
              {t('today', {
                day: shownDay(todayOf(current), lang),
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
  const who = useWho();
  const navigate = useNavigate();
  const signedIn = useSignedIn();
  const leave = useMutation({
    mutationFn: () => call(people.signOut, { whenSignedOut: 'fail' }),
    onSettled: () => {
      signedIn(null);
      // Whoever signs in next begins at the beginning, not where somebody else was.
      void navigate({ to: '/' });
    },
  });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', icon: <UserOutlined />, label: t('account') },
          { type: 'divider' },
          { key: 'leave', icon: <LogoutOutlined />, label: t('signOut') },
        ],
        onClick: ({ key }) =>
          key === 'leave' ? leave.mutate() : void navigate({ to: '/account' }),
      }}
    >
      <Button type="text" icon={<UserOutlined />}>
        <span className="cs-who ax-cut">{who.name}</span>
      </Button>
    </Dropdown>
  );
}
