import { Button } from 'antd-mobile';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { type SentCode, useCodeRequest, useDelivery } from '../../shared/participant/codes.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { useHasNoSms } from '../../shared/participant/public-programme.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { useSending } from '../../shared/participant/sending.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import buttons from '../../shared/phone/buttons.module.css';
import { CaptchaField } from '../../shared/phone/captcha.tsx';
import { Entries, FormProblem as Failed, TextEntry } from '../../shared/phone/field.tsx';
import type { CurrentUser } from '../../shared/staff/current-user.ts';
import { countdown, useSecondsUntil } from '../../shared/waiting.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import type { Attempt } from './shut-out.ts';
import { words } from './words.ts';

type Done = (me: CurrentUser) => void;

/** A code by SMS: for a new scanner, who has no password yet, and for a forgotten one. */
export function CodeSignIn({ attempt, onDone }: { attempt: Attempt; onDone: Done }) {
  const [sent, setSent] = useState<SentCode | null>(null);
  const [before, setBefore] = useState('');
  if (!sent) return <PhoneStep before={before} onSent={setSent} />;
  const again = () => {
    setBefore(sent.typed);
    setSent(null);
  };
  return <CodeStep key={sent.token} {...{ sent, attempt, onDone }} onAgain={again} />;
}

function PhoneStep({ before, onSent }: { before: string; onSent: (sent: SentCode) => void }) {
  const t = useWords(signInWords);
  const { captcha, phone, setPhone, tried, busy, problem, send } = useCodeRequest(before, onSent);
  const errorAt = useFieldErrors({ tried, problem });
  if (useHasNoSms()) return <Failed>{t('noSmsForStaff')}</Failed>;
  return (
    <Entries onSubmit={() => void send()}>
      <FormProblem problem={problem} at={['phone', 'captcha.answer']} />
      <TextEntry
        label={t('phone')}
        hint={t('phoneHint')}
        error={errorAt('phone', phone.trim())}
        name="phone"
        type="tel"
        autoComplete="tel"
        value={phone}
        onChange={setPhone}
      />
      <CaptchaField captcha={captcha} error={errorAt('captcha.answer', captcha.answer)} />
      <Button type="submit" color="primary" size="large" block loading={busy}>
        {t('getCode')}
      </Button>
    </Entries>
  );
}

function CodeStep(props: { sent: SentCode; attempt: Attempt; onDone: Done; onAgain: () => void }) {
  const { sent, attempt, onDone, onAgain } = props;
  const t = useWords(words);
  const phone = useWords(signInWords);
  const news = useWords(registrationWords);
  const delivery = useDelivery(sent.token);
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const errorAt = useFieldErrors({ tried, problem });
  const seconds = useSecondsUntil(sent.nextAt);
  const isOver = problem?.code === 'code_expired';
  const submit = () => {
    setTried(true);
    if (!code.trim() || isOver) return;
    void run(async () => {
      const body = { token: sent.token, code: code.trim() };
      const { me } = await attempt(() =>
        call(people.signInByCode, { body, whenSignedOut: 'fail' }),
      );
      onDone(me);
    });
  };
  return (
    <Entries onSubmit={submit}>
      <FormProblem problem={problem} at={['code']} />
      {delivery === 'provider_failed' || delivery === 'number_refused' ? (
        <Failed>{news(delivery === 'provider_failed' ? 'providerFailed' : 'numberRefused')}</Failed>
      ) : (
        <p role="status">{phone('sent', { phone: sent.phone })}</p>
      )}
      <TextEntry
        label={phone('code')}
        error={errorAt('code', code.trim())}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onChange={setCode}
      />
      <Button type="submit" color="primary" size="large" block loading={busy} disabled={isOver}>
        {t('continue')}
      </Button>
      <button
        type="button"
        className={buttons.text}
        disabled={seconds > 0 && !isOver}
        onClick={onAgain}
      >
        {seconds > 0 && !isOver ? phone('againIn', { time: countdown(seconds) }) : phone('again')}
      </button>
    </Entries>
  );
}
