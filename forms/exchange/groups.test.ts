// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import { describe, expect, it } from 'vitest';
import { again, inShort, table, workbook } from '../testing/workbooks.ts';
import { readXlsForm } from './read-xlsform.ts';

describe('groups and repeats', () => {
  const survey = table(`
    type | name | label | relevant | repeat_count
    begin group | outer | Outer | \${n} > 1
    integer | n | N
    begin group | inner_one | Inner | \${n} ~ 1
    text | a | A
    text | b | B | \${a} = 'x'
    end group |
    end group |
    begin group | nameless |
    begin repeat | nests | Nests | | \${n}
    begin group | part | Part | \${n} > 2
    text | a | A of nest
    select_one towns or_other | town | Town
    begin repeat | eggs | Eggs
    text | c | C
    end repeat |
    end group |
    end repeat |
    end group |
    end group |
    begin repeat | sightings | Sightings
    text | a_of | A of sighting
  `);
  const choices = table(`
    list_name | name | label
    towns | x | X
  `);
  const { form, findings } = readXlsForm(workbook(survey, choices));

  it('become sections and rows, and what does not is listed', () => {
    expect(findings.map(inShort)).toEqual([
      'group_nested survey 4',
      'renamed survey 4 name',
      'group_without_label survey 9 label',
      'group_in_repeat survey 11',
      'renamed survey 12 name',
      'or_other_added survey 13 type',
      'repeat_nested survey 14',
      'row_not_read survey 15',
      'unclosed_group survey 20 type',
      'renamed survey 22 name',
      'unclosed_group survey 21 type',
      'expression_not_readable survey 4 relevant',
      'expression_not_carried survey 10 repeat_count',
      'translation_missing survey 2 label',
      'definition_problem survey 3 relevant',
    ]);
    expect(form?.sections?.map(({ code }) => code)).toEqual(['outer', 'innerOne']);
    expect(form?.fields.map(({ code, section, showWhen }) => [code, section, showWhen])).toEqual([
      ['n', 'outer', undefined],
      ['a', 'innerOne', { field: 'n', gt: 1 }],
      [
        'b',
        'innerOne',
        {
          and: [
            { field: 'n', gt: 1 },
            { field: 'a', equals: 'x' },
          ],
        },
      ],
      ['nests', undefined, undefined],
      ['sightings', undefined, undefined],
    ]);
    const nests = form?.fields[3];
    expect(nests).toMatchObject({
      max: 100,
      required: false,
      fields: [
        { code: 'a2', showWhen: { field: 'n', gt: 2 } },
        { code: 'town', options: [{ code: 'x' }, { code: 'other' }] },
        {
          code: 'townOther',
          showWhen: {
            and: [
              { field: 'n', gt: 2 },
              { field: 'town', equals: 'other' },
            ],
          },
        },
      ],
    });
    expect(again(form)).toEqual(form);
  });

  it('come to no form where nothing can be filled in', () => {
    const none = readXlsForm(
      workbook([
        ['type', 'name', 'label'],
        ['calculate', 'c', ''],
      ]),
    );
    expect(none.form).toBeNull();
    expect(none.findings.map(({ code }) => code)).toContain('definition_problem');
    expect(readXlsForm([]).findings.map(inShort)).toEqual(['sheet_missing survey']);
    expect(
      readXlsForm(
        workbook([
          ['Typ', 'Name'],
          ['text', 'a'],
        ]),
      ).findings.map(inShort),
    ).toEqual(['table_without_header survey 1']);
    const many = (count: number, around: string[][] = []) =>
      readXlsForm(
        workbook([
          ['type', 'name', 'label'],
          ...around,
          ...Array.from({ length: count }, (_, index) => ['text', `q${index}`, 'Q']),
          ...around.map(() => ['end repeat']),
        ]),
      );
    expect(many(200).form?.fields).toHaveLength(200);
    expect(many(201).form).toBeNull();
    expect(many(201).findings.map(inShort)).toContain('too_many_questions survey 202');
    const repeat = [['begin repeat', 'r', 'R']];
    expect(many(50, repeat).form).not.toBeNull();
    expect(many(51, repeat).findings.map(inShort)).toContain('too_many_questions survey 53');
    const upside = readXlsForm(
      workbook([
        ['type', 'name', 'label', 'constraint'],
        ['integer', 'a', 'A', '. > 5 and . < 3'],
      ]),
    );
    expect(upside.form).toBeNull();
    expect(upside.findings.map(inShort)).toContain('definition_problem survey 2');
  });
});
