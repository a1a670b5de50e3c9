import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, InputNumber, Modal } from 'antd';
import { oversight } from '../../../modules/oversight/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { ErrorState, Loading } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import styles from './unusual.module.css';
import { unusualWords } from './unusual-words.ts';

type Reading = { id: number; actorName: string };

/** Closes a note of unusual reading with the reason that was found. */
export function CloseDialog(props: {
  reading: Reading | null;
  onClose: () => void;
  onSettled: () => void;
}) {
  const { reading, onClose, onSettled } = props;
  const t = useWords(unusualWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const closing = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(oversight.closeUnusual, { params: { id: reading?.id ?? 0 }, body: { reason } }),
    onSuccess: () => {
      form.resetFields();
      onClose();
      void message.success(t('didClose'));
    },
    onSettled,
  });
  return (
    <Modal
      open={reading !== null}
      title={`${t('unusual')} · ${reading?.actorName ?? ''}`}
      okText={t('close')}
      cancelText={t('cancel')}
      confirmLoading={closing.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <FormProblem form={form} error={closing.error} />
      <Form form={form} layout="vertical" onFinish={(typed) => closing.mutate(typed)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 3, maxRows: 8 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

type Limits = BodyOf<typeof oversight.setReadingLimits>;

/** Says what counts as unusual in the whole installation. */
export function LimitsDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(unusualWords);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Limits>();
  const limits = useQuery({ ...queryFor(oversight.readingLimits), staleTime: 0, gcTime: 0 });
  const saving = useMutation({
    mutationFn: (body: Limits) => call(oversight.setReadingLimits, { body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [oversight.readingLimits.url] });
      onClose();
      void message.success(t('saved'));
    },
  });
  const field = (name: keyof Limits, label: string, [min, max]: [number, number]) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('required') }]}>
      <InputNumber min={min} max={max} precision={0} />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={t('limitsTitle')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={saving.isPending}
      okButtonProps={{ disabled: !limits.data }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className={textStyles.intro}>{t('limitsNote')}</p>
      {limits.isPending && <Loading rows={3} />}
      {limits.isError && <ErrorState error={limits.error} retry={() => void limits.refetch()} />}
      {limits.data && (
        <>
          <FormProblem form={form} error={saving.error} />
          <Form
            form={form}
            layout="vertical"
            className={styles.limits}
            initialValues={limits.data}
            onFinish={(typed) => saving.mutate(typed)}
          >
            {field('looked', t('limitLooked'), [1, 1_000_000])}
            {field('listed', t('limitListed'), [1, 10_000_000])}
            {field('times', t('limitTimes'), [2, 100])}
            <p className={textStyles.soft}>{t('timesHint')}</p>
          </Form>
        </>
      )}
    </Modal>
  );
}
