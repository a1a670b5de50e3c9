import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleOutline } from 'antd-mobile-icons';
import { type ReactNode, useRef, useState } from 'react';
import { accountLabel, questionsOf, wayOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import type { ApiProblem } from '../../shared/api.ts';
import { call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { useCaptcha } from '../../shared/participant/captcha.ts';
import { isToldAt, useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSending } from '../../shared/participant/sending.ts';
import { useSecondsUntil } from '../../shared/participant/today.ts';
import { waitUntil } from '../../shared/participant/waiting.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { TextEntry } from '../../shared/phone/field.tsx';
import { Empty } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import textStyles from '../../shared/text.module.css';
import { Contacts } from '../shell/contacts.tsx';
import { words as common } from '../shell/words.ts';
import { CaptchaField } from './captcha.tsx';
import { isReady, NewPasswordFields } from './new-password.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

type Recovery = { token: string; questions: string[] };
type Step =
  | { at: 'card' }
  | { at: 'answers'; recovery: Recovery }
  | { at: 'password'; recovery: Recovery }
  | { at: 'done' };

/** 忘记密码: card number, security questions, new password (SPEC G3.2). */
export function ForgottenPage() {
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const [step, setStep] = useState<Step>({ at: 'card' });
  const again = () => setStep({ at: 'card' });
  const numbers = { card: 1, answers: 2, password: 3, done: 3 };
  const titles = {
    card: t('stepCard', { card: text(accountLabel(signIn)) }),
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
          <p className={textStyles.soft}>{t('step', { n: numbers[step.at] })}</p>
          <h2>{titles[step.at]}</h2>
          {step.at === 'card' && (
            <CardStep onDone={(recovery) => setStep({ at: 'answers', recovery })} />
          )}
          {step.at === 'answers' && (
            <AnswersStep
              recovery={step.recovery}
              onDone={() => setStep({ ...step, at: 'password' })}
              onAgain={again}
            />
          )}
          {step.at === 'password' && (
            <PasswordStep
              recovery={step.recovery}
              onDone={() => setStep({ at: 'done' })}
              onAgain={again}
            />
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
  const next = useWords(common);
  const root = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(root);
  const waiting = useSecondsUntil(waitUntil(problem)) > 0;
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
        disabled={busy || waiting || (disabled ?? false)}
      >
        {next('next')}
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
  const hint = wayOf(signIn, 'card')?.hint;
  const t = useWords(words);
  const text = useText();
  const captcha = useCaptcha();
  const [card, setCard] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, run, forget } = useSending();
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
    <StepForm
      {...{ busy, problem, forget, send }}
      quiet={isToldAt(problem, /^(captcha\.answer|card)$/)}
      disabled={captcha.phase === 'working'}
    >
      <p>{t('forgottenIntro', { card: text(accountLabel(signIn)) })}</p>
      <TextEntry
        label={text(accountLabel(signIn))}
        hint={hint && text(hint)}
        error={needed(card.trim()) ?? mistake('card')}
        name="card"
        autoComplete="username"
        value={card}
        onChange={setCard}
      />
      <CaptchaField captcha={captcha} error={needed(captcha.answer) ?? mistake('captcha.answer')} />
    </StepForm>
  );
}

function AnswersStep(props: { recovery: Recovery; onDone: () => void; onAgain: () => void }) {
  const { recovery, onDone, onAgain } = props;
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const [answers, setAnswers] = useState(() => recovery.questions.map(() => ''));
  const [tried, setTried] = useState(false);
  const { busy, problem, run, forget } = useSending();
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
    <StepForm {...{ busy, problem, forget, send, onAgain }}>
      {recovery.questions.map((question, index) => (
        <TextEntry
          key={question}
          label={labelOf(question)}
          error={tried && !answers[index]?.trim() ? t('fillIn') : undefined}
          name={`answer-${index + 1}`}
          autoComplete="off"
          maxLength={100}
          value={answers[index] ?? ''}
          onChange={(typed) => setAnswers(answers.map((each, at) => (at === index ? typed : each)))}
        />
      ))}
      <p className={fieldStyles.hint}>{t('answersHint')}</p>
    </StepForm>
  );
}

function PasswordStep(props: { recovery: Recovery; onDone: () => void; onAgain: () => void }) {
  const { recovery, onDone, onAgain } = props;
  const [password, setPassword] = useState({ password: '', repeated: '' });
  const [tried, setTried] = useState(false);
  const { busy, problem, run, forget } = useSending();
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
    <StepForm {...{ busy, problem, forget, send, onAgain }} quiet={isToldAt(problem, /^password$/)}>
      <NewPasswordFields
        value={password}
        onChange={setPassword}
        tried={tried}
        error={mistake('password')}
      />
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
