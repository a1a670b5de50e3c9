import { useState } from 'react';
import { wayOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import { useText } from '../i18n.ts';
import { solved, useCaptcha } from './captcha.ts';
import { keyboardFor } from './initial-password.ts';
import { isReady, type NewPassword, noPassword } from './new-password.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useSending } from './sending.ts';

export type Recovery = Pick<ResponseOf<typeof people.recover>, 'token' | 'questions'>;

/** A forgotten password: the card, the answers to the security questions, the new password. */
type RecoveryStep =
  | { at: 'card' }
  | { at: 'answers' | 'password'; recovery: Recovery }
  | { at: 'done' };

export const recoverySteps = ['card', 'answers', 'password'] as const;

export function useRecovery() {
  const [step, setStep] = useState<RecoveryStep>({ at: 'card' });
  return {
    step,
    begun: (recovery: Recovery) => setStep({ at: 'answers', recovery }),
    answered: (recovery: Recovery) => setStep({ at: 'password', recovery }),
    finished: () => setStep({ at: 'done' }),
    startAgain: () => setStep({ at: 'card' }),
  };
}

/** What recovery asks for, in the programme's words: a card, whatever else one may sign in with. */
export function useRecoveryAccount(): { label: string; hint?: string; inputMode?: 'numeric' } {
  const { signIn } = usePublicProgramme();
  const text = useText();
  const card = wayOf(signIn, 'card');
  return {
    label: card ? text(card.label) : '',
    ...(card?.hint && { hint: text(card.hint) }),
    ...keyboardFor(card?.pattern),
  };
}

/** The first step. */
export function useRecoveryCard(done: (recovery: Recovery) => void) {
  const captcha = useCaptcha();
  const [card, setCard] = useState('');
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending(captcha.renewAfter);
  const send = async (): Promise<boolean> => {
    setTried(true);
    const { answer } = captcha;
    if (!card.trim() || !answer) return false;
    const sent = await run(async () => {
      done(
        await call(people.recover, { body: { card: card.trim(), captcha: await solved(answer) } }),
      );
    });
    setTried(false);
    return sent;
  };
  return { captcha, card, setCard, tried, ...sending, send };
}

/** The second step. */
export function useRecoveryAnswers({ token, questions }: Recovery, done: () => void) {
  const [answers, setAnswers] = useState(() => questions.map(() => ''));
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const send = async (): Promise<boolean> => {
    setTried(true);
    const body = { token, answers: answers.map((answer) => answer.trim()) };
    if (!body.answers.every(Boolean)) return false;
    return run(async () => {
      await call(people.recoverAnswers, { body });
      done();
    });
  };
  const setAnswer = (index: number, typed: string) =>
    setAnswers((now) => now.map((each, at) => (at === index ? typed : each)));
  return { answers, setAnswer, tried, ...sending, send };
}

/** The last step. */
export function useRecoveryPassword({ token }: Recovery, done: () => void) {
  const [password, setPassword] = useState<NewPassword>(noPassword);
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const send = async (): Promise<boolean> => {
    setTried(true);
    if (!isReady(password)) return false;
    return run(async () => {
      await call(people.recoverPassword, { body: { token, password: password.password } });
      done();
    });
  };
  return { password, setPassword, tried, ...sending, send };
}
