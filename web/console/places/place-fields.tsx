import { useQueryClient } from '@tanstack/react-query';
import { App, Form, type FormInstance, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { places } from '../../../modules/places/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import { RegionChoice } from './region-choice.tsx';
import { placeWords } from './words.ts';

export type Details = Pick<
  BodyOf<typeof places.rename>,
  'nameZh' | 'nameEn' | 'regionCode' | 'address' | 'remark'
>;

/** What was left empty is nothing, not a text without characters; without an English name the Chinese one stands. */
export const withoutEmpty = <T extends Details>(typed: T): T => ({
  ...typed,
  nameEn: typed.nameEn?.trim() || typed.nameZh,
  regionCode: typed.regionCode ?? null,
  address: typed.address?.trim() || null,
  remark: typed.remark?.trim() || null,
});

/** After a change of the tree, lists and figures are asked for again. */
export function useChanged(text: string, onClose: () => void) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return () => {
    void queries.invalidateQueries();
    void message.success(text);
    onClose();
  };
}

/** The dialog around a form about a place. */
export function PlaceDialog<T>(props: {
  title: string;
  okText: string;
  form: FormInstance<T>;
  send: { mutate: (typed: T) => void; isPending: boolean; error: unknown };
  initial: Partial<T>;
  onClose: () => void;
  /** In place of what the last try came to. */
  problem?: ReactNode;
  children: ReactNode;
}) {
  const { title, okText, form, send, initial, onClose, problem, children } = props;
  const shell = useWords(shellWords);
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
      {problem ?? <FormProblem form={form} error={send.error} />}
      <Form<T>
        form={form}
        layout="vertical"
        initialValues={initial as object}
        onFinish={(typed) => send.mutate(typed)}
      >
        {children}
        {/* Enter in a field sends the form, as the button does. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}

export function NameFields({ label }: { label: string }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const required = { required: true, whitespace: true, message: shell('required') };
  return (
    <>
      <Form.Item name="nameZh" label={label} rules={[required]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="nameEn" label={t('en')} extra={t('enHint')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

export function RegionField() {
  const t = useWords(placeWords);
  return (
    <Form.Item name="regionCode" label={t('regionLabel')}>
      <RegionChoice />
    </Form.Item>
  );
}

export function AddressFields() {
  const t = useWords(placeWords);
  return (
    <>
      <Form.Item name="address" label={t('address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="remark" label={t('remark')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} />
      </Form.Item>
    </>
  );
}
