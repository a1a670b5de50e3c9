import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Radio } from 'antd';
import type { IdentityKind } from '../../../forms/definition.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { ScannerFields, type TypedScanner, useAddScanner } from './add-scanner.tsx';
import { RoleFields } from './choices.tsx';
import { DocumentFields } from './document-fields.tsx';
import { StatusField } from './status-field.tsx';
import { staffWords } from './words.ts';

export type NewCredentials = { name: string; username: string; password: string };

type TypedStaff = {
  username: string;
  name: string;
  role: string;
  placeId: number;
  /** The number may be left out. */
  identity: { kind: IdentityKind; number?: string };
  phone?: string;
  remark?: string;
  disabled: boolean;
};

type Typed = ({ type: 'organisation' } & TypedStaff) | ({ type: 'site' } & TypedScanner);

/** 添加人员: staff of an organisation, who get a role and a one-time password, or a senior scanner of a site. */
export function AddStaff(props: { onClose: () => void; onDone: (made: NewCredentials) => void }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const add = useAddStaff(props.onDone);
  const addScanner = useAddScanner(props.onClose);
  const send = (typed: Typed) => {
    add.reset();
    addScanner.reset();
    const { type, ...given } = typed;
    if (type === 'site') addScanner.mutate(given as TypedScanner);
    else add.mutate(given as TypedStaff);
  };
  return (
    <FormDialog<Typed>
      title={t('addStaff')}
      okText={shell('submit')}
      send={{
        mutate: send,
        isPending: add.isPending || addScanner.isPending,
        error: add.error ?? addScanner.error,
      }}
      initialValues={{ type: 'organisation', disabled: false }}
      onClose={props.onClose}
    >
      <Fields />
    </FormDialog>
  );
}

function useAddStaff(onDone: (made: NewCredentials) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ identity: { kind, number }, phone, remark, ...rest }: TypedStaff) =>
      call(staff.add, {
        body: {
          ...rest,
          ...(number?.trim() && { identity: { kind, number } }),
          ...(phone?.trim() && { phone }),
          ...(remark?.trim() && { remark }),
        },
      }),
    onSuccess: ({ oneTimePassword }, { name, username }) => {
      void queries.invalidateQueries({ queryKey: [staff.list.url] });
      onDone({ name, username, password: oneTimePassword });
    },
  });
}

function Fields() {
  const t = useWords(staffWords);
  const can = useCan();
  const type = Form.useWatch('type');
  return (
    <>
      <Form.Item name="type" label={t('type')}>
        <Radio.Group
          options={[
            { value: 'organisation', label: t('type_organisation') },
            { value: 'site', label: t('type_site'), disabled: !can('scanner.manage') },
          ]}
        />
      </Form.Item>
      <StatusField />
      {type === 'site' ? <ScannerFields /> : <OrganisationFields />}
    </>
  );
}

function OrganisationFields() {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  return (
    <>
      <Form.Item
        name="name"
        label={t('realName')}
        rules={[{ required: true, whitespace: true, message: shell('required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
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
      <RoleFields />
      <DocumentFields required={false} hint={t('documentHint')} />
      <Form.Item name="phone" label={t('phone')} extra={t('phoneHint')}>
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item name="remark" label={t('remark')}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}
