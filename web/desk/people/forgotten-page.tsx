import { Link } from '@tanstack/react-router';
import { Result, Steps } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
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
import textStyles from '../../shared/text.module.css';
import { AuthLayout, AuthLinks } from '../shell/auth-layout.tsx';
import { LinkButton } from '../shell/link-button.tsx';
import { CaptchaField } from './captcha-field.tsx';
import { TextEntry } from './entry.tsx';
import styles from './forgotten-page.module.css';
import { NewPasswordFields } from './new-password.tsx';
import { SendForm } from './send-form.tsx';
import { words } from './words.ts';

/** 忘记密码: card number, security questions, new password (SPEC G3.2). */
export function ForgottenPage() {
  const { code } = usePublicProgramme();
  const account = useRecoveryAccount();
  const t = useWords(words);
  const { step, begun, answered, finished, startAgain } = useRecovery();
  const back = (
    <Link to="/$programme" params={{ programme: code }}>
      {t('toSignIn')}
    </Link>
  );
  if (step.at === 'done') {
    return (
      <AuthLayout title={t('forgottenTitle')}>
        <Result
          status="success"
          title={t('resetDone')}
          subTitle={t('resetDoneText')}
          extra={back}
        />
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('forgottenTitle')}>
      <Steps
        className={styles.steps}
        size="small"
        titlePlacement="vertical"
        current={recoverySteps.indexOf(step.at)}
        items={[
          { title: t('stepCard', { card: account.label }) },
          { title: t('stepAnswers') },
          { title: t('stepPassword') },
        ]}
      />
      {step.at === 'card' && <CardStep onDone={begun} />}
      {step.at === 'answers' && (
        <AnswersStep recovery={step.recovery} onDone={() => answered(step.recovery)} />
      )}
      {step.at === 'password' && <PasswordStep recovery={step.recovery} onDone={finished} />}
      <AuthLinks>
        {back}
        {step.at !== 'card' && <LinkButton onClick={startAgain}>{t('startAgain')}</LinkButton>}
      </AuthLinks>
    </AuthLayout>
  );
}

function CardStep({ onDone }: { onDone: (recovery: Recovery) => void }) {
  const { signIn } = usePublicProgramme();
  const account = useRecoveryAccount();
  const t = useWords(words);
  const { captcha, card, setCard, tried, busy, problem, forget, send } = useRecoveryCard(onDone);
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <SendForm
      {...{ busy, problem, forget, send }}
      label={t('next')}
      fieldPaths={/^(captcha\.answer|card)$/}
      disabled={captcha.phase === 'working'}
    >
      <p>{t('forgottenIntro', { card: account.label })}</p>
      {signIn.credentials === 'app' && <p className={textStyles.soft}>{t('separate')}</p>}
      <TextEntry
        {...account}
        error={errorAt('card', card.trim())}
        size="large"
        name="card"
        autoComplete="username"
        autoFocus
        value={card}
        onChange={setCard}
      />
      <CaptchaField captcha={captcha} error={errorAt('captcha.answer', captcha.answer)} />
    </SendForm>
  );
}

type StepProps = { recovery: Recovery; onDone: () => void };

function AnswersStep({ recovery, onDone }: StepProps) {
  const t = useWords(words);
  const questionText = useQuestionText();
  const step = useRecoveryAnswers(recovery, onDone);
  const { answers, setAnswer, tried, busy, problem, forget, send } = step;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <SendForm {...{ busy, problem, forget, send }} label={t('next')} fieldPaths={/^$/}>
      {recovery.questions.map((question, index) => (
        <TextEntry
          key={question}
          label={questionText(question)}
          error={errorAt(`answers.${index}`, answers[index]?.trim())}
          size="large"
          name={`answer-${index + 1}`}
          autoComplete="off"
          autoFocus={index === 0}
          maxLength={100}
          value={answers[index] ?? ''}
          onChange={(typed) => setAnswer(index, typed)}
        />
      ))}
      <p className={textStyles.soft}>{t('answersHint')}</p>
    </SendForm>
  );
}

function PasswordStep({ recovery, onDone }: StepProps) {
  const t = useWords(words);
  const step = useRecoveryPassword(recovery, onDone);
  const { password, setPassword, tried, busy, problem, forget, send } = step;
  return (
    <SendForm {...{ busy, problem, forget, send }} label={t('next')} fieldPaths={/^password$/}>
      <NewPasswordFields value={password} onChange={setPassword} {...{ tried, problem }} />
    </SendForm>
  );
}
