import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Toast } from 'antd-mobile';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { accountOf } from '../../shared/account.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { isReady, noPassword, usePasswordErrors } from '../../shared/participant/new-password.ts';
import { useSending } from '../../shared/participant/sending.ts';
import card from '../../shared/phone/card.module.css';
import { Entries, PasswordEntry } from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { words } from './words.ts';

/** 修改密码; without the current one right after a code by SMS. */
export function PasswordPage() {
  const t = useWords(words);
  const me = useCurrentUser();
  const router = useRouter();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState(noPassword);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const errorAt = useFieldErrors({ tried, problem });
  const errors = usePasswordErrors(fresh, tried, problem);
  // The code was too long ago by the time the password was sent.
  const isAsked = problem?.fields.some(({ path }) => path === 'current') ?? false;
  const asksCurrent = me.needsCurrentPassword || isAsked;
  const submit = async () => {
    setTried(true);
    if ((asksCurrent && !current) || !isReady(fresh)) return;
    const body = { ...(asksCurrent && { current }), password: fresh.password };
    const account = accountOf(me);
    if (!(await run(() => call(people.changePassword, { body, account })))) return;
    Toast.show(t('changed'));
    void queries.invalidateQueries({ queryKey: [people.me.url] });
    void router.navigate({ to: '/account' });
  };
  return (
    <Page title={t('changePassword')}>
      <section className={card.card}>
        <Entries onSubmit={() => void submit()}>
          <FormProblem problem={problem} at={['current', 'password']} />
          <input
            type="hidden"
            name="username"
            autoComplete="username"
            value={me.account}
            readOnly
          />
          {asksCurrent && (
            <PasswordEntry
              label={t('currentPassword')}
              error={errorAt('current', current)}
              name="current-password"
              autoComplete="current-password"
              value={current}
              onChange={setCurrent}
            />
          )}
          <PasswordEntry
            label={t('newPassword')}
            hint={t('newPasswordHint')}
            error={errors.password}
            name="new-password"
            autoComplete="new-password"
            value={fresh.password}
            onChange={(password) => setFresh({ ...fresh, password })}
          />
          <PasswordEntry
            label={t('repeat')}
            error={errors.repeated}
            name="repeated-password"
            autoComplete="new-password"
            value={fresh.repeated}
            onChange={(repeated) => setFresh({ ...fresh, repeated })}
          />
          <Button type="submit" color="primary" size="large" block loading={busy}>
            {t('save')}
          </Button>
        </Entries>
      </section>
    </Page>
  );
}
