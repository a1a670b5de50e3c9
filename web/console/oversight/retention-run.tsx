import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Descriptions, Flex, Modal, Space } from 'antd';
import { oversight, tableNames } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { formatDay } from '../../shared/format.ts';
import { type Lang, useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import { formatCount } from '../shell/numbers.ts';
import { useCan } from '../shell/session.ts';
import { type RetentionTranslator, retentionWords } from './retention-words.ts';

type Kept = ResponseOf<typeof oversight.retention>['programmes'][number];
type Run = NonNullable<Kept['run']>;
type Step = NonNullable<Run['preview']>['steps'][number];

/** What a dry run has found, and what was deleted since somebody else has confirmed it, here. */
export function RunDialog(props: { kept: Kept; onClose: () => void; onSettled: () => void }) {
  const { kept, onClose, onSettled } = props;
  const t = useWords(retentionWords);
  const lang = useLang();
  const can = useCan();
  const { message, modal } = App.useApp();
  const { run } = kept;
  const isRunning = run?.state === 'running';
  const settle = useMutation({
    mutationFn: (act: 'confirm' | 'withdraw') => {
      const params = { runId: run?.id ?? '' };
      return act === 'withdraw'
        ? call(oversight.withdrawRetention, { params })
        : call(oversight.confirmRetention, {
            params,
            body: { previewHash: run?.previewHash ?? '' },
          });
    },
    onSuccess: (_, act) => {
      onClose();
      const dropped = isRunning ? 'stoppedNow' : 'dropped';
      void message.success(t(act === 'withdraw' ? dropped : 'begun'));
    },
    onSettled,
  });
  const preview = run?.preview;
  if (!run || !preview) return null;
  const ask = (act: 'confirm' | 'withdraw') =>
    modal.confirm({
      title: t(act === 'confirm' ? 'confirmTitle' : 'stopTitle'),
      content: t(act === 'confirm' ? 'confirmNote' : 'stopNote'),
      okText: t(act === 'confirm' ? 'confirm' : 'stop'),
      cancelText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: () => settle.mutateAsync(act).catch(() => {}),
    });
  const isWaiting = run.state === 'proposed';
  const hint = run.isOwn ? t('own') : kept.daysLeft > 0 ? t('notDue') : null;
  const files = preview.steps.reduce((sum, step) => sum + step.files, 0);
  const size = preview.steps.reduce((sum, step) => sum + step.bytes, 0) / 1_000_000;
  return (
    <Modal
      open
      width={760}
      title={`${t(isWaiting ? 'dryRun' : 'details')} · ${kept.name[lang]}`}
      onCancel={onClose}
      footer={
        (isWaiting || isRunning) && (
          <Space wrap>
            {isWaiting && can('retention.manage') && (
              <Button loading={settle.isPending} onClick={() => settle.mutate('withdraw')}>
                {t('withdraw')}
              </Button>
            )}
            {isRunning && can('retention.manage') && (
              <Button danger loading={settle.isPending} onClick={() => ask('withdraw')}>
                {t('stop')}
              </Button>
            )}
            {isWaiting && can('retention.confirm') && (
              <Button
                danger
                disabled={hint !== null}
                loading={settle.isPending}
                onClick={() => ask('confirm')}
              >
                {t('confirm')}
              </Button>
            )}
          </Space>
        )
      }
    >
      <Flex vertical gap="middle">
        {settle.error && <Alert type="error" showIcon title={problemText(settle.error, lang)} />}
        {run.problem && <Alert type="warning" showIcon title={t(`stopped_${run.problem}`)} />}
        {isWaiting && hint && <Alert type="info" showIcon title={hint} />}
        <Descriptions
          size="small"
          bordered
          column={2}
          items={[
            { key: 'people', label: t('people'), children: formatCount(preview.people) },
            { key: 'leaving', label: t('leaving'), children: formatCount(preview.leaving) },
            { key: 'staff', label: t('staff'), children: formatCount(preview.staff) },
            { key: 'elsewhere', label: t('elsewhere'), children: formatCount(preview.elsewhere) },
            {
              key: 'files',
              label: t('files'),
              children: t('filesValue', { count: formatCount(files), size: size.toFixed(1) }),
            },
            { key: 'by', label: t('proposedBy'), children: run.proposedBy },
          ]}
        />
        <DataTable
          columns={stepColumns(t, lang, isWaiting ? null : run.deleted)}
          rows={preview.steps}
          rowKey={({ table }) => table}
          loading={false}
          empty={t('empty')}
        />
      </Flex>
    </Modal>
  );
}

const stepColumns = (
  t: RetentionTranslator,
  lang: Lang,
  /** What went so far; null while nothing could. */
  deleted: Record<string, number> | null,
): DataColumn<Step>[] => [
  {
    key: 'what',
    title: t('what'),
    always: true,
    render: ({ table }) => tableNames[table]?.[lang] ?? table,
  },
  {
    key: 'rows',
    title: t('rows'),
    width: 120,
    align: 'right',
    render: ({ rows }) => formatCount(rows),
  },
  ...(deleted
    ? [
        {
          key: 'deleted',
          title: t('deletedRows'),
          width: 120,
          align: 'right',
          render: ({ table }: Step) => formatCount(deleted[table] ?? 0),
        } as const,
      ]
    : []),
  {
    key: 'span',
    title: t('span'),
    width: 230,
    render: ({ oldest, newest }) =>
      oldest && newest
        ? `${formatDay(oldest, lang, 'short')} – ${formatDay(newest, lang, 'short')}`
        : '',
  },
];
