import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem, linkTo } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { ColumnChoice, DataTable, MoreRows, useColumns } from '../shell/data-table.tsx';
import { OneTimePassword } from '../shell/one-time-password.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { JumpLetters, NobodyFrom } from '../shell/sort-and-jump.tsx';
import { AddStaff, type NewCredentials } from './add-staff.tsx';
import { type StaffMember, useStaffColumns } from './staff-columns.tsx';
import { EditStaff, ResetStaff, SetDocument } from './staff-dialogs.tsx';
import { StaffDrawer } from './staff-drawer.tsx';
import { StaffSearch, type StaffTyped, useStaffFilter } from './staff-search.tsx';
import { staffWords } from './words.ts';
import { WorkbookExports } from './workbook-exports.tsx';

/** 人员管理: who may use the console and the field app, and as what. */
export default function Staff() {
  return (
    <RequirePermission permission="staff.read">
      <StaffPage />
    </RequirePermission>
  );
}

type Dialog =
  | { kind: 'add' }
  | { kind: 'edit' | 'reset' | 'document'; member: StaffMember }
  | ({ kind: 'password' } & NewCredentials);

/** Whom the page lists: what was typed, and what the address says. */
function useStaffPages(typed: StaffTyped, jumpTo: string) {
  const { placeId, role, type, disabled } = useStaffFilter();
  const texts = Object.entries(typed).filter(([, text]) => text?.trim());
  const filter = {
    ...Object.fromEntries(texts),
    ...(placeId !== undefined && { placeId }),
    ...(role && { role }),
    ...(type && { type }),
    ...(disabled !== undefined && { disabled }),
  };
  const body = { ...filter, ...(jumpTo && { jumpTo }) };
  const pages = useInfiniteQuery({
    ...pagesFor(staff.list, { body }),
    // A look for a number is counted and noted: none without need.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { pages, isFiltered: Object.keys(filter).length > 0 };
}

function StaffPage() {
  const t = useWords(staffWords);
  const can = useCan();
  const [typed, setTyped] = useState<StaffTyped>({});
  const [jumpTo, setJumpTo] = useState('');
  const [dialog, setDialog] = useState<Dialog>();
  const [openId, setOpenId] = useState<string>();
  const { pages, isFiltered } = useStaffPages(typed, jumpTo);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const choice = useColumns(
    'staff',
    useStaffColumns((act, member) => {
      if (act === 'roles') setOpenId(member.personId);
      else setDialog({ kind: act, member });
    }),
  );
  // Said at its field in the search.
  const isMistyped = pages.error instanceof ApiProblem && pages.error.status === 422;
  return (
    <>
      <PageHead title={t('staff')} note={t('staffNote')}>
        {can('staff.export') && <StaffExports />}
        <ColumnChoice choice={choice} />
        {can('staff.manage') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog({ kind: 'add' })}>
            {t('addStaff')}
          </Button>
        )}
      </PageHead>
      <Panel>
        <StaffSearch error={isMistyped ? pages.error : null} onSearch={setTyped} />
        {(pages.hasNextPage || jumpTo) && <JumpLetters jumpTo={jumpTo} onJump={setJumpTo} />}
        {pages.isError && !isMistyped ? (
          <ErrorState error={pages.error} retry={() => void pages.refetch()} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ personId }) => personId}
            loading={pages.isPending}
            onOpen={({ personId }) => setOpenId(personId)}
            empty={
              jumpTo ? (
                <NobodyFrom jumpTo={jumpTo} />
              ) : isFiltered ? (
                <EmptyState title={t('noMatch')} hint={t('noMatchHint')} />
              ) : (
                <EmptyState title={t('empty')} hint={t('emptyHint')} />
              )
            }
            footer={<MoreRows pages={pages} count={rows.length} />}
          />
        )}
      </Panel>
      <StaffDrawer personId={openId} onClose={() => setOpenId(undefined)} />
      {dialog && <StaffDialog dialog={dialog} onChange={setDialog} />}
    </>
  );
}

/** Whom the list is narrowed to by what is chosen, as a workbook; what was typed stands in no address. */
function StaffExports() {
  const { placeId, role, type, disabled } = useStaffFilter();
  const chosen = {
    ...(placeId !== undefined && { placeId }),
    ...(role && { role }),
    ...(type && { type }),
    ...(disabled !== undefined && { disabled }),
  };
  return (
    <WorkbookExports
      linkIn={(as) => linkTo(staff.exportMembers, { query: { ...as, ...chosen } })}
    />
  );
}

function StaffDialog(props: { dialog: Dialog; onChange: (next: Dialog | undefined) => void }) {
  const { dialog, onChange } = props;
  const t = useWords(staffWords);
  const onClose = () => onChange(undefined);
  const onDone = (made: NewCredentials) => onChange({ kind: 'password', ...made });
  if (dialog.kind === 'add') return <AddStaff {...{ onClose, onDone }} />;
  if (dialog.kind === 'password') {
    const { name, username, password } = dialog;
    const accounts = username ? [{ label: t('username'), value: username }] : [];
    return <OneTimePassword {...{ name, accounts, password, onClose }} />;
  }
  const { kind, member } = dialog;
  if (kind === 'edit') return <EditStaff {...{ member, onClose }} />;
  if (kind === 'document') return <SetDocument {...{ member, onClose }} />;
  return <ResetStaff {...{ member, onClose, onDone }} />;
}
