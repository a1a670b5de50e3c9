import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { DemoBanner, LanguageSwitch, useSystem } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { useSignedIn, type WhoAmI } from '../shell/session.tsx';
import { shellWords } from '../shell/words.ts';
import { peopleWords } from './words.ts';

type Typed = { username: string; password: string };

/** User name and password. `username` is fixed where somebody signs in again. */
export function SignInForm(props: { username?: string; onDone: (me: WhoAmI) => void }) {
  const t = useWords(peopleWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const send = useMutation({
    mutationFn: (body: Typed) => call(people.staffSignIn, { body, whenSignedOut: 'fail' }),
    onSuccess: ({ me }) => props.onDone(me),
  });
  const rules = [{ required: true, message: shell('required') }];
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      initialValues={{ username: props.username }}
      onFinish={(typed) => send.mutate(typed)}
    >
      {send.error && (
        <Alert className="cs-gap" type="error" showIcon title={problemText(send.error, lang)} />
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
      <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
        {t('signIn')}
      </Button>
    </Form>
  );
}

/** A page before signing in: the brand on the left, what is asked on the right. */
export function AuthLayout({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords(peopleWords);
  const shell = useWords(shellWords);
  return (
    <div className="cs-auth-page">
      <DemoBanner />
      <div className="cs-auth">
        <aside className="cs-auth-brand">
          <img src="/console/icon.svg" alt="" width={56} height={56} />
          <p className="cs-auth-name">{shell('product')}</p>
          <p className="cs-auth-sub">{shell('console')}</p>
          <p>{t('lead')}</p>
        </aside>
        <main className="cs-auth-main">
          <div className="cs-auth-lang">
            <LanguageSwitch />
          </div>
          <h1>{title}</h1>
          {children}
        </main>
      </div>
    </div>
  );
}

export function SignInPage() {
  const t = useWords(peopleWords);
  const signedIn = useSignedIn();
  const empty = useSystem()?.empty ?? false;
  return (
    <AuthLayout title={t('signInTitle')}>
      {empty && <Alert className="cs-gap" type="info" showIcon title={t('emptyHintFirst')} />}
      <SignInForm onDone={signedIn} />
    </AuthLayout>
  );
}
