import { Type } from 'typebox';
import { maxSecurityQuestions } from '../../../forms/sign-in.ts';
import { defineProblems, type Endpoint } from '../../../platform/contract.ts';
import { Answer, Me, QuestionAnswer, Secret } from '../contract-schemas.ts';

/** The part of the contract that is about the end of the first sign-in. */
export const firstSignInEndpoints = {
  finish: {
    method: 'POST',
    path: '/finish',
    summary:
      'Ends the first sign-in with a new password and as many security questions as the realm asks for',
    body: Type.Object({
      password: Secret,
      questions: Type.Array(QuestionAnswer, { maxItems: maxSecurityQuestions }),
      /** Answer to `me.otherQuestion`. */
      otherAnswer: Type.Optional(Answer),
    }),
    response: Type.Object({ me: Me }),
  },
} as const satisfies Record<string, Endpoint>;

export const firstSignInProblems = defineProblems({
  questions_incomplete: {
    status: 422,
    zh: '请选择 {count} 个不同的密保问题并回答。',
    en: 'Please choose {count} different security questions and answer each.',
  },
  question_unknown: { status: 422, zh: '没有这个问题。', en: 'There is no such question.' },
  answers_alike: {
    status: 422,
    zh: '各个答案不能相同。',
    en: 'The answers must differ.',
  },
  other_answer_wrong: {
    status: 422,
    zh: '与您在另一系统设置的答案不符。',
    en: 'This is not the answer you set on the other system.',
  },
});
