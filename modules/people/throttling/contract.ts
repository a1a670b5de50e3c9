import { defineProblems } from '../../../platform/contract.ts';

export const throttlingProblems = defineProblems({
  wait_before_trying: {
    status: 429,
    zh: '尝试次数过多，请在 {until} 之后再试。',
    en: 'Too many attempts. Please try again after {until}.',
  },
});
