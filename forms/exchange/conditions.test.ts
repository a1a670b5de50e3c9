// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import { describe, expect, it } from 'vitest';
import { again, read } from '../testing/workbooks.ts';

describe('an expression', () => {
  it.each([
    ["${ill} = 'yes'", { field: 'ill', equals: true }],
    ["'no' != ${ill}", { field: 'ill', notEquals: false }],
    ["${ill} = 'yes' or ${hurt} = 'yes'", { anyYes: ['ill', 'hurt'] }],
    ["${plumage} = 'grey'", { field: 'plumage', equals: 'grey' }],
    ["selected(${colours}, 'grey')", { field: 'colours', equals: 'grey' }],
    ["not(selected(${colours}, 'grey'))", { field: 'colours', notEquals: 'grey' }],
    ["${plumage} = 'grey' or ${plumage} = 'black'", { field: 'plumage', in: ['grey', 'black'] }],
    ["${word} = ''", { field: 'word', present: false }],
    ['string-length(${word}) > 0', { field: 'word', present: true }],
    ['count-selected(${colours}) >= 1', { field: 'colours', present: true }],
    ['18 <= ${age}', { field: 'age', gte: 18 }],
    ["${age} < '5'", { field: 'age', lt: 5 }],
    ['not(${age} = 3)', { not: { field: 'age', equals: 3 } }],
    ["${oath} = 'OK'", { field: 'oath', equals: true }],
    ["${day} = '2024-04-10'", { field: 'day', equals: '2024-04-10' }],
    [
      "(${age} > 1 and ${word} = 'x') and (${ill} = 'no' or ${age} >= 9)",
      {
        and: [
          { field: 'age', gt: 1 },
          { field: 'word', equals: 'x' },
          {
            or: [
              { field: 'ill', equals: false },
              { field: 'age', gte: 9 },
            ],
          },
        ],
      },
    ],
  ])('%s is carried over both ways', (relevant, condition) => {
    for (const [column, key] of [
      ['relevant', 'showWhen'],
      ['required', 'requireWhen'],
    ] as const) {
      const { form, asked, told } = read('text', { [column]: relevant });
      expect(told).toEqual([]);
      expect(asked?.[key]).toEqual(condition);
      expect(again(form)).toEqual(form);
    }
  });

  it.each([
    ['${nobody} = 1', 'expression_not_carried'],
    ["${plumage} = 'pink'", 'expression_not_carried'],
    ["${colours} = 'grey'", 'expression_not_carried'],
    ['${age} > ${word}', 'expression_not_carried'],
    ['count-selected(${colours}) > 2', 'expression_not_carried'],
    ['${day} < today()', 'expression_not_carried'],
    ['position(..) > 1', 'expression_not_readable'],
    ['${age} = ‘1’', 'expression_not_readable'],
    ["selected(${age}, 'x', 'y')", 'expression_not_carried'],
    ['once(random())', 'expression_not_carried'],
    ["${asked} = 'self'", 'definition_problem'],
  ])('%s is listed, and the question is asked all the same', (relevant, code) => {
    const { asked, told } = read('text', { relevant });
    expect(told).toEqual([code]);
    expect(asked).not.toHaveProperty('showWhen');
  });

  it.each([
    ['integer', '. > 0 and . < 10', { min: 1, max: 9 }, [] as string[]],
    ['integer', '0 <= .', { min: 0 }, []],
    ['integer', '. = 5', { min: 5, max: 5 }, []],
    ['decimal', 'round(., 2) = . and . >= -1.5', { decimals: 2, min: -1.5 }, []],
    ['decimal', '. > 0', {}, ['constraint_not_carried']],
    ['integer', '. >= ${age}', {}, ['constraint_not_carried']],
    ['integer', '. > 0 or . < -5', {}, ['constraint_not_carried']],
    ['integer', '. > 3 and . > 5', { min: 4 }, ['constraint_not_carried']],
    ['text', "regex(., '^[a-z]+$')", { pattern: '^[a-z]+$' }, []],
    ['text', "regex(., concat('a', \"'\", 'b'))", { pattern: "a'b" }, []],
    ['text', "regex(., '(?=a)b')", {}, ['pattern_not_taken']],
    ['text', 'string-length(.) < 6', { maxLength: 5 }, []],
    ['text', 'string-length(.) > 6', { maxLength: 1000 }, ['constraint_not_carried']],
    ['select_multiple plumage', 'count-selected(.) = 2', { min: 2, max: 2 }, []],
    ['select_multiple plumage', "not(selected(., 'grey'))", {}, ['constraint_not_carried']],
    ['select_one plumage', "not(selected(., 'grey'))", {}, ['constraint_not_carried']],
    ['date', '. < today()', { max: { today: -1 } }, []],
    ['date', '. > ${day} + 2', { min: { field: 'day', plusDays: 3 } }, []],
    ['date', '. >= date(${time_of_dive})', { min: { field: 'timeOfDive' } }, []],
    [
      'date',
      '. >= coalesce(date(${time_of_dive}) + 1, today() - 9)',
      { min: { field: 'timeOfDive', plusDays: 1, otherwise: { today: -9 } } },
      [],
    ],
    ['date', '. >= ${word}', {}, ['constraint_not_carried']],
    ['dateTime', '. >= ${time_of_dive}', { min: { field: 'timeOfDive' } }, []],
    ['dateTime', '. < now()', { max: { now: 0 } }, ['made_inclusive']],
    [
      'dateTime',
      ". >= date-time('2024-04-10T08:00:00+08:00')",
      { min: { at: '2024-04-10T08:00:00+08:00' } },
      [],
    ],
    ['geopoint', '. != 1', {}, ['constraint_not_carried']],
  ])('of %s, the limit %s is carried over both ways or listed', (type, constraint, own, listed) => {
    const { form, asked, told } = read(type, { constraint });
    expect(told).toEqual(listed);
    expect(asked).toMatchObject(own);
    for (const bound of ['min', 'max', 'pattern']) {
      if (!(bound in own)) expect(asked).not.toHaveProperty(bound);
    }
    expect(again(form)).toEqual(form);
  });

  it('has no message of its own where a form says it in its own words', () => {
    const columns = { constraint: '. > 0', constraint_message: 'More!' };
    expect(read('integer', columns).told).toEqual(['message_not_carried']);
  });
});
