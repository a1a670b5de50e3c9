import { Form, type FormProps, Modal } from 'antd';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { FormProblem } from './form-problem.tsx';
import { useClosing } from './use-closing.ts';
import { shellWords } from './words.ts';

/** A dialog around a form: its error on top, its button at the bottom. */
export function FormDialog<T extends object>(props: {
  title: string;
  okText: string;
  send: { mutate: (typed: T) => void; isPending: boolean; error: unknown };
  initialValues?: NonNullable<FormProps<T>['initialValues']>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, okText, send, initialValues, onClose, children } = props;
  const shell = useWords(shellWords);
  const [form] = Form.useForm<T>();
  // The page below may have a form with fields of the same names: a label must find its own.
  const name = useId();
  const closing = useClosing(form, onClose);
  return (
    <Modal
      open
      {...{ title, okText }}
      cancelText={shell('cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      {...closing}
    >
      <FormProblem form={form} error={send.error} />
      <Form<T>
        {...{ form, name }}
        layout="vertical"
        {...(initialValues && { initialValues })}
        onFinish={(typed) => send.mutate(typed)}
      >
        {children}
      </Form>
    </Modal>
  );
}
