import { Link } from '@tanstack/react-router';
import { Button, Result, Steps } from 'antd';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useSay, useWords } from '../../shared/i18n.ts';
import { useCaptcha } from '../../shared/member/captcha.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { useMistakes } from '../../shared/member/mistakes.ts';
import { useSending } from '../../shared/member/sending.ts';
import { Door } from '../shell/door.tsx';
import { CaptchaField } from './captcha-field.tsx';
import { TextEntry } from './entry.tsx';
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
  const { code, signIn } = useEntrance();
  const say = useWords(words);
  const text = useSay();
  const [step, setStep] = useState<Step>({ at: 'card' });
  const again = (
    <Button type="link" className="dk-link-button" onClick={() => setStep({ at: 'card' })}>
      {say('startAgain')}
    </Button>
  );
  const back = (
    <Link to="/$programme" params={{ programme: code }}>
      {say('toSignIn')}
    </Link>
  );
  if (step.at === 'done') {
    return (
      <Door title={say('forgottenTitle')}>
        <Result
          status="success"
          title={say('resetDone')}
          subTitle={say('resetDoneText')}
          extra={back}
        />
      </Door>
    );
  }
  return (
    <Door title={say('forgottenTitle')}>
      <Steps
        className="dk-steps"
        size="small"
        titlePlacement="vertical"
        current={order.indexOf(step.at)}
        items={[
          { title: say('stepCard', { card: text(signIn.cardLabel) }) },
          { title: say('stepAnswers') },
          { title: say('stepPassword') },
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
      <nav className="dk-door-links">
        {back}
        {step.at !== 'card' && again}
      </nav>
    </Door>
  );
}

function CardStep({ onDone }: { onDone: (recovery: Recovery) => void }) {
  const { realm, signIn } = useEntrance();
  const say = useWords(words);
  const text = useSay();
  const captcha = useCaptcha();
  const [card, setCard] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const needed = (value: unknown) => (tried && !value ? say('fillIn') : undefined);
  const mistake = useMistakes(problem);
  const send = async () => {
    setTried(true);
    const { answer } = captcha;
    if (!card.trim() || !answer) return false;
    const sent = await run(async () => {
      const body = { realm, card: card.trim(), captcha: answer };
      onDone(await call(people.recover, { body }));
    });
    setTried(false);
    if (!sent) captcha.renew();
    return sent;
  };
  return (
    <SendForm
      {...{ busy, problem, send }}
      label={say('next')}
      told={/^(captcha\.answer|card)$/}
      disabled={captcha.phase === 'working'}
    >
      <p>{say('forgottenIntro', { card: text(signIn.cardLabel) })}</p>
      <TextEntry
        label={text(signIn.cardLabel)}
        hint={signIn.cardHint && text(signIn.cardHint)}
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
  const { signIn } = useEntrance();
  const say = useWords(words);
  const text = useSay();
  const [answers, setAnswers] = useState(() => recovery.questions.map(() => ''));
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const labelOf = (code: string) => {
    const known = signIn.securityQuestions.choices.find((each) => each.code === code);
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
    <SendForm {...{ busy, problem, send }} label={say('next')} told={/^$/}>
      {recovery.questions.map((question, index) => (
        <TextEntry
          key={question}
          label={labelOf(question)}
          error={tried && !answers[index]?.trim() ? say('fillIn') : undefined}
          size="large"
          name={`answer-${index + 1}`}
          autoComplete="off"
          autoFocus={index === 0}
          maxLength={100}
          value={answers[index] ?? ''}
          onChange={(typed) => setAnswers(answers.map((each, at) => (at === index ? typed : each)))}
        />
      ))}
      <p className="ax-soft">{say('answersHint')}</p>
    </SendForm>
  );
}

function PasswordStep({ recovery, onDone }: { recovery: Recovery; onDone: () => void }) {
  const say = useWords(words);
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
    <SendForm {...{ busy, problem, send }} label={say('next')} told={/^password$/}>
      <NewPasswordFields
        value={password}
        onChange={setPassword}
        tried={tried}
        error={mistake('password')}
      />
    </SendForm>
  );
}
