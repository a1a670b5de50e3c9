import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { IdentityKind } from '../../../forms/definition.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { PlaceChoice } from '../shell/filters.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import { usePlaces } from '../shell/programme.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import { DocumentFields } from './document-fields.tsx';
import { canBeGranted, roleSentences, useRoles } from './roles.ts';
import type { StaffMember } from './staff.tsx';
import styles from './staff-dialogs.module.css';
import { staffWords } from './words.ts';

/** The number may be left out. */
type TypedDocument = { kind: IdentityKind; number?: string };

type NewCredentials = { name: string; username: string; password: string };

/** A dialog around a form: its error on top, its button at the bottom. */
function FormDialog<T extends object>(props: {
  title: string;
  okText: string;
  send: { mutate: (typed: T) => void; isPending: boolean; error: unknown };
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, okText, send, onClose, children } = props;
  const shell = useWords(shellWords);
  const [form] = Form.useForm<T>();
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
      <Form<T> form={form} layout="vertical" onFinish={(typed) => send.mutate(typed)}>
        {children}
      </Form>
    </Modal>
  );
}

function RoleFields() {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const places = usePlaces();
  const roles = useRoles();
  return (
    <>
      <Form.Item
        name="role"
        label={t('role')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <Radio.Group className={styles.stack}>
          {roles.data?.filter(canBeGranted).map((role) => (
            <Radio key={role.code} value={role.code}>
              {role[lang]} <span className={textStyles.soft}>{roleSentences(role, lang)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="placeId"
        label={t('place')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <PlaceChoice places={places.data ?? []} />
      </Form.Item>
    </>
  );
}

export function AddStaff(props: { onClose: () => void; onDone: (made: NewCredentials) => void }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const queries = useQueryClient();
  type Typed = {
    username: string;
    name: string;
    role: string;
    placeId: number;
    identity: TypedDocument;
  };
  const add = useMutation({
    mutationFn: ({ identity: { kind, number }, ...rest }: Typed) =>
      call(staff.add, { body: { ...rest, ...(number?.trim() && { identity: { kind, number } }) } }),
    onSuccess: ({ oneTimePassword }, { name, username }) => {
      void queries.invalidateQueries({ queryKey: [staff.list.url] });
      props.onDone({ name, username, password: oneTimePassword });
    },
  });
  return (
    <FormDialog<Typed>
      title={t('addStaff')}
      okText={shell('add')}
      send={add}
      onClose={props.onClose}
    >
      <Form.Item
        name="name"
        label={t('realName')}
        rules={[{ required: true, whitespace: true, message: shell('required') }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item
        name="username"
        label={t('username')}
        extra={t('usernameHint')}
        rules={[
          { required: true, message: shell('required') },
          { pattern: /^[A-Za-z0-9._-]{3,40}$/, message: t('usernameHint') },
        ]}
      >
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <DocumentFields required={false} hint={t('documentHint')} />
      <RoleFields />
    </FormDialog>
  );
}

/** Changes something about a member of staff: then the list is asked anew, and the dialog closes. */
function useChange<Typed>(change: (typed: Typed) => Promise<unknown>, onClose: () => void) {
  const t = useWords(staffWords);
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [staff.list.url] });
      void message.success(t('saved'));
      onClose();
    },
  });
}

/** 登记证件: without it nobody decides about codes. */
export function SetDocument({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  type Typed = { identity: { kind: IdentityKind; number: string } };
  const set = useChange(
    (body: Typed) => call(staff.setDocument, { params: { personId: member.personId }, body }),
    onClose,
  );
  return (
    <FormDialog<Typed>
      title={t('documentTitle', { name: member.name })}
      okText={shell('save')}
      send={set}
      onClose={onClose}
    >
      <DocumentFields required hint={t('documentHint')} />
    </FormDialog>
  );
}

export function GrantRole({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  type Typed = { role: string; placeId: number };
  const grant = useChange(
    (body: Typed) => call(staff.grantRole, { params: { personId: member.personId }, body }),
    onClose,
  );
  return (
    <FormDialog<Typed>
      title={t('grantTitle', { name: member.name })}
      okText={shell('add')}
      send={grant}
      onClose={onClose}
    >
      <RoleFields />
    </FormDialog>
  );
}

export function ResetStaff(props: {
  member: StaffMember;
  onClose: () => void;
  onDone: (made: NewCredentials) => void;
}) {
  const { member, onClose, onDone } = props;
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const reset = useMutation({
    mutationFn: (body: { reason: string }) =>
      call(staff.reset, { params: { personId: member.personId }, body }),
    onSuccess: ({ oneTimePassword }) =>
      onDone({ name: member.name, username: member.username, password: oneTimePassword }),
  });
  return (
    <FormDialog<{ reason: string }>
      title={t('resetTitle', { name: member.name })}
      okText={t('reset')}
      send={reset}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reasonHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: shell('required') }]}
      >
        <Input.TextArea rows={2} maxLength={500} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
