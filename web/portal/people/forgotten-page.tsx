import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleOutline } from 'antd-mobile-icons';
import { type ReactNode, useRef } from 'react';
import type { ApiProblem } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
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
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { TextEntry } from '../../shared/phone/field.tsx';
import { Empty } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import textStyles from '../../shared/text.module.css';
import { useWait } from '../../shared/waiting.ts';
import { Contacts } from '../shell/contacts.tsx';
import { CaptchaField } from './captcha.tsx';
import { NewPasswordFields } from './new-password.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/** 忘记密码: card number, security questions, new password (SPEC G3.2). */
export function ForgottenPage() {
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
        <section className={cardStyles.card}>
          <p className={textStyles.soft}>{t('step', { n: recoverySteps.indexOf(step.at) + 1 })}</p>
          <h2>{titles[step.at]}</h2>
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
        </section>
      )}
      <Contacts />
    </Page>
  );
}

/** A step's form: its mistakes come into view, its button says what comes next. */
function StepForm(props: {
  busy: boolean;
  problem: ApiProblem | null;
  /** The problem is told at a field instead of above. */
  quiet?: boolean;
  disabled?: boolean;
  forget: () => void;
  send: () => Promise<boolean>;
  onAgain?: () => void;
  children: ReactNode;
}) {
  const { busy, problem, forget, quiet, disabled, send, onAgain, children } = props;
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const root = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(root);
  const { mustWait } = useWait(problem);
  return (
    <form
      ref={root}
      className={fieldStyles.entries}
      noValidate
      onInput={forget}
      onSubmit={(event) => {
        event.preventDefault();
        void send().then((sent) => sent || showMistakes());
      }}
    >
      {!quiet && <FormProblem problem={problem} zone={zone} />}
      {children}
      <Button
        type="submit"
        color="primary"
        size="large"
        block
        disabled={busy || mustWait || (disabled ?? false)}
      >
        {t('next')}
      </Button>
      {onAgain && (
        <button type="button" className={buttonsStyles.text} onClick={onAgain}>
          {t('startAgain')}
        </button>
      )}
    </form>
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

function Finished() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const navigate = useNavigate();
  return (
    <Empty title={t('resetDone')} icon={<CheckCircleOutline />}>
      <p>{t('resetDoneText')}</p>
      <Button
        color="primary"
        size="large"
        block
        onClick={() =>
          void navigate({ to: '/$programme/sign-in', params: { programme: code }, replace: true })
        }
      >
        {t('toSignIn')}
      </Button>
    </Empty>
  );
}
