import { describe, expect, it } from 'vitest';
import { fillIn, type Issue, messages } from './messages.ts';
import { problemMessages } from './problems.ts';

const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));

describe('messages', () => {
  it.each(Object.entries({ ...messages, ...problemMessages }))(
    '%s says the same in both languages',
    (_, text) => {
      expect(text.zh).not.toBe('');
      expect(placeholders(text.zh)).toEqual(placeholders(text.en));
      if (!text.zh.startsWith('{')) expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    },
  );

  const filledIn = ({ code, params = {} }: Omit<Issue, 'path'>, lang: 'zh' | 'en') =>
    fillIn(messages[code], params, lang, (at) => `${at.slice(0, 16)} by the clocks here`);

  it('are filled in with parameters, in the language where they have one', () => {
    const code = 'out_of_range';
    const range = { min: 34, max: 43 };
    const params = { ...range, unit_zh: '℃', unit_en: ' °C' };
    expect(filledIn({ code, params }, 'zh')).toBe('请填写 34 至 43℃ 之间的数值。');
    expect(filledIn({ code, params }, 'en')).toBe('Please enter a value from 34 to 43 °C.');
    expect(filledIn({ code, params: range }, 'en')).toBe('Please enter a value from 34 to 43.');
  });

  it('have instants as a reader wants them, and days as they are', () => {
    const late = { code: 'time_too_late', params: { max: '2022-02-04T16:00:00.000Z' } } as const;
    expect(filledIn(late, 'en')).toBe(
      'The time cannot be after 2022-02-04T16:00 by the clocks here.',
    );
    const day = { code: 'date_too_late', params: { max: '2022-02-04' } } as const;
    expect(filledIn(day, 'zh')).toBe('日期不能晚于 2022-02-04。');
  });
});
