import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { codeWords } from './words.ts';

/** Asks for the words that go with a decision, and sends them. */
export function AnswerDialog(props: {
  open: boolean;
  title: string;
  label: string;
  done: string;
  /** As the request names it, so that what the server says of it is told there. */
  name: 'note' | 'answer';
  maxLength: number;
  send: (words: string) => Promise<unknown>;
  onClose: () => void;
  onSettled: () => void;
}) {
  const { open, title, label, done, name, maxLength, send, onClose, onSettled } = props;
  const t = useWords(codeWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Record<string, string>>();
  const sending = useMutation({
    mutationFn: (typed: Record<string, string>) => send(typed[name] ?? ''),
    onSuccess: () => {
      form.resetFields();
      onClose();
      void message.success(done);
    },
    onSettled,
  });
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      cancelText={t('cancel')}
      confirmLoading={sending.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <FormProblem form={form} error={sending.error} />
      <Form form={form} layout="vertical" onFinish={(typed) => sending.mutate(typed)}>
        <Form.Item
          name={name}
          label={label}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea maxLength={maxLength} autoSize={{ minRows: 3, maxRows: 8 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
