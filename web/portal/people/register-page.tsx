import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import type { SentCode } from '../../shared/participant/codes.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  isStepsOver,
  type Registration,
  requestRegistrationCode,
  useRegistration,
  useRegistrationCode,
  useRegistrationPassword,
} from '../../shared/participant/registration.ts';
import {
  type RegistrationStep,
  registrationSteps,
} from '../../shared/participant/registration-steps.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { useVisitor } from '../../shared/participant/session.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { Contacts } from '../shell/contacts.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { AnotherCode, CodeEntry, CodeNews } from './code-entry.tsx';
import { NewPasswordFields } from './new-password.tsx';
import { PersonStep } from './person-step.tsx';
import { PhoneStep } from './phone-step.tsx';
import { StepCard, StepForm } from './steps.tsx';

/** 注册 (SPEC J1). The step stands in the address, so that the way back leads to the one before. */
export function RegisterPage() {
  const { code, signIn } = usePublicProgramme();
  const { data: visitor } = useVisitor();
  if (!signIn.registration) return <NotFound />;
  // Whoever has finished is signed in.
  if (visitor?.me) return <Redirect to="/$programme/" params={{ programme: code }} replace />;
  return <Registering />;
}

const titles = { phone: 'stepPhone', password: 'stepPassword', person: 'stepPerson' } as const;

function Registering() {
  const { code } = usePublicProgramme();
  const { at = 'phone' } = useSearch({ from: '/$programme/register' });
  const t = useWords(registrationWords);
  const navigate = useNavigate();
  const registration = useRegistration(at);
  const { step } = registration;
  const params = { programme: code };
  const goTo = (next: RegistrationStep) =>
    void navigate({ to: '/$programme/register', params, search: { at: next } });
  // An address that is loaded anew may name a step that is too far: nobody is taken there while they type.
  useEffect(() => {
    if (step === at) return;
    const search = { at: step };
    void navigate({
      to: '/$programme/register',
      params: { programme: code },
      search,
      replace: true,
    });
  }, [step, at, code, navigate]);
  const startAgain = () => {
    registration.startAgain();
    goTo('phone');
  };
  return (
    <Page title={t('register')}>
      <StepCard number={registrationSteps.indexOf(step) + 1} title={t(titles[step])}>
        {step === 'phone' && (
          <FirstStep registration={registration} onDone={() => goTo('password')} />
        )}
        {step === 'password' && (
          <PasswordStep
            registration={registration}
            onDone={() => goTo('person')}
            onAgain={startAgain}
          />
        )}
        {step === 'person' && (
          <PersonStep
            registration={registration}
            onPassword={() => goTo('password')}
            onAgain={startAgain}
          />
        )}
      </StepCard>
      <nav className={buttonsStyles.below}>
        <Link className={buttonsStyles.link} to="/$programme/sign-in" params={params}>
          {t('hasAccount')}
        </Link>
      </nav>
      <Contacts />
    </Page>
  );
}

type FirstStepProps = { registration: Registration; onDone: () => void };

/** The phone, then the code that it got. */
function FirstStep({ registration, onDone }: FirstStepProps) {
  const t = useWords(registrationWords);
  const [sent, setSent] = useState<SentCode | null>(null);
  const [before, setBefore] = useState('');
  if (!sent) {
    return (
      <PhoneStep
        before={before}
        onSent={setSent}
        request={requestRegistrationCode}
        hint={t('phoneHint')}
      />
    );
  }
  const again = () => {
    setBefore(sent.typed);
    setSent(null);
  };
  return <CodeStep key={sent.token} {...{ registration, sent, onDone }} onAgain={again} />;
}

type CodeStepProps = FirstStepProps & { sent: SentCode; onAgain: () => void };

function CodeStep({ registration, sent, onDone, onAgain }: CodeStepProps) {
  const t = useWords(registrationWords);
  const state = useRegistrationCode(sent, (verified) => {
    registration.verifiedBy(verified);
    onDone();
  });
  const { code, setCode, tried, busy, problem, forget, send, isOver } = state;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <>
      <StepForm
        {...{ busy, problem, forget, send }}
        quiet={isAtFields(problem, /^code$/)}
        disabled={isOver}
      >
        <CodeNews token={sent.token} sent={t('sentTo', { phone: sent.phone })} />
        <CodeEntry error={errorAt('code', code.trim())} value={code} onChange={setCode} />
      </StepForm>
      <AnotherCode {...{ sent, isOver, onAgain }} />
    </>
  );
}

type PasswordStepProps = FirstStepProps & { onAgain: () => void };

function PasswordStep({ registration, onDone, onAgain }: PasswordStepProps) {
  const t = useWords(registrationWords);
  const { verified, password, setPassword } = registration;
  const { tried, busy, problem, forget, send } = useRegistrationPassword(registration, onDone);
  return (
    <StepForm
      {...{ busy, problem, forget, send }}
      quiet={isAtFields(problem, /^password$/)}
      {...(isStepsOver(problem) && { onAgain })}
    >
      {verified && <p>{t('verified', { phone: verified.phone })}</p>}
      <NewPasswordFields value={password} onChange={setPassword} {...{ tried, problem }} />
    </StepForm>
  );
}
