import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { questionsOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import { isReady, type NewPassword, noPassword } from './new-password.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useSending } from './sending.ts';
import { accountOf, type Me, signedInAs } from './session.ts';

/** A security question and the person's answer. */
export type ChosenQuestion = { question: string; answer: string };

/** What is typed at the first sign-in. */
export type FirstSignIn = {
  password: NewPassword;
  questions: ChosenQuestion[];
  /** To the question that was set on the other system. */
  otherAnswer: string;
};

/** Paths of the request whose mistakes are told at their field. */
export const firstSignInFields = /^(password|otherAnswer|questions\.\d+\.(question|answer))$/;

/** What is sent; null while something is missing. */
export function firstSignInBody(
  { password, questions, otherAnswer }: FirstSignIn,
  { otherQuestion }: Pick<Me, 'otherQuestion'>,
): BodyOf<typeof people.finish> | null {
  const isOtherAnswered = otherQuestion === null || otherAnswer.trim() !== '';
  const areAnswered = questions.every(({ question, answer }) => question && answer.trim());
  const areDifferent = new Set(questions.map(({ question }) => question)).size === questions.length;
  if (!isReady(password) || !isOtherAnswered || !areAnswered || !areDifferent) return null;
  return {
    password: password.password,
    questions: questions.map(({ question, answer }) => ({ question, answer: answer.trim() })),
    ...(otherQuestion !== null && { otherAnswer: otherAnswer.trim() }),
  };
}

/** The first sign-in: new password, security questions, and the other system's question. */
export function useFirstSignIn(me: Me) {
  const { signIn } = usePublicProgramme();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<FirstSignIn>(() => ({
    password: noPassword,
    questions: Array.from({ length: questionsOf(signIn).count }, () => ({
      question: '',
      answer: '',
    })),
    otherAnswer: '',
  }));
  const [tried, setTried] = useState(false);
  // Somebody else may sign in while the page is open: what one person typed is not taken as another's.
  const [account] = useState(() => accountOf(me));
  const sending = useSending();
  const change = (part: Partial<FirstSignIn>) => setTyped((now) => ({ ...now, ...part }));
  const send = async (): Promise<boolean> => {
    setTried(true);
    const body = firstSignInBody(typed, me);
    if (!body) return false;
    return sending.run(async () => {
      const answer = await call(people.finish, { body, account });
      await signedInAs(queries, answer.me);
    });
  };
  const { questions } = typed;
  return {
    ...{ typed, change, tried, send },
    ...sending,
    /** Questions that are chosen at the other places. */
    takenBeside: (index: number) =>
      questions.filter((_, each) => each !== index).map(({ question }) => question),
    setQuestion: (index: number, chosen: ChosenQuestion) =>
      change({ questions: questions.map((each, at) => (at === index ? chosen : each)) }),
  };
}
