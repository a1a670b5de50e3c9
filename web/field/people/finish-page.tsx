import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import card from '../../shared/phone/card.module.css';
import { Entries, FormProblem, PasswordEntry } from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import type { CurrentUser } from '../../shared/staff/current-user.ts';
import { useSignedIn, useSignOut } from '../../shared/staff/session.ts';
import { words } from './words.ts';

/** The first sign-in of a member of staff: nothing else is open until a new password is set. */
export function FinishPage({ me }: { me: CurrentUser }) {
  const t = useWords(words);
  const lang = useLang();
  const signedIn = useSignedIn();
  const signOut = useSignOut();
  const leave = useMutation({ mutationFn: () => signOut(me) });
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      call(people.finish, { body: { password, questions: [] }, whenSignedOut: 'fail' }),
    onSuccess: ({ me: done }) => signedIn(done),
  });
  const error = send.error ?? leave.error;
  const problem = error ? problemText(error, lang) : undefined;
  // The password's own faults are told at its field.
  const isOfPassword = error instanceof ApiProblem && /^password_/.test(error.code);
  const submit = () => {
    setTried(true);
    if (password && password === repeated && !send.isPending) send.mutate();
  };
  return (
    <Page title={t('finishTitle')} back={false}>
      <section className={card.card}>
        <h2>{me.name}</h2>
        <p>{t('finishText')}</p>
      </section>
      <section className={card.card}>
        <Entries onSubmit={submit}>
          {problem && !isOfPassword && <FormProblem>{problem}</FormProblem>}
          <input
            type="hidden"
            name="username"
            autoComplete="username"
            value={me.account}
            readOnly
          />
          <PasswordEntry
            label={t('newPassword')}
            hint={t('newPasswordHint')}
            error={tried && !password ? t('fillIn') : isOfPassword ? problem : undefined}
            name="new-password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
          />
          <PasswordEntry
            label={t('repeat')}
            error={tried && password !== repeated ? t('differs') : undefined}
            name="repeated-password"
            autoComplete="new-password"
            value={repeated}
            onChange={setRepeated}
          />
          <Button type="submit" color="primary" size="large" block loading={send.isPending}>
            {t('setPassword')}
          </Button>
          <button type="button" className={buttons.text} onClick={() => leave.mutate()}>
            {t('signOut')}
          </button>
        </Entries>
      </section>
    </Page>
  );
}
