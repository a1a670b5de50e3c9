import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { type SentCode, useCodeRequest } from '../../shared/participant/codes.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { useHasNoSms } from '../../shared/participant/public-programme.ts';
import { type Done, useCodeSignIn } from '../../shared/participant/sign-in.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import { countdown, useSecondsUntil } from '../../shared/waiting.ts';
import { LinkButton } from '../shell/link-button.tsx';
import { CaptchaField } from './captcha-field.tsx';
import { TextEntry } from './entry.tsx';
import { SendForm } from './send-form.tsx';
import { words } from './words.ts';

type CodeFormProps = { onDone: Done; after: ReactNode };

/** Signing in by a code: the phone first, then what was sent to it. */
export function CodeForm({ onDone, after }: CodeFormProps) {
  const [sent, setSent] = useState<SentCode | null>(null);
  const [before, setBefore] = useState('');
  if (!sent) return <PhoneStep {...{ before, after }} onSent={setSent} />;
  const again = () => {
    setBefore(sent.typed);
    setSent(null);
  };
  return <CodeStep key={sent.token} {...{ sent, onDone, after }} onAgain={again} />;
}

type PhoneStepProps = { before: string; onSent: (sent: SentCode) => void; after: ReactNode };

function PhoneStep({ before, onSent, after }: PhoneStepProps) {
  const phone = useWords(signInWords);
  const state = useCodeRequest(before, onSent);
  const { captcha, tried, busy, problem, forget, send } = state;
  const errorAt = useFieldErrors({ tried, problem });
  if (useHasNoSms()) {
    return (
      <>
        <Alert type="warning" showIcon title={phone('noSms')} />
        {after}
      </>
    );
  }
  return (
    <SendForm
      {...{ busy, problem, forget, send, after }}
      label={phone('getCode')}
      fieldPaths={/^(captcha\.answer|phone)$/}
      disabled={captcha.phase === 'working'}
    >
      <TextEntry
        label={phone('phone')}
        hint={phone('phoneHint')}
        error={errorAt('phone', state.phone.trim())}
        size="large"
        name="phone"
        type="tel"
        autoComplete="tel"
        autoFocus
        value={state.phone}
        onChange={state.setPhone}
      />
      <CaptchaField captcha={captcha} error={errorAt('captcha.answer', captcha.answer)} />
    </SendForm>
  );
}

type CodeStepProps = CodeFormProps & { sent: SentCode; onAgain: () => void };

function CodeStep({ sent, onDone, after, onAgain }: CodeStepProps) {
  const t = useWords(words);
  const phone = useWords(signInWords);
  const state = useCodeSignIn(sent, onDone);
  const { tried, busy, problem, forget, send } = state;
  const seconds = useSecondsUntil(sent.nextAt);
  const errorAt = useFieldErrors({ tried, problem });
  const again = (
    <LinkButton disabled={seconds > 0 && !state.isOver} onClick={onAgain}>
      {seconds > 0 ? phone('againIn', { time: countdown(seconds) }) : phone('again')}
    </LinkButton>
  );
  return (
    <SendForm
      {...{ busy, problem, forget, send }}
      label={t('signIn')}
      fieldPaths={/^(code|username)$/}
      disabled={state.isOver}
      after={
        <>
          {again}
          {after}
        </>
      }
    >
      <p role="status">{phone('sent', { phone: sent.phone })}</p>
      <TextEntry
        label={phone('code')}
        error={errorAt('code', state.code.trim())}
        size="large"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={state.code}
        onChange={state.setCode}
      />
      {state.isShared && (
        <TextEntry
          label={phone('username')}
          error={errorAt('username', state.username.trim())}
          size="large"
          name="username"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
          value={state.username}
          onChange={state.setUsername}
        />
      )}
    </SendForm>
  );
}
