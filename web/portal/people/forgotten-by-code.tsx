import { useWords } from '../../shared/i18n.ts';
import {
  codeRecoverySteps,
  requestRecoveryCode,
  useCodeRecovery,
  useRecoveredPassword,
  useRecoveryCode,
} from '../../shared/participant/code-recovery.ts';
import type { SentCode } from '../../shared/participant/codes.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import fieldStyles from '../../shared/phone/field.module.css';
import { TextEntry } from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Contacts } from '../shell/contacts.tsx';
import { AnotherCode, CodeEntry, CodeNews } from './code-entry.tsx';
import { Finished } from './finished.tsx';
import { NewPasswordFields } from './new-password.tsx';
import { PhoneStep } from './phone-step.tsx';
import { StepCard, StepForm } from './steps.tsx';
import { UsernameEntry } from './username-entry.tsx';
import { words } from './words.ts';

/** 忘记密码 where people have phones: the phone, the code that it got, a new password (SPEC J2). */
export function ForgottenByCode() {
  const t = useWords(words);
  const phone = useWords(signInWords);
  const registration = useWords(registrationWords);
  const { step, before, sent, verified, finished, startAgain } = useCodeRecovery();
  if (step.at === 'done') {
    return (
      <Page title={t('forgottenTitle')}>
        <Finished />
      </Page>
    );
  }
  const titles = { phone: phone('phone'), code: phone('code'), password: t('stepPassword') };
  return (
    <Page title={t('forgottenTitle')}>
      <StepCard number={codeRecoverySteps.indexOf(step.at) + 1} title={titles[step.at]}>
        {step.at === 'phone' && (
          <>
            <PhoneStep
              before={before}
              onSent={sent}
              request={requestRecoveryCode}
              intro={registration('forgottenIntro')}
            />
            <p className={fieldStyles.hint}>{registration('noPhone')}</p>
          </>
        )}
        {step.at === 'code' && (
          <CodeStep key={step.sent.token} sent={step.sent} onDone={verified} onAgain={startAgain} />
        )}
        {step.at === 'password' && (
          <PasswordStep token={step.token} onDone={finished} onAgain={startAgain} />
        )}
      </StepCard>
      <Contacts />
    </Page>
  );
}

type CodeStepProps = { sent: SentCode; onDone: (token: string) => void; onAgain: () => void };

function CodeStep({ sent, onDone, onAgain }: CodeStepProps) {
  const phone = useWords(signInWords);
  const registration = useWords(registrationWords);
  const state = useRecoveryCode(sent, onDone);
  const { tried, busy, problem, forget, send, isOver } = state;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <>
      <StepForm
        {...{ busy, problem, forget, send }}
        quiet={isAtFields(problem, /^(code|username|documentEnding)$/)}
        disabled={isOver}
      >
        <CodeNews token={sent.token} sent={phone('sent', { phone: sent.phone })} />
        <CodeEntry
          error={errorAt('code', state.code.trim())}
          value={state.code}
          onChange={state.setCode}
        />
        {state.isShared && (
          <UsernameEntry
            error={errorAt('username', state.username.trim())}
            value={state.username}
            onChange={state.setUsername}
          />
        )}
        {state.asksDocument && (
          <TextEntry
            label={registration('documentEnding')}
            hint={registration('documentEndingHint')}
            error={errorAt('documentEnding', state.ending.trim())}
            value={state.ending}
            onChange={state.setEnding}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={20}
          />
        )}
      </StepForm>
      <AnotherCode {...{ sent, isOver, onAgain }} />
    </>
  );
}

type PasswordStepProps = { token: string; onDone: () => void; onAgain: () => void };

function PasswordStep({ token, onDone, onAgain }: PasswordStepProps) {
  const step = useRecoveredPassword(token, onDone);
  const { password, setPassword, tried, busy, problem, forget, send } = step;
  return (
    <StepForm
      {...{ busy, problem, forget, send, onAgain }}
      quiet={isAtFields(problem, /^password$/)}
    >
      <NewPasswordFields value={password} onChange={setPassword} {...{ tried, problem }} />
    </StepForm>
  );
}
