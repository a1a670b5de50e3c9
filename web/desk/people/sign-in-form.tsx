import type { ReactNode } from 'react';
import { accountLabel, wayOf } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { type Done, useSignIn } from '../../shared/participant/sign-in.ts';
import { CaptchaField } from './captcha-field.tsx';
import { PasswordEntry, TextEntry } from './entry.tsx';
import { SendForm } from './send-form.tsx';
import { words } from './words.ts';

type SignInFormProps = { fixedCard?: string; onDone: Done; after?: ReactNode };

/**
 * Card number, password, captcha, 登录 (SPEC G3.1). With a fixed card it lets the same person in
 * again in the middle of something.
 */
export function SignInForm({ fixedCard, onDone, after }: SignInFormProps) {
  const { signIn } = usePublicProgramme();
  const hint = wayOf(signIn, 'card')?.hint;
  const t = useWords(words);
  const text = useText();
  const state = useSignIn(fixedCard, onDone);
  const { captcha, problem, tried, busy, send } = state;
  const needed = (value: unknown) => (tried && !value ? t('fillIn') : undefined);
  const mistake = useMistakes(problem);
  const isFixed = fixedCard !== undefined;
  return (
    <SendForm
      {...{ busy, problem, send, after }}
      label={t('signIn')}
      told={/^(captcha\.answer|card|password)$/}
      disabled={captcha.phase === 'working'}
    >
      <TextEntry
        label={text(accountLabel(signIn))}
        hint={isFixed || !hint ? undefined : text(hint)}
        error={needed(state.card.trim()) ?? mistake('card')}
        size="large"
        name="card"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus={!isFixed}
        readOnly={isFixed}
        value={state.card}
        onChange={state.setCard}
      />
      <PasswordEntry
        label={t('password')}
        hint={isFixed ? undefined : t('passwordHint')}
        error={needed(state.password) ?? mistake('password')}
        size="large"
        name="password"
        autoComplete="current-password"
        autoFocus={isFixed}
        value={state.password}
        onChange={state.setPassword}
      />
      <CaptchaField captcha={captcha} error={needed(captcha.answer) ?? mistake('captcha.answer')} />
    </SendForm>
  );
}
