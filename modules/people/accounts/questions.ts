import type { FieldProblem } from '../../../platform/contract.ts';

/** Questions and answers of a first sign-in. */
type ChosenQuestion = { question: string; answer: string };

/** An answer as it is compared: width, case and spacing do not matter. */
export function answerText(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

/** What is wrong with the security questions, of which `count` must be chosen from those offered. */
export function questionProblems(
  chosen: ChosenQuestion[],
  offered: string[],
  count: number,
): FieldProblem[] {
  const different = new Set(chosen.map(({ question }) => question)).size;
  if (chosen.length !== count || different !== count) {
    return [{ path: 'questions', code: 'questions_incomplete', params: { count } }];
  }
  const problems: FieldProblem[] = [];
  for (const [index, { question, answer }] of chosen.entries()) {
    if (!offered.includes(question)) {
      problems.push({ path: `questions.${index}.question`, code: 'question_unknown' });
    }
    const text = answerText(answer);
    const earlier = chosen.slice(0, index).some((other) => answerText(other.answer) === text);
    if (earlier) problems.push({ path: `questions.${index}.answer`, code: 'answers_alike' });
    else if (text === '') problems.push({ path: `questions.${index}.answer`, code: 'required' });
  }
  return problems;
}
