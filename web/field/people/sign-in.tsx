import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { countAllUnsent } from '../../shared/offline/outbox.ts';
import buttons from '../../shared/phone/buttons.module.css';
import card from '../../shared/phone/card.module.css';
import {
  Entries,
  FormProblem,
  FormRelief,
  PasswordEntry,
  TextEntry,
} from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import type { CurrentUser } from '../../shared/staff/current-user.ts';
import { useSignedIn } from '../../shared/staff/session.ts';
import { useWait } from '../../shared/waiting.ts';
import { type ShutOut, useFeatures } from '../shell/feature.ts';
import { CodeSignIn } from './code-sign-in.tsx';
import type { Attempt } from './shut-out.ts';
import styles from './sign-in.module.css';
import { words } from './words.ts';

/** Phone or user name and password. `username` is given where the same person signs in again. */
export function SignInForm(props: {
  username?: string;
  attempt: Attempt;
  onDone: (me: CurrentUser) => void;
}) {
  const t = useWords(words);
  const lang = useLang();
  const [username, setUsername] = useState(props.username ?? '');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      props.attempt(() =>
        call(people.signInByUsername, { body: { username, password }, whenSignedOut: 'fail' }),
      ),
    onSuccess: ({ me }) => props.onDone(me),
  });
  const wait = useWait(send.error);
  const submit = () => {
    setTried(true);
    if (username && password && !send.isPending && !wait.mustWait) send.mutate();
  };
  return (
    <Entries onSubmit={submit}>
      {wait.isOver ? (
        <FormRelief>{wait.text}</FormRelief>
      ) : (
        send.error && (
          <FormProblem>
            {problemText(send.error, lang)} <strong>{wait.text}</strong>
          </FormProblem>
        )
      )}
      <TextEntry
        label={t('username')}
        error={tried && !username ? t('fillIn') : undefined}
        name="username"
        autoComplete="username"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        readOnly={props.username !== undefined}
        value={username}
        onChange={setUsername}
      />
      <PasswordEntry
        label={t('password')}
        error={tried && !password ? t('fillIn') : undefined}
        name="password"
        autoComplete="current-password"
        autoFocus={props.username !== undefined}
        value={password}
        onChange={setPassword}
      />
      <Button
        type="submit"
        color="primary"
        size="large"
        block
        loading={send.isPending}
        disabled={wait.mustWait}
      >
        {t('signIn')}
      </Button>
    </Entries>
  );
}

/** With a password; or by a code, after which a new password is set. */
export function SignInPage({ shutOut, attempt }: { shutOut: ShutOut | null; attempt: Attempt }) {
  const t = useWords(words);
  const signedIn = useSignedIn();
  const navigate = useNavigate();
  const [byCode, setByCode] = useState(false);
  const forgot = (me: CurrentUser) => {
    // Whoever has a password came by a code because it is forgotten; others set their first one next.
    if (!me.mustFinish) void navigate({ to: '/account/password' });
    signedIn(me);
  };
  return (
    <Page title={t(byCode ? 'codeTitle' : 'signInTitle')} back={byCode && (() => setByCode(false))}>
      <section className={card.card}>
        {byCode ? (
          <CodeSignIn attempt={attempt} onDone={forgot} />
        ) : (
          <SignInForm attempt={attempt} onDone={signedIn} />
        )}
        <button type="button" className={buttons.text} onClick={() => setByCode(!byCode)}>
          {t(byCode ? 'byPassword' : 'byCode')}
        </button>
      </section>
      {shutOut && <ForShutOut key={shutOut.proof} who={shutOut} />}
      <UnsentNote except={shutOut?.account} />
      <section className={card.card}>
        <h2>{t('helpTitle')}</h2>
        <ul className={styles.help}>
          <li>{t('newHelp')}</li>
          <li>{t('forgottenHelp')}</li>
          <li>{t('sameAccount')}</li>
        </ul>
      </section>
    </Page>
  );
}

/** What the features do for somebody who is shut out. */
function ForShutOut({ who }: { who: ShutOut }) {
  const parts = useFeatures().flatMap(({ shutOut = [] }) => shutOut);
  return parts.map((Part) => <Part key={Part.displayName ?? Part.name} who={who} />);
}

/** What waits on this phone stays there until whoever made it signs in; also where they are shut out. */
function UnsentNote({ except }: { except: string | undefined }) {
  const t = useWords(words);
  const { data: count = 0 } = useQuery({
    queryKey: ['unsent', except],
    queryFn: () => countAllUnsent(except),
  });
  if (count === 0) return null;
  return (
    <section className={card.card} role="status">
      <h2>{t('unsentTitle', { count })}</h2>
      <p>{t('unsentText')}</p>
    </section>
  );
}
