import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useTakeOver } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import { AuthLayout } from '../shell/auth-layout.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import { NewPassword } from '../shell/new-password.tsx';
import { shellWords } from '../shell/words.ts';
import { tokenOf } from './link-token.ts';
import { staffWords } from './words.ts';

type Typed = { username: string; name: string; password: string };

/** Makes the first administrator of an empty installation, by the link from the terminal. */
export function FirstAdministrator() {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const navigate = useNavigate();
  const signedIn = useTakeOver();
  const [token] = useState(() => tokenOf(window.location.hash));
  const [form] = Form.useForm<Typed>();
  const send = useMutation({
    mutationFn: ({ username, name, password }: Typed) =>
      call(staff.createFirstAdministrator, {
        body: { token, username, name, password },
        whenSignedOut: 'fail',
      }),
    onSuccess: ({ me }) => {
      signedIn(me);
      void navigate({ to: '/', replace: true });
    },
  });
  const rules = [{ required: true, message: shell('required') }];
  return (
    <AuthLayout title={t('firstTitle')}>
      <p className={textStyles.intro}>{t('firstHint')}</p>
      {token === '' ? (
        <Alert type="error" showIcon title={t('firstNoToken')} />
      ) : (
        <Form<Typed>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => send.mutate(typed)}
        >
          <FormProblem form={form} error={send.error} />
          <Form.Item
            name="username"
            label={t('username')}
            extra={t('usernameHint')}
            rules={[...rules, { pattern: /^[A-Za-z0-9._-]{3,40}$/, message: t('usernameHint') }]}
          >
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="name" label={t('realName')} rules={rules}>
            <Input autoComplete="name" maxLength={100} />
          </Form.Item>
          <NewPassword />
          <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
            {t('firstDone')}
          </Button>
        </Form>
      )}
    </AuthLayout>
  );
}
