import { Button } from 'antd-mobile';
import { type FormEvent, useRef } from 'react';
import { accountLabel, wayOf } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { isToldAt, useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { type Done, useSignIn } from '../../shared/participant/sign-in.ts';
import { useSecondsUntil } from '../../shared/participant/today.ts';
import { waitUntil } from '../../shared/participant/waiting.ts';
import { PasswordEntry, TextEntry } from '../parts/field.tsx';
import { CaptchaField } from './captcha.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/**
 * Card number, password, captcha, 登录 (SPEC G3.1). With a fixed card it lets the same person in
 * again in the middle of something.
 */
export function SignInForm({ fixedCard, onDone }: { fixedCard?: string; onDone: Done }) {
  const { signIn, zone } = usePublicProgramme();
  const hint = wayOf(signIn, 'card')?.hint;
  const t = useWords(words);
  const text = useText();
  const state = useSignIn(fixedCard, onDone);
  const { captcha, problem, tried, busy } = state;
  const form = useRef<HTMLFormElement>(null);
  const waiting = useSecondsUntil(waitUntil(problem)) > 0;
  const needed = (value: unknown) => (tried && !value ? t('fillIn') : undefined);
  const mistake = useMistakes(problem);
  const showMistakes = useGoToMistake(form);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await state.send())) showMistakes();
  };
  return (
    <form ref={form} className="ax-entries" noValidate onSubmit={(event) => void submit(event)}>
      {!isToldAt(problem, /^(captcha\.answer|card|password)$/) && (
        <FormProblem problem={problem} zone={zone} />
      )}
      <TextEntry
        label={text(accountLabel(signIn))}
        hint={fixedCard || !hint ? undefined : text(hint)}
        error={needed(state.card.trim()) ?? mistake('card')}
        name="card"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        readOnly={fixedCard !== undefined}
        value={state.card}
        onChange={state.setCard}
      />
      <PasswordEntry
        label={t('password')}
        hint={fixedCard ? undefined : t('passwordHint')}
        error={needed(state.password) ?? mistake('password')}
        name="password"
        autoComplete="current-password"
        value={state.password}
        onChange={state.setPassword}
      />
      <CaptchaField captcha={captcha} error={needed(captcha.answer) ?? mistake('captcha.answer')} />
      <Button
        type="submit"
        color="primary"
        size="large"
        block
        disabled={busy || waiting || captcha.phase === 'working'}
      >
        {t(busy ? 'signingIn' : 'signIn')}
      </Button>
    </form>
  );
}
