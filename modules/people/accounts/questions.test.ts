import { describe, expect, it } from 'vitest';
import { answerText, questionProblems } from './questions.ts';

describe('security questions', () => {
  const offered = ['school', 'teacher', 'pet', 'street'];
  const chosen = (...pairs: [string, string][]) =>
    questionProblems(
      pairs.map(([question, answer]) => ({ question, answer })),
      offered,
      3,
    );

  it('are three different ones of those offered, with three different answers', () => {
    expect(chosen(['school', 'a'], ['pet', 'b'], ['street', 'c'])).toEqual([]);
    expect(chosen(['school', 'a'], ['pet', 'b'])).toMatchObject([{ code: 'questions_incomplete' }]);
    expect(chosen(['school', 'a'], ['school', 'b'], ['pet', 'c'])).toMatchObject([
      { path: 'questions', code: 'questions_incomplete' },
    ]);
    expect(chosen(['school', 'a'], ['pet', 'b'], ['colour', 'c'])).toEqual([
      { path: 'questions.2.question', code: 'question_unknown' },
    ]);
    expect(chosen(['school', 'Ａ '], ['pet', 'b'], ['street', 'a'])).toEqual([
      { path: 'questions.2.answer', code: 'answers_alike' },
    ]);
  });

  it('are none where none are offered', () => {
    expect(questionProblems([], [], 0)).toEqual([]);
    expect(questionProblems([{ question: 'school', answer: 'a' }], [], 0)).toHaveLength(1);
  });

  it('compare answers by their words', () => {
    expect(answerText('  ICE　Ｓｃｈｏｏｌ ')).toBe('ice school');
  });
});
