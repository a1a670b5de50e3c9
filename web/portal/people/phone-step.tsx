import { useWords } from '../../shared/i18n.ts';
import { type SentCode, useCodeRequest } from '../../shared/participant/codes.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { useHasNoSms } from '../../shared/participant/public-programme.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import { CaptchaField } from '../../shared/phone/captcha.tsx';
import { FormProblem, TextEntry } from '../../shared/phone/field.tsx';
import { EntryForm } from './sign-in-form.tsx';

type PhoneStepProps = {
  before: string;
  onSent: (sent: SentCode) => void;
  /** Left out: a code to sign in with. */
  request?: Parameters<typeof useCodeRequest>[2];
  hint?: string;
  /** What it is for, above the fields. */
  intro?: string;
};

/** The phone to which a code is to go. */
export function PhoneStep({ before, onSent, request, hint, intro }: PhoneStepProps) {
  const phone = useWords(signInWords);
  const state = useCodeRequest(before, onSent, request);
  const { captcha, tried, busy, problem, forget, send } = state;
  const errorAt = useFieldErrors({ tried, problem });
  if (useHasNoSms()) return <FormProblem>{phone('noSms')}</FormProblem>;
  return (
    <EntryForm
      {...{ busy, problem, forget, send }}
      fieldPaths={/^(captcha\.answer|phone)$/}
      disabled={captcha.phase === 'working'}
      label={phone('getCode')}
    >
      {intro && <p>{intro}</p>}
      <TextEntry
        label={phone('phone')}
        hint={hint ?? phone('phoneHint')}
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
