import { MoreOutlined, PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input } from 'antd';
import { useState } from 'react';
import { access } from '../../../modules/access/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { placeName } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { RoleEditor } from './role-editor.tsx';
import { RoleHolders } from './role-holders.tsx';
import { accessWords } from './words.ts';

export type Role = ResponseOf<typeof access.managedRole>;

/** 角色管理: what roles permit, and who holds them. */
export default function Roles() {
  return (
    <RequirePermission permission="role.manage">
      <RolesPage />
    </RequirePermission>
  );
}

type Open =
  | { kind: 'add'; from?: Role }
  | { kind: 'edit'; role: Role }
  | { kind: 'holders'; role: Role };

function RolesPage() {
  const t = useWords(accessWords);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open>();
  const body = { limit: 50, ...(search && { search }) };
  const roles = useInfiniteQuery(pagesFor(access.managedRoles, { body }));
  const columns = useRoleColumns(setOpen);
  const close = () => setOpen(undefined);
  const mayAddForAll = roles.data?.pages[0]?.mayAddForAll ?? false;
  return (
    <>
      <PageHead title={t('roles')} note={t('note')}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: 'add' })}>
          {t('addRole')}
        </Button>
      </PageHead>
      <Panel>
        <div className={filtersStyles.filters}>
          <Input.Search
            className={filtersStyles.search}
            allowClear
            maxLength={100}
            placeholder={t('find')}
            aria-label={t('find')}
            onSearch={(text) => setSearch(text.trim())}
          />
        </div>
        <Loaded query={roles}>
          {({ pages }) => {
            const rows = pages.flatMap(({ items }) => items);
            return (
              <DataTable
                columns={columns}
                rows={rows}
                rowKey={({ code }) => code}
                onOpen={(role) => setOpen({ kind: 'edit', role })}
                empty={
                  search ? (
                    <EmptyState title={t('noMatch')} hint={t('noMatchHint')} />
                  ) : (
                    <EmptyState title={t('empty')} />
                  )
                }
                footer={<MoreRows pages={roles} count={rows.length} />}
              />
            );
          }}
        </Loaded>
      </Panel>
      {open?.kind === 'add' && (
        <RoleEditor
          {...(open.from && { from: open.from })}
          mayAddForAll={mayAddForAll}
          onClose={close}
        />
      )}
      {open?.kind === 'edit' && (
        <RoleEditor key={open.role.code} role={open.role} onClose={close} />
      )}
      {open?.kind === 'holders' && <RoleHolders role={open.role} onClose={close} />}
    </>
  );
}

function useRoleColumns(open: (what: Open) => void): DataColumn<Role>[] {
  const t = useWords(accessWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  return [
    { key: 'role', title: t('role'), width: 180, cut: (role) => role[lang], always: true },
    { key: 'description', title: t('description'), cut: (role) => role.description },
    {
      key: 'scope',
      title: t('scope'),
      width: 180,
      cut: ({ place }) => (place ? placeName(place, lang) : t('everywhere')),
    },
    {
      key: 'permissions',
      title: t('permissionCount'),
      width: 130,
      align: 'right',
      render: ({ permissions }) => <span className={textStyles.number}>{permissions.length}</span>,
    },
    {
      key: 'holders',
      title: t('holders'),
      width: 110,
      align: 'right',
      render: (role) =>
        can('staff.read') ? (
          <Button
            type="link"
            size="small"
            className={textStyles.number}
            aria-label={t('showHolders', { role: role[lang], count: role.holders })}
            onClick={(event) => {
              event.stopPropagation();
              open({ kind: 'holders', role });
            }}
          >
            {role.holders}
          </Button>
        ) : (
          role.holders
        ),
    },
    {
      key: 'actions',
      title: shell('actions'),
      width: 90,
      always: true,
      pinned: true,
      render: (role) => <RoleActions role={role} open={open} />,
    },
  ];
}

function RoleActions({ role, open }: { role: Role; open: (what: Open) => void }) {
  const t = useWords(accessWords);
  const lang = useLang();
  const remove = useRemove(open);
  const items = [
    { key: 'edit', label: t(role.mayChange ? 'edit' : 'view') },
    { key: 'copy', label: t('copyAsNew') },
    ...(role.mayChange ? [{ key: 'remove', label: t('remove'), danger: true }] : []),
  ];
  const act = (key: string) => {
    if (key === 'edit') open({ kind: 'edit', role });
    if (key === 'copy') open({ kind: 'add', from: role });
    if (key === 'remove') remove(role);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps clicks from the row around it
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys do not reach the row from here
    <span onClick={(event) => event.stopPropagation()}>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => act(key) }}>
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined />}
          aria-label={t('more', { role: role[lang] })}
        />
      </Dropdown>
    </span>
  );
}

/** Deletes a role once that was confirmed; one that people hold leads to them instead. */
function useRemove(open: (what: Open) => void) {
  const t = useWords(accessWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const remove = useMutation({
    mutationFn: (code: string) => call(access.deleteRole, { params: { code } }),
    onSuccess: () => void message.success(t('removed')),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: () => queries.invalidateQueries({ queryKey: [access.managedRoles.url] }),
  });
  return (role: Role) => {
    const named = { role: role[lang] };
    if (role.isGivenByProduct) {
      void modal.info({ title: t('heldTitle', named), content: t('neededText') });
      return;
    }
    if (role.holders > 0) {
      void modal.confirm({
        title: t('heldTitle', named),
        content: t('heldText', { count: role.holders }),
        okText: t('whoHolds'),
        okButtonProps: { disabled: !can('staff.read') },
        cancelText: shell('close'),
        onOk: () => open({ kind: 'holders', role }),
      });
      return;
    }
    void modal.confirm({
      ...{ title: t('removeTitle', named), content: t('removeText') },
      ...{ okText: t('remove'), okButtonProps: { danger: true }, cancelText: shell('cancel') },
      onOk: () => remove.mutateAsync(role.code).catch(() => undefined),
    });
  };
}
