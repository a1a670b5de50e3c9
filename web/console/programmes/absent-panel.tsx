import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { ErrorState, Panel } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { usePersonDrawer } from '../shell/address.ts';
import { DataTable, MoreRows } from '../shell/data-table.tsx';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { importWords } from './import-words.ts';
import { useRosterColumns } from './roster.tsx';

/** Enrolled people whom a roster did not name; withdrawn only when somebody says so and types how many. */
export function AbsentPanel({ importId, count }: { importId: string; count: number }) {
  const t = useWords(importWords);
  const person = usePersonDrawer();
  const { id } = useProgramme();
  const [open, setAsking] = useState(false);
  const people = useInfiniteQuery(
    pagesFor(programmes.absent, { params: { id, importId }, query: {} }),
  );
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useRosterColumns();
  if (people.isError)
    return <ErrorState error={people.error} retry={() => void people.refetch()} />;
  if (people.isSuccess && rows.length === 0) return null;
  return (
    <Panel
      title={t('absentList', { count })}
      extra={<Button onClick={() => setAsking(true)}>{t('withdraw')}</Button>}
    >
      <p className={textStyles.soft}>{t('absentHint')}</p>
      <DataTable
        columns={columns}
        rows={rows}
        rowKey={({ enrolmentId }) => enrolmentId}
        loading={people.isPending}
        onOpen={({ enrolmentId }) => person.open(enrolmentId)}
        footer={<MoreRows pages={people} count={rows.length} />}
      />
      <WithdrawDialog
        open={open}
        importId={importId}
        count={count}
        onClose={() => setAsking(false)}
      />
    </Panel>
  );
}

type WithdrawDialogProps = {
  open: boolean;
  importId: string;
  count: number;
  onClose: () => void;
};

function WithdrawDialog({ open, importId, onClose, ...shown }: WithdrawDialogProps) {
  const t = useWords(importWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [typed, setTyped] = useState<number | null>(null);
  const [count, setCount] = useState(shown.count);
  const withdraw = useMutation({
    mutationFn: () =>
      call(programmes.withdrawAbsent, { params: { id, importId }, body: { expected: count } }),
    onSuccess: ({ withdrawn }) => {
      void message.success(t('withdrawn_done', { count: withdrawn }));
      onClose();
    },
    onError: (error) => {
      // Others came or went meanwhile: the new number must be looked at and typed.
      if (error instanceof ApiProblem && error.code === 'absent_changed') {
        setCount(Number(error.params.count));
        setTyped(null);
      }
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Modal
      open={open}
      title={t('withdrawTitle', { count })}
      okText={t('withdraw')}
      okButtonProps={{ disabled: typed !== count }}
      cancelText={shell('cancel')}
      confirmLoading={withdraw.isPending}
      destroyOnHidden
      afterClose={() => setTyped(null)}
      onOk={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <p>{t('withdrawHint')}</p>
      {withdraw.error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(withdraw.error, lang)}
        />
      )}
      <InputNumber
        aria-label={t('withdrawNumber')}
        placeholder={t('withdrawNumber')}
        value={typed}
        precision={0}
        min={0}
        controls={false}
        onChange={setTyped}
      />
    </Modal>
  );
}
