import { recoveryOf } from '../../../forms/sign-in.ts';
import { useWords } from '../../shared/i18n.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useQuestionText } from '../../shared/participant/questions.ts';
import {
  type Recovery,
  recoverySteps,
  useRecovery,
  useRecoveryAccount,
  useRecoveryAnswers,
  useRecoveryCard,
  useRecoveryPassword,
} from '../../shared/participant/recovery.ts';
import { CaptchaField } from '../../shared/phone/captcha.tsx';
import fieldStyles from '../../shared/phone/field.module.css';
import { TextEntry } from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Contacts } from '../shell/contacts.tsx';
import { Finished } from './finished.tsx';
import { ForgottenByCode } from './forgotten-by-code.tsx';
import { NewPasswordFields } from './new-password.tsx';
import { StepCard, StepForm } from './steps.tsx';
import { words } from './words.ts';

/** 忘记密码, as the programme has it. */
export function ForgottenPage() {
  const { signIn } = usePublicProgramme();
  return recoveryOf(signIn) === 'code' ? <ForgottenByCode /> : <ForgottenByQuestions />;
}

/** Card number, security questions, new password (SPEC G3.2). */
function ForgottenByQuestions() {
  const account = useRecoveryAccount();
  const t = useWords(words);
  const { step, begun, answered, finished, startAgain } = useRecovery();
  const titles = {
    card: t('stepCard', { card: account.label }),
    answers: t('stepAnswers'),
    password: t('stepPassword'),
    done: '',
  };
  return (
    <Page title={t('forgottenTitle')}>
      {step.at === 'done' ? (
        <Finished />
      ) : (
        <StepCard number={recoverySteps.indexOf(step.at) + 1} title={titles[step.at]}>
          {step.at === 'card' && <CardStep onDone={begun} />}
          {step.at === 'answers' && (
            <AnswersStep
              recovery={step.recovery}
              onDone={() => answered(step.recovery)}
              onAgain={startAgain}
            />
          )}
          {step.at === 'password' && (
            <PasswordStep recovery={step.recovery} onDone={finished} onAgain={startAgain} />
          )}
        </StepCard>
      )}
      <Contacts />
    </Page>
  );
}

function CardStep({ onDone }: { onDone: (recovery: Recovery) => void }) {
  const { signIn } = usePublicProgramme();
  const account = useRecoveryAccount();
  const t = useWords(words);
  const { captcha, card, setCard, tried, busy, problem, forget, send } = useRecoveryCard(onDone);
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <StepForm
      {...{ busy, problem, forget, send }}
      quiet={isAtFields(problem, /^(captcha\.answer|card)$/)}
      disabled={captcha.phase === 'working'}
    >
      <p>{t('forgottenIntro', { card: account.label })}</p>
      {signIn.credentials === 'app' && <p className={fieldStyles.hint}>{t('separate')}</p>}
      <TextEntry
        {...account}
        error={errorAt('card', card.trim())}
        name="card"
        autoComplete="username"
        value={card}
        onChange={setCard}
      />
      <CaptchaField captcha={captcha} error={errorAt('captcha.answer', captcha.answer)} />
    </StepForm>
  );
}

function AnswersStep(props: { recovery: Recovery; onDone: () => void; onAgain: () => void }) {
  const { recovery, onDone, onAgain } = props;
  const t = useWords(words);
  const questionText = useQuestionText();
  const step = useRecoveryAnswers(recovery, onDone);
  const { answers, setAnswer, tried, busy, problem, forget, send } = step;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <StepForm {...{ busy, problem, forget, send, onAgain }}>
      {recovery.questions.map((question, index) => (
        <TextEntry
          key={question}
          label={questionText(question)}
          error={errorAt(`answers.${index}`, answers[index]?.trim())}
          name={`answer-${index + 1}`}
          autoComplete="off"
          maxLength={100}
          value={answers[index] ?? ''}
          onChange={(typed) => setAnswer(index, typed)}
        />
      ))}
      <p className={fieldStyles.hint}>{t('answersHint')}</p>
    </StepForm>
  );
}

function PasswordStep(props: { recovery: Recovery; onDone: () => void; onAgain: () => void }) {
  const { recovery, onDone, onAgain } = props;
  const step = useRecoveryPassword(recovery, onDone);
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
