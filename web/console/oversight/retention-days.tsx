import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form, InputNumber, Modal } from 'antd';
import { addDays } from '../../../forms/days.ts';
import type { Text } from '../../../forms/definition.ts';
import { oversight } from '../../../modules/oversight/contract.ts';
import { call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { retentionWords } from './retention-words.ts';

/** Whose keeping time is changed: that of a programme, or of the trail where no programme is named. */
export type Changing = {
  keptDays: number;
  programme?: { id: number; name: Text; endsOn: string };
};

export function DaysDialog(props: {
  changing: Changing;
  onClose: () => void;
  onSettled: () => void;
}) {
  const { changing, onClose, onSettled } = props;
  const { keptDays: before, programme } = changing;
  const t = useWords(retentionWords);
  const text = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ keptDays: number }>();
  const typed = Form.useWatch('keptDays', form);
  const saving = useMutation({
    mutationFn: ({ keptDays }: { keptDays: number }) => {
      const body = { keptDays, before };
      return programme
        ? call(oversight.setKeptDays, { params: { id: programme.id }, body })
        : call(oversight.setTrailDays, { body });
    },
    onSuccess: () => {
      onClose();
      void message.success(t('saved'));
    },
    onSettled,
  });
  const [min, max] = programme ? [1, 3650] : [180, 36_500];
  return (
    <Modal
      open
      title={programme ? `${t('change')} · ${text(programme.name)}` : t('change')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <FormProblem form={form} error={saving.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ keptDays: before }}
        onFinish={(values) => saving.mutate(values)}
      >
        <Form.Item
          name="keptDays"
          label={programme ? t('days') : t('trailDays')}
          rules={[{ required: true, message: t('required') }]}
        >
          <InputNumber min={min} max={max} precision={0} autoFocus />
        </Form.Item>
        {programme && typed && typed < before ? (
          <Alert
            type="warning"
            showIcon
            title={t('shorter', { day: addDays(programme.endsOn, typed + 1) })}
          />
        ) : null}
      </Form>
    </Modal>
  );
}
