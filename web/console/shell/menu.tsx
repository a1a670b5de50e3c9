import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Menu, type MenuProps } from 'antd';
import { useText, useWords } from '../../shared/i18n.ts';
import { type MenuEntry, useFeatures } from './feature.ts';
import styles from './menu.module.css';
import type { Programme } from './programme.tsx';
import { useCan } from './session.ts';
import { shellWords } from './words.ts';

/** What the features have for a menu and the person may see; in a programme's menu, for that programme. */
export function useEntries(menu: MenuEntry['menu'], programme?: Programme): MenuEntry[] {
  const can = useCan();
  const maySee = ({ permission, whole, concerns }: MenuEntry) =>
    (!permission || (whole ? programme?.mayOnAll.includes(permission) : can(permission))) &&
    (!concerns || (programme !== undefined && concerns(programme)));
  return useFeatures()
    .flatMap(({ menu: entries = [] }) => entries)
    .filter((entry) => entry.menu === menu && maySee(entry));
}

/** Where a page of a programme is; without one, the programme's own address. */
export function addressIn({ code }: Programme, entry: MenuEntry | undefined): string {
  return `/p/${code}${entry?.path ?? ''}`;
}

/** The pages of the programme that is shown, and those of the installation. */
export function SideMenu(props: { current: Programme | undefined; onChosen?: () => void }) {
  const { current, onChosen } = props;
  const t = useWords(shellWords);
  const text = useText();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const ofProgramme = useEntries('programme', current);
  const ofInstallation = useEntries('installation');
  const groups = [
    { title: t('programme'), at: `/p/${current?.code}`, entries: current ? ofProgramme : [] },
    { title: t('installation'), at: '', entries: ofInstallation },
  ].filter(({ entries }) => entries.length > 0);
  const items: MenuProps['items'] = groups.map(({ title, at, entries }) => ({
    type: 'group',
    key: title,
    label: title,
    children: entries.map(
      ({
        path: below,
        icon: Icon,
        title: name,
        badge: Badge,
        quietBadge: Quiet,
        count: Count,
      }) => ({
        key: at + below,
        icon: <Icon />,
        label: text(name),
        ...((Badge || Quiet || Count) && {
          extra: (
            <>
              {Badge && current && <Badge programme={current} />}
              {Quiet && current && <Quiet programme={current} />}
              {Count && <Count />}
            </>
          ),
        }),
      }),
    ),
  }));
  const all = groups.flatMap(({ at, entries }) => entries.map((entry) => at + entry.path));
  const selected = all.filter((key) => path === key || path.startsWith(`${key}/`));
  return (
    <nav className={styles.menu}>
      <Menu
        mode="inline"
        inlineIndent={16}
        items={items}
        selectedKeys={selected}
        onClick={({ key }) => {
          onChosen?.();
          void navigate({ to: key });
        }}
      />
    </nav>
  );
}
