import { useRouter } from '@tanstack/react-router';
import { Toast } from 'antd-mobile';
import { useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import {
  usePhone,
  usePhoneChange,
  usePhoneRequest,
} from '../../shared/participant/change-phone.ts';
import type { SentCode } from '../../shared/participant/codes.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { useHasNoSms } from '../../shared/participant/public-programme.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import cardStyles from '../../shared/phone/card.module.css';
import { FormProblem, PasswordEntry, TextEntry } from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { AnotherCode, CodeEntry, CodeNews } from './code-entry.tsx';
import { StepForm } from './steps.tsx';

/** 更换手机号: the number and the password, then the code that the number got. */
export function PhonePage() {
  const t = useWords(registrationWords);
  const router = useRouter();
  const { data } = usePhone();
  const [sent, setSent] = useState<SentCode | null>(null);
  const [before, setBefore] = useState('');
  const done = () => {
    Toast.show(t('phoneChanged'));
    router.history.back();
  };
  const again = () => {
    setBefore(sent?.typed ?? '');
    setSent(null);
  };
  return (
    <Page title={t('changePhone')}>
      <section className={cardStyles.card}>
        {sent ? (
          <CodeStep key={sent.token} sent={sent} onDone={done} onAgain={again} />
        ) : (
          <NumberStep before={before} now={data?.phone ?? null} onSent={setSent} />
        )}
      </section>
    </Page>
  );
}

type NumberStepProps = {
  before: string;
  /** The present number, masked. */
  now: string | null;
  onSent: (sent: SentCode) => void;
};

function NumberStep({ before, now, onSent }: NumberStepProps) {
  const t = useWords(registrationWords);
  const phone = useWords(signInWords);
  const state = usePhoneRequest(before, onSent);
  const { tried, busy, problem, forget, send } = state;
  const errorAt = useFieldErrors({ tried, problem });
  if (useHasNoSms()) return <FormProblem>{phone('noSms')}</FormProblem>;
  return (
    <StepForm
      {...{ busy, problem, forget, send }}
      quiet={isAtFields(problem, /^(phone|password)$/)}
      label={t('getCode')}
    >
      {now && <p>{t('phoneNow', { phone: now })}</p>}
      <TextEntry
        label={t('newPhone')}
        hint={phone('phoneHint')}
        error={errorAt('phone', state.phone.trim())}
        name="phone"
        type="tel"
        autoComplete="tel"
        value={state.phone}
        onChange={state.setPhone}
      />
      <PasswordEntry
        label={t('phonePassword')}
        hint={t('phonePasswordHint')}
        error={errorAt('password', state.password)}
        name="current-password"
        autoComplete="current-password"
        value={state.password}
        onChange={state.setPassword}
      />
    </StepForm>
  );
}

type CodeStepProps = { sent: SentCode; onDone: () => void; onAgain: () => void };

function CodeStep({ sent, onDone, onAgain }: CodeStepProps) {
  const t = useWords(registrationWords);
  const state = usePhoneChange(sent, onDone);
  const { code, setCode, tried, busy, problem, forget, send, isOver } = state;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <>
      <StepForm
        {...{ busy, problem, forget, send }}
        quiet={isAtFields(problem, /^code$/)}
        disabled={isOver}
        label={t('confirm')}
      >
        <CodeNews token={sent.token} sent={t('sentTo', { phone: sent.phone })} />
        <CodeEntry error={errorAt('code', code.trim())} value={code} onChange={setCode} />
      </StepForm>
      <AnotherCode {...{ sent, isOver, onAgain }} />
    </>
  );
}
