import { Link } from '@tanstack/react-router';
import { Result, Steps } from 'antd';
import { useState } from 'react';
import { accountLabel, questionsOf, wayOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useCaptcha } from '../../shared/participant/captcha.ts';
import { useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSending } from '../../shared/participant/sending.ts';
import textStyles from '../../shared/text.module.css';
import { AuthLayout, AuthLinks } from '../shell/auth-layout.tsx';
import { LinkButton } from '../shell/link-button.tsx';
import { CaptchaField } from './captcha-field.tsx';
import { TextEntry } from './entry.tsx';
import styles from './forgotten-page.module.css';
import { isReady, NewPasswordFields } from './new-password.tsx';
import { SendForm } from './send-form.tsx';
import { words } from './words.ts';

type Recovery = { token: string; questions: string[] };
type Step =
  | { at: 'card' }
  | { at: 'answers'; recovery: Recovery }
  | { at: 'password'; recovery: Recovery }
  | { at: 'done' };

const order = ['card', 'answers', 'password'] as const;

/** 忘记密码: card number, security questions, new password (SPEC G3.2). */
export function ForgottenPage() {
  const { code, signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const [step, setStep] = useState<Step>({ at: 'card' });
  const again = <LinkButton onClick={() => setStep({ at: 'card' })}>{t('startAgain')}</LinkButton>;
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
        current={order.indexOf(step.at)}
        items={[
          { title: t('stepCard', { card: text(accountLabel(signIn)) }) },
          { title: t('stepAnswers') },
          { title: t('stepPassword') },
        ]}
      />
      {step.at === 'card' && (
        <CardStep onDone={(recovery) => setStep({ at: 'answers', recovery })} />
      )}
      {step.at === 'answers' && (
        <AnswersStep recovery={step.recovery} onDone={() => setStep({ ...step, at: 'password' })} />
      )}
      {step.at === 'password' && (
        <PasswordStep recovery={step.recovery} onDone={() => setStep({ at: 'done' })} />
      )}
      <AuthLinks>
        {back}
        {step.at !== 'card' && again}
      </AuthLinks>
    </AuthLayout>
  );
}

function CardStep({ onDone }: { onDone: (recovery: Recovery) => void }) {
  const { signIn } = usePublicProgramme();
  const hint = wayOf(signIn, 'card')?.hint;
  const t = useWords(words);
  const text = useText();
  const captcha = useCaptcha();
  const [card, setCard] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const needed = (value: unknown) => (tried && !value ? t('fillIn') : undefined);
  const mistake = useMistakes(problem);
  const send = async () => {
    setTried(true);
    const { answer } = captcha;
    if (!card.trim() || !answer) return false;
    const sent = await run(async () => {
      const body = { card: card.trim(), captcha: answer };
      onDone(await call(people.recover, { body }));
    });
    setTried(false);
    if (!sent) captcha.renew();
    return sent;
  };
  return (
    <SendForm
      {...{ busy, problem, send }}
      label={t('next')}
      told={/^(captcha\.answer|card)$/}
      disabled={captcha.phase === 'working'}
    >
      <p>{t('forgottenIntro', { card: text(accountLabel(signIn)) })}</p>
      <TextEntry
        label={text(accountLabel(signIn))}
        hint={hint && text(hint)}
        error={needed(card.trim()) ?? mistake('card')}
        size="large"
        name="card"
        autoComplete="username"
        autoFocus
        value={card}
        onChange={setCard}
      />
      <CaptchaField captcha={captcha} error={needed(captcha.answer) ?? mistake('captcha.answer')} />
    </SendForm>
  );
}

function AnswersStep({ recovery, onDone }: { recovery: Recovery; onDone: () => void }) {
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const [answers, setAnswers] = useState(() => recovery.questions.map(() => ''));
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const labelOf = (code: string) => {
    const known = questionsOf(signIn).choices.find((each) => each.code === code);
    return known ? text(known.label) : code;
  };
  const send = async () => {
    setTried(true);
    if (!answers.every((answer) => answer.trim())) return false;
    return run(async () => {
      const body = { token: recovery.token, answers: answers.map((answer) => answer.trim()) };
      await call(people.recoverAnswers, { body });
      onDone();
    });
  };
  return (
    <SendForm {...{ busy, problem, send }} label={t('next')} told={/^$/}>
      {recovery.questions.map((question, index) => (
        <TextEntry
          key={question}
          label={labelOf(question)}
          error={tried && !answers[index]?.trim() ? t('fillIn') : undefined}
          size="large"
          name={`answer-${index + 1}`}
          autoComplete="off"
          autoFocus={index === 0}
          maxLength={100}
          value={answers[index] ?? ''}
          onChange={(typed) => setAnswers(answers.map((each, at) => (at === index ? typed : each)))}
        />
      ))}
      <p className={textStyles.soft}>{t('answersHint')}</p>
    </SendForm>
  );
}

function PasswordStep({ recovery, onDone }: { recovery: Recovery; onDone: () => void }) {
  const t = useWords(words);
  const [password, setPassword] = useState({ password: '', repeated: '' });
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const mistake = useMistakes(problem);
  const send = async () => {
    setTried(true);
    if (!isReady(password)) return false;
    return run(async () => {
      const body = { token: recovery.token, password: password.password };
      await call(people.recoverPassword, { body });
      onDone();
    });
  };
  return (
    <SendForm {...{ busy, problem, send }} label={t('next')} told={/^password$/}>
      <NewPasswordFields
        value={password}
        onChange={setPassword}
        tried={tried}
        error={mistake('password')}
      />
    </SendForm>
  );
}
