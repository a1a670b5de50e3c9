import { type ReactNode, useState } from 'react';
import { wayOf } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { keyboardFor, usePasswordHint } from '../../shared/participant/initial-password.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  accountField,
  type Done,
  signInForms,
  usePasswordSignIn,
  wordOfForm,
} from '../../shared/participant/sign-in.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import { LinkButton } from '../shell/link-button.tsx';
import { CaptchaField } from './captcha-field.tsx';
import { CodeForm } from './code-form.tsx';
import { PasswordEntry, TextEntry } from './entry.tsx';
import { InitialPasswordHelp } from './initial-password-help.tsx';
import { SendForm } from './send-form.tsx';
import { words } from './words.ts';

type SignInFormProps = { fixedAccount?: string; onDone: Done; after?: ReactNode };

/**
 * The programme's ways to sign in, the foremost first. With a fixed account it lets the same person in
 * again in the middle of something.
 */
export function SignInForm({ fixedAccount, onDone, after }: SignInFormProps) {
  const { signIn } = usePublicProgramme();
  const t = useWords(signInWords);
  const forms = signInForms(signIn);
  const [form, setForm] = useState(forms[0] ?? 'card');
  const below = (
    <>
      {forms
        .filter((each) => each !== form)
        .map((each) => (
          <LinkButton key={each} onClick={() => setForm(each)}>
            {t(wordOfForm(signIn, each))}
          </LinkButton>
        ))}
      {after}
    </>
  );
  if (form === 'code') return <CodeForm onDone={onDone} after={below} />;
  const props = { form, onDone, after: below, ...(fixedAccount && { fixedAccount }) };
  return <PasswordForm key={form} {...props} />;
}

type PasswordFormProps = SignInFormProps & { form: 'card' | 'password' };

/** Account, password, captcha, 登录 (SPEC G3.1). */
function PasswordForm({ form, fixedAccount, onDone, after }: PasswordFormProps) {
  const { signIn } = usePublicProgramme();
  const card = form === 'card' ? wayOf(signIn, 'card') : undefined;
  const t = useWords(words);
  const phone = useWords(signInWords);
  const text = useText();
  const state = usePasswordSignIn(form, fixedAccount, onDone);
  const { captcha, problem, tried, busy, forget, send } = state;
  const errorAt = useFieldErrors({ tried, problem });
  const hint = usePasswordHint() ?? '';
  const passwordHint = signIn.credentials === 'app' ? t('passwordHintApart', { hint }) : hint;
  const isFixed = fixedAccount !== undefined;
  const field = accountField[form];
  const accountHint = card ? card.hint && text(card.hint) : phone('accountHint');
  return (
    <SendForm
      {...{ busy, problem, forget, send, after }}
      label={t('signIn')}
      fieldPaths={/^(captcha\.answer|card|account|password|username)$/}
      disabled={captcha.phase === 'working'}
    >
      <TextEntry
        label={card ? text(card.label) : phone('account')}
        hint={isFixed ? undefined : accountHint}
        error={errorAt(field, state.account.trim())}
        size="large"
        name={field}
        {...keyboardFor(card?.pattern)}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus={!isFixed}
        readOnly={isFixed}
        value={state.account}
        onChange={state.setAccount}
      />
      <PasswordEntry
        label={t('password')}
        hint={isFixed || !card ? undefined : passwordHint}
        error={errorAt('password', state.password)}
        size="large"
        name="password"
        autoComplete="current-password"
        autoFocus={isFixed}
        value={state.password}
        onChange={state.setPassword}
      />
      {state.isShared && (
        <TextEntry
          label={phone('username')}
          error={errorAt('username', state.username.trim())}
          size="large"
          name="shared-username"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
          value={state.username}
          onChange={state.setUsername}
        />
      )}
      {!isFixed && card && <InitialPasswordHelp />}
      <CaptchaField captcha={captcha} error={errorAt('captcha.answer', captcha.answer)} />
    </SendForm>
  );
}
