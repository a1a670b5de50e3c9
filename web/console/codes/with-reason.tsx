import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { codeWords } from './words.ts';

type Typed = { reason: string };

/** A button for what is done with a reason alone: asks for it, says what will happen, and that it was done. */
export function WithReason(props: {
  label: string;
  hint: string;
  done: string;
  send: (typed: Typed) => Promise<unknown>;
}) {
  const { label, hint, done, send } = props;
  const t = useWords(codeWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const [open, setOpen] = useState(false);
  const sending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      form.resetFields();
      setOpen(false);
      void message.success(done);
    },
  });
  const required = { required: true, whitespace: true, message: t('required') };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={label}
        okText={label}
        okButtonProps={{ danger: true }}
        cancelText={t('cancel')}
        confirmLoading={sending.isPending}
        zIndex={1020}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
      >
        <p className={textStyles.soft}>{hint}</p>
        <FormProblem form={form} error={sending.error} />
        <Form<Typed> form={form} layout="vertical" onFinish={(typed) => sending.mutate(typed)}>
          <Form.Item name="reason" label={t('reason')} rules={[required]}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
