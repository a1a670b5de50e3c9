import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { addDays } from '../../../forms/days.ts';
import type { Text } from '../../../forms/definition.ts';
import { oversight } from '../../../modules/oversight/contract.ts';
import { call } from '../../shared/api.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { formatCount } from '../shell/numbers.ts';
import { retentionWords } from './retention-words.ts';

/** Whose keeping time is changed: that of a programme, or of the trail where no programme is named. */
export type Changing = {
  keptDays: number;
  programme?: { id: number; name: Text; endsOn: string };
};

/** What somebody typed as days; nothing where it is no whole number. */
function daysIn(typed = ''): number | undefined {
  // Digits of a Chinese keyboard are as wide as its characters.
  const digits = typed.normalize('NFKC').trim();
  return /^\d{1,6}$/.test(digits) ? Number(digits) : undefined;
}

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
  const [form] = Form.useForm<{ keptDays: string }>();
  const lang = useLang();
  const typed = daysIn(Form.useWatch('keptDays', form));
  const saving = useMutation({
    mutationFn: (keptDays: number) => {
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
  const check = async (_: unknown, value: string) => {
    const days = daysIn(value);
    if (days !== undefined && days >= min && days <= max) return;
    throw new Error(t('daysRange', { min, max: formatCount(max) }));
  };
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
        initialValues={{ keptDays: String(before) }}
        onFinish={(values) => saving.mutate(Number(daysIn(values.keptDays)))}
      >
        <Form.Item
          name="keptDays"
          label={programme ? t('days') : t('trailDays')}
          rules={[{ validator: check }]}
        >
          <Input inputMode="numeric" maxLength={10} autoFocus />
        </Form.Item>
        {programme && typed && typed >= min && typed < before ? (
          <Alert
            type="warning"
            showIcon
            title={t('shorter', {
              day: formatDay(addDays(programme.endsOn, typed + 1), lang, 'short'),
            })}
          />
        ) : null}
      </Form>
    </Modal>
  );
}
