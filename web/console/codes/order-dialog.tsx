import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import { type ColourRule, colourNames } from '../../../forms/colours.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { codeWords } from './words.ts';

type Typed = { rule?: string; reason: string; evidence: string };

/** Proposes something about one person's code, with reason and evidence. What was typed stays until it is sent. */
export function OrderDialog(props: {
  open: boolean;
  title: string;
  /** What can be chosen; none where it is said already. */
  rules?: readonly ColourRule[];
  send: (typed: Typed) => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
}) {
  const { open, title, rules, send, onClose, onDone } = props;
  const t = useWords(codeWords);
  const text = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const proposal = useMutation({
    mutationFn: send,
    onSuccess: () => {
      form.resetFields();
      onClose();
      void message.success(t('proposed'));
    },
    onSettled: onDone,
  });
  const required = { required: true, whitespace: true, message: t('required') };
  return (
    <Modal
      open={open}
      title={title}
      okText={t('propose')}
      cancelText={t('cancel')}
      confirmLoading={proposal.isPending}
      zIndex={1020}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className={textStyles.soft}>{t('proposeHint')}</p>
      <FormProblem form={form} error={proposal.error} />
      <Form<Typed> form={form} layout="vertical" onFinish={(typed) => proposal.mutate(typed)}>
        {rules && (
          <Form.Item name="rule" label={t('rule')} rules={[required]}>
            <Select
              options={rules.map(({ code, colour, label }) => ({
                value: code,
                label: (
                  <>
                    <CodeMark colour={colour} /> · {text(label)}
                  </>
                ),
                title: `${text(colourNames[colour])} · ${text(label)}`,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('reason')} rules={[required]}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        <Form.Item
          name="evidence"
          label={t('evidenceLabel')}
          extra={t('evidenceHint')}
          rules={[required]}
        >
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
