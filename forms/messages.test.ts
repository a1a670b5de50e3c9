import { describe, expect, it } from 'vitest';
import { type IssueCode, message, messages } from './messages.ts';
import { refusals } from './policy.ts';
import { problemMessage, problemMessages } from './problems.ts';

const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));

describe('messages', () => {
  it.each(Object.entries({ ...messages, ...problemMessages, ...refusals }))(
    '%s says the same in both languages',
    (_, text) => {
      expect(text.zh).not.toBe('');
      expect(placeholders(text.zh)).toEqual(placeholders(text.en));
      if (!text.zh.startsWith('{')) expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it('fills in parameters, in the language where they have one', () => {
    const issue = {
      path: 'temperature',
      code: 'out_of_range' as IssueCode,
      params: { min: 34, max: 43, unit_zh: '℃', unit_en: ' °C' },
    };
    expect(message(issue, 'zh')).toBe('请填写 34 至 43℃ 之间的数值。');
    expect(message(issue, 'en')).toBe('Please give a value from 34 to 43 °C.');
    const { unit_zh: _zh, unit_en: _en, ...bare } = issue.params;
    expect(message({ ...issue, params: bare }, 'en')).toBe('Please give a value from 34 to 43.');
  });

  it('tells instants in a zone, and days as they are', () => {
    const late = { path: 'at', code: 'time_too_late' as IssueCode };
    expect(
      message({ ...late, params: { max: '2022-02-04T16:00:00.000Z' } }, 'en', 'Asia/Shanghai'),
    ).toBe('The time cannot be after 2022-02-05 00:00 Asia/Shanghai.');
    const day = { path: 'on', code: 'date_too_late' as IssueCode, params: { max: '2022-02-04' } };
    expect(message(day, 'zh')).toBe('日期不能晚于 2022-02-04。');
  });

  it('tells problems of definitions', () => {
    const problem = {
      path: 'fields.1.code',
      code: 'duplicate_code' as const,
      params: { code: 'a' },
    };
    expect(problemMessage(problem, 'en')).toBe('The code "a" is used twice.');
  });
});
