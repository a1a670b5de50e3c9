import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { people } from '../../../modules/people/contract.ts';
import { useSystem } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { type CurrentUser, useTakeOver } from '../../shared/staff/current-user.ts';
import { useWait } from '../../shared/waiting.ts';
import { AuthLayout } from '../shell/auth-layout.tsx';
import marginsStyles from '../shell/margins.module.css';
import { shellWords } from '../shell/words.ts';
import styles from './sign-in.module.css';
import { peopleWords } from './words.ts';

type Typed = { username: string; password: string };

/** User name and password. `username` is fixed where somebody signs in again. */
export function SignInForm(props: { username?: string; onDone: (me: CurrentUser) => void }) {
  const t = useWords(peopleWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const send = useMutation({
    mutationFn: (body: Typed) => call(people.signInByUsername, { body, whenSignedOut: 'fail' }),
    onSuccess: ({ me }) => props.onDone(me),
  });
  const wait = useWait(send.error);
  const rules = [{ required: true, message: shell('required') }];
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      initialValues={{ username: props.username }}
      onFinish={(typed) => send.mutate(typed)}
    >
      {send.error && (
        <Alert
          className={marginsStyles.below}
          type={wait.isOver ? 'info' : 'error'}
          showIcon
          title={wait.isOver ? wait.text : problemText(send.error, lang)}
          description={wait.mustWait && <strong>{wait.text}</strong>}
        />
      )}
      <Form.Item name="username" label={t('username')} rules={rules}>
        <Input
          prefix={<UserOutlined aria-hidden="true" />}
          autoComplete="username"
          autoFocus={!props.username}
        />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={rules}>
        <Input.Password
          prefix={<LockOutlined aria-hidden="true" />}
          autoComplete="current-password"
          autoFocus={Boolean(props.username)}
        />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        block
        size="large"
        loading={send.isPending}
        disabled={wait.mustWait}
      >
        {t('signIn')}
      </Button>
    </Form>
  );
}

export function SignInPage() {
  const t = useWords(peopleWords);
  const signedIn = useTakeOver();
  const empty = useSystem()?.empty ?? false;
  return (
    <AuthLayout title={t('signInTitle')}>
      {empty && (
        <Alert className={marginsStyles.below} type="info" showIcon title={t('emptyHintFirst')} />
      )}
      <SignInForm onDone={signedIn} />
      {!empty && (
        <section className={styles.forgotten}>
          <strong>{t('forgottenTitle')}</strong>
          <p>{t('forgotten')}</p>
        </section>
      )}
    </AuthLayout>
  );
}
