import { describe, expect, test } from 'vitest';
import { type FirstSignIn, firstSignInBody, firstSignInFields } from './first-sign-in.ts';

const typed: FirstSignIn = {
  password: { password: 'floe', repeated: 'floe' },
  questions: [
    { question: 'fish', answer: ' krill ' },
    { question: 'wind', answer: 'north' },
  ],
  otherAnswer: '',
};
const nobody = { otherQuestion: null };

describe('the first sign-in', () => {
  test('sends password and answers without the blanks around them', () => {
    expect(firstSignInBody(typed, nobody)).toEqual({
      password: 'floe',
      questions: [
        { question: 'fish', answer: 'krill' },
        { question: 'wind', answer: 'north' },
      ],
    });
  });

  test('asks for the answer to the other system’s question where there is one', () => {
    const me = { otherQuestion: 'floe' };
    expect(firstSignInBody(typed, me)).toBeNull();
    expect(firstSignInBody({ ...typed, otherAnswer: ' blue ' }, me)).toMatchObject({
      otherAnswer: 'blue',
    });
  });

  test.each<[string, Partial<FirstSignIn>]>([
    ['the passwords differ', { password: { password: 'floe', repeated: 'ice' } }],
    ['a question is not chosen', { questions: [{ question: '', answer: 'krill' }] }],
    ['an answer is blank', { questions: [{ question: 'fish', answer: ' ' }] }],
    [
      'a question is chosen twice',
      {
        questions: [
          { question: 'fish', answer: 'krill' },
          { question: 'fish', answer: 'cod' },
        ],
      },
    ],
  ])('sends nothing while %s', (_, part) => {
    expect(firstSignInBody({ ...typed, ...part }, nobody)).toBeNull();
  });

  test('needs no questions where the programme asks none', () => {
    expect(firstSignInBody({ ...typed, questions: [] }, nobody)).toEqual({
      password: 'floe',
      questions: [],
    });
  });

  test('tells mistakes of all that is sent at their fields', () => {
    for (const path of ['password', 'otherAnswer', 'questions.2.answer', 'questions.0.question'])
      expect(path).toMatch(firstSignInFields);
    expect('questions').not.toMatch(firstSignInFields);
  });
});
