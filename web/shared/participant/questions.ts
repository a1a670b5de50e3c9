import type { Option } from '../../../forms/definition.ts';
import { questionsOf } from '../../../forms/sign-in.ts';
import { useText } from '../i18n.ts';
import { usePublicProgramme } from './public-programme.ts';

/** A security question and the person's answer. */
export type ChosenQuestion = { question: string; answer: string };

/** What is wrong with a question as far as the page can tell; `taken` are those at the other places. */
export function questionMistakes(
  { question, answer }: ChosenQuestion,
  taken: readonly string[],
  tried: boolean,
): { question?: 'questionTwice' | 'fillIn'; answer?: 'fillIn' } {
  return {
    ...(tried && question === '' && { question: 'fillIn' as const }),
    ...(question !== '' && taken.includes(question) && { question: 'questionTwice' as const }),
    ...(tried && answer.trim() === '' && { answer: 'fillIn' as const }),
  };
}

/** The questions that can be chosen at a place: its own, and those that no other place has. */
export function questionsLeft(
  all: readonly Option[],
  chosen: string,
  taken: readonly string[],
): Option[] {
  return all.filter(({ code }) => code === chosen || !taken.includes(code));
}

/** Gives a question in words; its code where the programme does not have it any more. */
export function useQuestionText(): (code: string) => string {
  const { signIn } = usePublicProgramme();
  const text = useText();
  return (code) => {
    const known = questionsOf(signIn).choices.find((each) => each.code === code);
    return known ? text(known.label) : code;
  };
}
