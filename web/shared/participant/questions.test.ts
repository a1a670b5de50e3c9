import { expect, test } from 'vitest';
import { questionMistakes, questionsLeft } from './questions.ts';

test('a question is chosen and answered, which is asked for once sending was tried', () => {
  const empty = { question: '', answer: ' ' };
  expect(questionMistakes(empty, [], false)).toEqual({});
  expect(questionMistakes(empty, [''], true)).toEqual({
    ...{ question: 'fillIn', answer: 'fillIn' },
  });
  expect(questionMistakes({ question: 'fish', answer: 'krill' }, ['wind'], true)).toEqual({});
});

test('a question that was chosen before is told at once', () => {
  const twice = { question: 'fish', answer: '' };
  expect(questionMistakes(twice, ['wind', 'fish'], false)).toEqual({ question: 'questionTwice' });
});

test('a place offers what no other place has, and what it has itself', () => {
  const all = ['fish', 'wind', 'floe'].map((code) => ({ code, label: { zh: code, en: code } }));
  const offered = (chosen: string, taken: string[]) =>
    questionsLeft(all, chosen, taken).map(({ code }) => code);
  expect(offered('', ['fish'])).toEqual(['wind', 'floe']);
  expect(offered('wind', ['wind', 'fish'])).toEqual(['wind', 'floe']);
});
