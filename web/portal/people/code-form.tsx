import { useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import {
  type Done,
  type SentCode,
  useCodeRequest,
  useCodeSignIn,
} from '../../shared/participant/sign-in.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { TextEntry } from '../../shared/phone/field.tsx';
import { countdown, useSecondsUntil } from '../../shared/waiting.ts';
import { CaptchaField } from './captcha.tsx';
import { EntryForm } from './sign-in-form.tsx';
import { words } from './words.ts';

/** Signing in by a code: the phone first, then what was sent to it. */
export function CodeForm({ onDone }: { onDone: Done }) {
  const [sent, setSent] = useState<SentCode | null>(null);
  const [before, setBefore] = useState('');
  if (!sent) return <PhoneStep before={before} onSent={setSent} />;
  const again = () => {
    setBefore(sent.typed);
    setSent(null);
  };
  return <CodeStep key={sent.token} {...{ sent, onDone }} onAgain={again} />;
}

type PhoneStepProps = { before: string; onSent: (sent: SentCode) => void };

function PhoneStep({ before, onSent }: PhoneStepProps) {
  const phone = useWords(signInWords);
  const state = useCodeRequest(before, onSent);
  const { captcha, tried, busy, problem, forget, send } = state;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <EntryForm
      {...{ busy, problem, forget, send }}
      fieldPaths={/^(captcha\.answer|phone)$/}
      disabled={captcha.phase === 'working'}
      label={phone('getCode')}
    >
      <TextEntry
        label={phone('phone')}
        hint={phone('phoneHint')}
        error={errorAt('phone', state.phone.trim())}
        name="phone"
        type="tel"
        autoComplete="tel"
        value={state.phone}
        onChange={state.setPhone}
      />
      <CaptchaField captcha={captcha} error={errorAt('captcha.answer', captcha.answer)} />
    </EntryForm>
  );
}

type CodeStepProps = { sent: SentCode; onDone: Done; onAgain: () => void };

function CodeStep({ sent, onDone, onAgain }: CodeStepProps) {
  const t = useWords(words);
  const phone = useWords(signInWords);
  const state = useCodeSignIn(sent, onDone);
  const { tried, busy, problem, forget, send } = state;
  const seconds = useSecondsUntil(sent.nextAt);
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <>
      <EntryForm
        {...{ busy, problem, forget, send }}
        fieldPaths={/^(code|username)$/}
        disabled={state.isOver}
        label={t(busy ? 'signingIn' : 'signIn')}
      >
        <p role="status">{phone('sent', { phone: sent.phone })}</p>
        <TextEntry
          label={phone('code')}
          error={errorAt('code', state.code.trim())}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={state.code}
          onChange={state.setCode}
        />
        {state.isShared && (
          <TextEntry
            label={phone('username')}
            error={errorAt('username', state.username.trim())}
            name="username"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            value={state.username}
            onChange={state.setUsername}
          />
        )}
      </EntryForm>
      <button
        type="button"
        className={buttonsStyles.text}
        disabled={seconds > 0 && !state.isOver}
        onClick={onAgain}
      >
        {seconds > 0 ? phone('againIn', { time: countdown(seconds) }) : phone('again')}
      </button>
    </>
  );
}
