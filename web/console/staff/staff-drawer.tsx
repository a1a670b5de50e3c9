import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Descriptions, Drawer, Form, Popconfirm, Table } from 'antd';
import { isScannerRole, staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { placeName } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { RoleFields, roleSentences, useRoles } from './choices.tsx';
import { scannerWords } from './scanner-words.ts';
import styles from './staff.module.css';
import { State } from './staff-columns.tsx';
import { useStaffChanged } from './staff-dialogs.tsx';
import { staffWords } from './words.ts';

type Member = ResponseOf<typeof staff.member>;
type Grant = Member['grants'][number];

/** A member of staff over the list: what they are known by, and which roles they hold where. */
export function StaffDrawer(props: { personId: string | undefined; onClose: () => void }) {
  const t = useWords(staffWords);
  return (
    <Drawer
      open={props.personId !== undefined}
      size={640}
      title={t('member')}
      destroyOnHidden
      onClose={props.onClose}
    >
      {props.personId !== undefined && <Person key={props.personId} personId={props.personId} />}
    </Drawer>
  );
}

function Person({ personId }: { personId: string }) {
  const t = useWords(staffWords);
  const can = useCan();
  const who = useCurrentUser();
  const member = useQuery({
    ...queryFor(staff.member, { params: { personId } }),
    // Every fetch is a look that the audit trail keeps: none without need.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={member} rows={8}>
      {(data) => (
        <>
          <Facts member={data} />
          <h3 className={styles.heading}>{t('roles')}</h3>
          <Grants member={data} />
          {can('staff.manage') && personId !== who.personId && (
            <>
              <h3 className={styles.heading}>{t('grant')}</h3>
              <GrantRole personId={personId} />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

function Facts({ member }: { member: Member }) {
  const t = useWords(staffWords);
  const scanner = useWords(scannerWords);
  const shell = useWords(shellWords);
  const known = (kind: string) =>
    member.identifiers.find((each) => each.kind === kind)?.value ?? '—';
  return (
    <Descriptions
      size="small"
      bordered
      column={2}
      items={[
        { key: 'name', label: shell('name'), children: member.name, span: 2 },
        { key: 'username', label: t('username'), children: known('username') },
        { key: 'phone', label: t('phone'), children: known('phone') },
        { key: 'identity', label: scanner('number'), children: known('identity') },
        { key: 'state', label: t('state'), children: <State member={member} /> },
        { key: 'remark', label: t('remark'), children: member.remark ?? '—', span: 2 },
      ]}
    />
  );
}

function Grants({ member }: { member: Member }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  const who = useCurrentUser();
  const roles = useRoles();
  const changed = useStaffChanged();
  const { message } = App.useApp();
  const revoke = useMutation({
    mutationFn: (grantId: number) =>
      call(staff.revokeRole, { params: { personId: member.personId, grantId } }),
    onSuccess: () => void message.success(t('saved')),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: changed,
  });
  const sentencesOf = ({ role }: Grant) => {
    const whole = roles.data?.find(({ code }) => code === role.code);
    return whole ? roleSentences(whole, lang) : '';
  };
  const mayRevoke = can('staff.manage') && member.personId !== who.personId;
  const actions = (grant: Grant) =>
    isScannerRole(grant.role.code) ? (
      <span className={textStyles.soft}>{t('withSite')}</span>
    ) : (
      <Popconfirm
        title={t('revokeAsk', { role: grant.role[lang], place: placeName(grant, lang) })}
        okText={t('revoke')}
        cancelText={shell('cancel')}
        onConfirm={() => revoke.mutate(grant.id)}
      >
        <Button type="link" size="small">
          {t('revoke')}
        </Button>
      </Popconfirm>
    );
  return (
    <Table<Grant>
      size="small"
      pagination={false}
      rowKey="id"
      dataSource={member.grants}
      locale={{ emptyText: <EmptyState title={t('noRoles')} /> }}
      columns={[
        {
          key: 'role',
          title: t('role'),
          render: (_, grant) => <span title={sentencesOf(grant)}>{grant.role[lang]}</span>,
        },
        { key: 'place', title: t('place'), render: (_, grant) => placeName(grant, lang) },
        ...(mayRevoke
          ? [
              {
                ...{ key: 'actions', title: shell('actions'), width: 150 },
                render: (_: unknown, grant: Grant) => actions(grant),
              },
            ]
          : []),
      ]}
    />
  );
}

function GrantRole({ personId }: { personId: string }) {
  const t = useWords(staffWords);
  const changed = useStaffChanged();
  const { message } = App.useApp();
  type Typed = { role: string; placeId: number };
  const [form] = Form.useForm<Typed>();
  const grant = useMutation({
    mutationFn: (body: Typed) => call(staff.grantRole, { params: { personId }, body }),
    onSuccess: () => {
      form.resetFields();
      void message.success(t('saved'));
      changed();
    },
  });
  return (
    <>
      <FormProblem form={form} error={grant.error} />
      <Form<Typed> form={form} layout="vertical" onFinish={(typed) => grant.mutate(typed)}>
        <RoleFields />
        <Button type="primary" htmlType="submit" loading={grant.isPending}>
          {t('grant')}
        </Button>
      </Form>
    </>
  );
}
