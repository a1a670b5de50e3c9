import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MoreOutlined,
  PlusOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input, Popconfirm, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { comparingNames } from '../../../forms/natural-order.ts';
import { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { ColumnChoice, type DataColumn, DataTable, useColumns } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import marksStyles from '../shell/marks.module.css';
import { OneTimePassword } from '../shell/one-time-password.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { placeName } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { JumpLetters, NobodyFrom } from '../shell/sort-and-jump.tsx';
import { shellWords } from '../shell/words.ts';
import { needsLetters, standsFrom } from './by-name.ts';
import { roleSentences, useRoles } from './roles.ts';
import styles from './staff.module.css';
import { AddStaff, GrantRole, ResetStaff, SetDocument } from './staff-dialogs.tsx';
import { staffWords } from './words.ts';

export type StaffMember = ResponseOf<typeof staff.list>[number];

/** Who may use the console, and as what. */
export default function Staff() {
  return (
    <RequirePermission permission="staff.read">
      <StaffPage />
    </RequirePermission>
  );
}

type Dialog =
  | { kind: 'add' }
  | { kind: 'grant' | 'reset' | 'document'; member: StaffMember }
  | { kind: 'password'; name: string; username: string; password: string };

function StaffPage() {
  const t = useWords(staffWords);
  const can = useCan();
  const [typed, setTyped] = useState('');
  const [dialog, setDialog] = useState<Dialog>();
  const members = useQuery(queryFor(staff.list));
  const [jumpTo, setJumpTo] = useState('');
  const [isByName, setIsByName] = useState(true);
  const choice = useColumns('staff', useStaffColumns(members.data ?? [], setDialog));
  const close = () => setDialog(undefined);
  const wanted = typed.trim().toLowerCase();
  const matches = ({ name, username }: StaffMember) =>
    name.toLowerCase().includes(wanted) || username.toLowerCase().includes(wanted);
  return (
    <>
      <PageHead title={t('staff')} note={t('staffNote')}>
        <ColumnChoice choice={choice} />
        {can('staff.manage') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog({ kind: 'add' })}>
            {t('addStaff')}
          </Button>
        )}
      </PageHead>
      <Panel>
        <div className={filtersStyles.filters}>
          <Input.Search
            className={filtersStyles.search}
            allowClear
            placeholder={t('filter')}
            aria-label={t('filter')}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        {isByName && needsLetters(members.data ?? []) && (
          <JumpLetters jumpTo={jumpTo} onJump={setJumpTo} />
        )}
        <Loaded query={members}>
          {(list) => (
            <DataTable
              columns={choice.shown}
              rows={list.filter(matches).filter(isByName ? standsFrom(jumpTo) : () => true)}
              rowKey={({ personId }) => personId}
              onSort={(sorted) =>
                setIsByName(!sorted || (sorted.key === 'name' && !sorted.descending))
              }
              empty={
                isByName && jumpTo ? (
                  <NobodyFrom jumpTo={jumpTo} />
                ) : wanted ? (
                  <EmptyState title={t('noMatch')} />
                ) : (
                  <EmptyState title={t('empty')} hint={t('emptyHint')} />
                )
              }
            />
          )}
        </Loaded>
      </Panel>
      {dialog?.kind === 'add' && (
        <AddStaff onClose={close} onDone={(done) => setDialog({ kind: 'password', ...done })} />
      )}
      {dialog?.kind === 'grant' && <GrantRole member={dialog.member} onClose={close} />}
      {dialog?.kind === 'document' && <SetDocument member={dialog.member} onClose={close} />}
      {dialog?.kind === 'reset' && (
        <ResetStaff
          member={dialog.member}
          onClose={close}
          onDone={(done) => setDialog({ kind: 'password', ...done })}
        />
      )}
      {dialog?.kind === 'password' && (
        <OneTimePassword
          name={dialog.name}
          accounts={[{ label: t('username'), value: dialog.username }]}
          password={dialog.password}
          onClose={close}
        />
      )}
    </>
  );
}

const states = ['active', 'notYet', 'disabled'] as const;

const stateOf = ({ disabled, activated }: StaffMember): (typeof states)[number] =>
  disabled ? 'disabled' : activated ? 'active' : 'notYet';

/** `list` comes by name, which the server knows how to sort. */
function useStaffColumns(
  list: readonly StaffMember[],
  open: (dialog: Dialog) => void,
): DataColumn<StaffMember>[] {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const can = useCan();
  const places = useMemo(() => new Map(list.map((member, place) => [member, place])), [list]);
  const placeOf = (member: StaffMember) => places.get(member) ?? 0;
  const columns: DataColumn<StaffMember>[] = [
    {
      key: 'name',
      title: shell('name'),
      width: 160,
      cut: ({ name }) => name,
      order: (one, other) => placeOf(one) - placeOf(other),
      always: true,
    },
    {
      key: 'username',
      title: t('username'),
      width: 150,
      cut: ({ username }) => username,
      order: comparingNames(({ username }) => username, 'en'),
    },
    {
      key: 'roles',
      title: t('role'),
      width: 380,
      render: (member) => <Roles member={member} />,
    },
    {
      key: 'documented',
      title: t('document'),
      width: 110,
      order: (one, other) => Number(one.documented) - Number(other.documented),
      render: ({ documented }) => t(documented ? 'documented' : 'undocumented'),
    },
    {
      key: 'state',
      title: t('state'),
      width: 170,
      order: (one, other) => states.indexOf(stateOf(one)) - states.indexOf(stateOf(other)),
      render: (member) => {
        const state = stateOf(member);
        if (state === 'disabled') {
          return (
            <StateMark colour="grey" icon={<StopOutlined />}>
              {t('disabled')}
            </StateMark>
          );
        }
        return state === 'active' ? (
          <StateMark colour="ink" icon={<CheckCircleOutlined />}>
            {t('active')}
          </StateMark>
        ) : (
          <StateMark colour="none" icon={<ClockCircleOutlined />}>
            {t('notYet')}
          </StateMark>
        );
      },
    },
  ];
  if (!can('staff.manage')) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      title: shell('actions'),
      width: 90,
      always: true,
      pinned: true,
      render: (member) => <StaffActions member={member} open={open} />,
    },
  ];
}

function Roles({ member }: { member: StaffMember }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  const roles = useRoles();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const revoke = useMutation({
    mutationFn: (grantId: number) =>
      call(staff.revokeRole, { params: { personId: member.personId, grantId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [staff.list.url] }),
    onError: (error) => void message.error(problemText(error, lang)),
  });
  return (
    <span className={marksStyles.marks}>
      {member.grants.map((grant) => {
        const role = grant.role[lang];
        const place = placeName(grant, lang);
        const whole = roles.data?.find(({ code }) => code === grant.role.code);
        const tag = (
          <Tag key={grant.id} {...(whole && { title: roleSentences(whole, lang) })}>
            {role} · {place}
          </Tag>
        );
        if (!can('staff.manage')) return tag;
        return (
          <Popconfirm
            key={grant.id}
            title={t('revokeAsk', { role, place })}
            okText={t('revoke')}
            cancelText={shell('cancel')}
            onConfirm={() => revoke.mutate(grant.id)}
          >
            <button type="button" className={styles.tagButton}>
              {tag}
            </button>
          </Popconfirm>
        );
      })}
    </span>
  );
}

function StaffActions(props: { member: StaffMember; open: (dialog: Dialog) => void }) {
  const { member, open } = props;
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const who = useCurrentUser();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const change = useMutation({
    mutationFn: (disabled: boolean) =>
      call(staff.change, { params: { personId: member.personId }, body: { disabled } }),
    onSuccess: () => void message.success(t('saved')),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: () => queries.invalidateQueries({ queryKey: [staff.list.url] }),
  });
  const disable = () =>
    void modal.confirm({
      title: t('disableAsk', { name: member.name }),
      content: t('disableHint'),
      okText: t('disable'),
      cancelText: shell('cancel'),
      onOk: () => change.mutate(true),
    });
  const isSelf = member.personId === who.personId;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'grant', label: t('grant') },
          { key: 'document', label: t('setDocument'), disabled: isSelf },
          { key: 'reset', label: t('reset'), disabled: isSelf },
          {
            key: 'disable',
            label: member.disabled ? t('enable') : t('disable'),
            disabled: isSelf,
          },
        ],
        onClick: ({ key }) => {
          if (key === 'grant' || key === 'reset' || key === 'document') open({ kind: key, member });
          else if (member.disabled) change.mutate(false);
          else disable();
        },
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={`${shell('actions')}${joiners[lang].colon}${member.name}`}
      />
    </Dropdown>
  );
}
