import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { questionsOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { accountOf } from '../account.ts';
import { type ApiProblem, call } from '../api.ts';
import { useWords } from '../i18n.ts';
import { useMistakes } from './mistakes.ts';
import { isReady, type NewPassword, noPassword } from './new-password.ts';
import { peopleWords } from './people-words.ts';
import { usePublicProgramme } from './public-programme.ts';
import { type ChosenQuestion, questionMistakes, questionsLeft } from './questions.ts';
import { useSending } from './sending.ts';
import { type Me, signedInAs } from './session.ts';

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
  const places = useQuestionPlaces(
    typed.questions,
    { tried, problem: sending.problem },
    (questions) => change({ questions }),
  );
  return { typed, change, tried, send, ...sending, places };
}

/** A place for each question that is to be chosen and answered, counted from 1. */
function useQuestionPlaces(
  questions: ChosenQuestion[],
  { tried, problem }: { tried: boolean; problem: ApiProblem | null },
  change: (questions: ChosenQuestion[]) => void,
) {
  const { choices } = questionsOf(usePublicProgramme().signIn);
  const t = useWords(peopleWords);
  const mistake = useMistakes(problem);
  return questions.map((chosen, index) => {
    const taken = questions.filter((_, at) => at !== index).map(({ question }) => question);
    const wrong = questionMistakes(chosen, taken, tried);
    const errorAt = (part: 'question' | 'answer') => {
      const key = wrong[part];
      return key ? t(key) : mistake(`questions.${index}.${part}`);
    };
    return {
      number: index + 1,
      chosen,
      choices: questionsLeft(choices, chosen.question, taken),
      errors: { question: errorAt('question'), answer: errorAt('answer') },
      choose: (part: Partial<ChosenQuestion>) =>
        change(questions.map((each, at) => (at === index ? { ...each, ...part } : each))),
    };
  });
}

export type QuestionPlace = ReturnType<typeof useFirstSignIn>['places'][number];
