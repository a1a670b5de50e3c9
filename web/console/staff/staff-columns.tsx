import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MoreOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Button, Dropdown, Tag } from 'antd';
import { joiners } from '../../../forms/joiners.ts';
import type { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import type { DataColumn } from '../shell/data-table.tsx';
import { placeName } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import styles from './staff.module.css';
import { staffWords } from './words.ts';

export type StaffMember = ResponseOf<typeof staff.list>['items'][number];

/** What can be done with a member of staff of the list. */
export type StaffAct = 'edit' | 'reset' | 'document' | 'roles';

export function useStaffColumns(
  onAct: (act: StaffAct, member: StaffMember) => void,
): DataColumn<StaffMember>[] {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const can = useCan();
  const columns: DataColumn<StaffMember>[] = [
    { key: 'name', title: shell('name'), width: 150, cut: ({ name }) => name, always: true },
    { key: 'username', title: t('account'), width: 150, cut: accountOf },
    { key: 'state', title: t('state'), width: 190, render: (member) => <State member={member} /> },
    { key: 'roles', title: t('role'), width: 300, render: (member) => <Roles member={member} /> },
    {
      key: 'documented',
      title: t('document'),
      width: 120,
      render: ({ documented }) => t(documented ? 'documented' : 'undocumented'),
    },
    { key: 'remark', title: t('remark'), width: 140, cut: ({ remark }) => remark ?? '' },
  ];
  if (!can('staff.manage')) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      title: shell('actions'),
      width: 250,
      always: true,
      pinned: true,
      render: (member) => <Actions member={member} onAct={onAct} />,
    },
  ];
}

/** By what somebody signs in. */
export const accountOf = ({ username, phone }: StaffMember): string => username || (phone ?? '');

const mostRoles = 3;

function Roles({ member: { grants } }: { member: StaffMember }) {
  const t = useWords(staffWords);
  const lang = useLang();
  const further = grants.length - mostRoles;
  return (
    <span className={styles.roles}>
      {grants.slice(0, mostRoles).map((grant) => {
        const text = `${grant.role[lang]} · ${placeName(grant, lang)}`;
        return (
          <Tag key={grant.id} className={styles.role} title={text}>
            {text}
          </Tag>
        );
      })}
      {further > 0 && (
        <span className={textStyles.soft}>{t('furtherRoles', { count: further })}</span>
      )}
    </span>
  );
}

export function State({ member: { disabled, activated } }: { member: StaffMember }) {
  const t = useWords(staffWords);
  if (disabled) {
    return (
      <StateMark colour="grey" icon={<StopOutlined />}>
        {t('disabled')}
      </StateMark>
    );
  }
  return activated ? (
    <StateMark colour="ink" icon={<CheckCircleOutlined />}>
      {t('enabled')}
    </StateMark>
  ) : (
    <StateMark colour="none" icon={<ClockCircleOutlined />}>
      {t('notYet')}
    </StateMark>
  );
}

function Actions(props: {
  member: StaffMember;
  onAct: (act: StaffAct, member: StaffMember) => void;
}) {
  const { member, onAct } = props;
  const t = useWords(staffWords);
  const lang = useLang();
  const who = useCurrentUser();
  const isSelf = member.personId === who.personId;
  const label = (what: string) => `${what}${joiners[lang].colon}${member.name}`;
  const button = (act: StaffAct, text: string) => (
    <Button
      type="link"
      size="small"
      disabled={isSelf}
      aria-label={label(text)}
      onClick={(event) => {
        event.stopPropagation();
        onAct(act, member);
      }}
    >
      {text}
    </Button>
  );
  return (
    <>
      {button('edit', t('edit'))}
      {button('reset', t('reset'))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'roles', label: t('roles') },
            { key: 'document', label: t('setDocument'), disabled: isSelf },
          ],
          onClick: ({ key, domEvent }) => {
            domEvent.stopPropagation();
            onAct(key as StaffAct, member);
          },
        }}
      >
        <Button
          type="link"
          size="small"
          aria-label={label(t('more'))}
          icon={<MoreOutlined />}
          onClick={(event) => event.stopPropagation()}
        />
      </Dropdown>
    </>
  );
}
