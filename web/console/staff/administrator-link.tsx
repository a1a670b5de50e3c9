import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useTakeOver } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import { AuthLayout } from '../shell/auth-layout.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import { NewPassword } from '../shell/new-password.tsx';
import { tokenOf } from './link-token.ts';
import { staffWords } from './words.ts';

/** A new password for an administrator who forgot it, by the link from the terminal. */
export function AdministratorLink() {
  const t = useWords(staffWords);
  const navigate = useNavigate();
  const signedIn = useTakeOver();
  const [token] = useState(() => tokenOf(window.location.hash));
  const [form] = Form.useForm<{ password: string }>();
  const send = useMutation({
    mutationFn: ({ password }: { password: string }) =>
      call(staff.setAdministratorPassword, { body: { token, password }, whenSignedOut: 'fail' }),
    onSuccess: ({ me }) => {
      signedIn(me);
      void navigate({ to: '/', replace: true });
    },
  });
  return (
    <AuthLayout title={t('linkTitle')}>
      <p className={textStyles.intro}>{t('linkHint')}</p>
      {token === '' ? (
        <Alert type="error" showIcon title={t('firstNoToken')} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => send.mutate(typed)}
        >
          <FormProblem form={form} error={send.error} />
          <NewPassword />
          <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
            {t('linkDone')}
          </Button>
        </Form>
      )}
    </AuthLayout>
  );
}
