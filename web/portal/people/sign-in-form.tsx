import { Button } from 'antd-mobile';
import { type ReactNode, useRef, useState } from 'react';
import { wayOf } from '../../../forms/sign-in.ts';
import type { ApiProblem } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { keyboardFor, usePasswordHint } from '../../shared/participant/initial-password.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  accountField,
  type Done,
  signInForms,
  usePasswordSignIn,
  wordOfForm,
} from '../../shared/participant/sign-in.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { CaptchaField } from '../../shared/phone/captcha.tsx';
import fieldStyles from '../../shared/phone/field.module.css';
import { PasswordEntry, TextEntry } from '../../shared/phone/field.tsx';
import { useWait } from '../../shared/waiting.ts';
import { CodeForm } from './code-form.tsx';
import { InitialPasswordHelp } from './initial-password-help.tsx';
import { UsernameEntry } from './username-entry.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/**
 * The programme's ways to sign in, the foremost first. With a fixed account it lets the same person in
 * again in the middle of something.
 */
export function SignInForm({ fixedAccount, onDone }: { fixedAccount?: string; onDone: Done }) {
  const { signIn } = usePublicProgramme();
  const t = useWords(signInWords);
  const forms = signInForms(signIn);
  const [form, setForm] = useState(forms[0] ?? 'card');
  return (
    <>
      {form === 'code' ? (
        <CodeForm onDone={onDone} />
      ) : (
        <PasswordForm key={form} {...{ form, onDone }} {...(fixedAccount && { fixedAccount })} />
      )}
      {forms
        .filter((each) => each !== form)
        .map((each) => (
          <button
            key={each}
            type="button"
            className={`${buttonsStyles.text} ${buttonsStyles.flush}`}
            onClick={() => setForm(each)}
          >
            {t(wordOfForm(signIn, each))}
          </button>
        ))}
    </>
  );
}

type PasswordFormProps = { form: 'card' | 'password'; fixedAccount?: string; onDone: Done };

/** Account, password, captcha, 登录 (SPEC G3.1). */
function PasswordForm({ form, fixedAccount, onDone }: PasswordFormProps) {
  const { signIn } = usePublicProgramme();
  const card = form === 'card' ? wayOf(signIn, 'card') : undefined;
  const t = useWords(words);
  const phone = useWords(signInWords);
  const text = useText();
  const state = usePasswordSignIn(form, fixedAccount, onDone);
  const { captcha, problem, tried, busy } = state;
  const errorAt = useFieldErrors({ tried, problem });
  const field = accountField[form];
  const hint = card ? card.hint && text(card.hint) : phone('accountHint');
  const passwordHint = usePasswordHint();
  const isFixed = fixedAccount !== undefined;
  return (
    <EntryForm
      {...{ busy, problem, forget: state.forget, send: state.send }}
      fieldPaths={/^(captcha\.answer|card|account|password|username)$/}
      disabled={captcha.phase === 'working'}
      label={t(busy ? 'signingIn' : 'signIn')}
    >
      <TextEntry
        label={card ? text(card.label) : phone('account')}
        hint={isFixed ? undefined : hint}
        error={errorAt(field, state.account.trim())}
        name={field}
        {...keyboardFor(card?.pattern)}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        readOnly={isFixed}
        value={state.account}
        onChange={state.setAccount}
      />
      <PasswordEntry
        label={t('password')}
        hint={isFixed || !card ? undefined : passwordHint}
        error={errorAt('password', state.password)}
        name="password"
        autoComplete="current-password"
        value={state.password}
        onChange={state.setPassword}
      />
      {state.isShared && (
        <UsernameEntry
          error={errorAt('username', state.username.trim())}
          value={state.username}
          onChange={state.setUsername}
        />
      )}
      {!isFixed && card && <InitialPasswordHelp />}
      <CaptchaField captcha={captcha} error={errorAt('captcha.answer', captcha.answer)} />
    </EntryForm>
  );
}

type EntryFormProps = {
  busy: boolean;
  problem: ApiProblem | null;
  /** What was wrong is being changed. */
  forget: () => void;
  /** Paths whose mistakes are shown at their field instead of above. */
  fieldPaths: RegExp;
  disabled?: boolean;
  label: string;
  /** Says whether it was sent; where it was not, the first mistake comes into view. */
  send: () => Promise<boolean>;
  children: ReactNode;
};

/** A form with one button: mistakes come into view, and who must wait cannot press it. */
export function EntryForm(props: EntryFormProps) {
  const { busy, problem, forget, fieldPaths, disabled, label, send, children } = props;
  const { zone } = usePublicProgramme();
  const form = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(form);
  const { mustWait } = useWait(problem);
  return (
    <form
      ref={form}
      className={fieldStyles.entries}
      noValidate
      onInput={forget}
      onSubmit={(event) => {
        event.preventDefault();
        void send().then((sent) => sent || showMistakes());
      }}
    >
      {!isAtFields(problem, fieldPaths) && <FormProblem problem={problem} zone={zone} />}
      {children}
      <Button
        type="submit"
        color="primary"
        size="large"
        block
        disabled={busy || mustWait || (disabled ?? false)}
      >
        {label}
      </Button>
    </form>
  );
}
