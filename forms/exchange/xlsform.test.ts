// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../check-definition.ts';
import { penguinForms } from '../testing/penguin-forms.ts';
import { back, inShort, table, workbook } from '../testing/workbooks.ts';
import { type Finding, findingMessages, findingPlace, findingText } from './findings.ts';
import { readXlsForm } from './read-xlsform.ts';
import { writeXlsForm } from './write-xlsform.ts';

describe('a workbook of every carried kind', () => {
  const survey = table(`
    type | name | label::English (en) | label::中文 (zh) | hint::English (en) | hint::中文 (zh) | required | relevant | constraint | constraint_message::English (en) | constraint_message::中文 (zh) | appearance | repeat_count
    note | intro | Weigh each bird. | 每只称重。
    begin_group | bird | Bird | 鸟
    text | ring | Ring | 环号 | On the leg | 在腿上 | yes | | regex(., '[A-Z]{2}[0-9]+') and string-length(.) <= 8 | Two letters and a number | 两个字母和数字
    text | remarks | Remarks | 备注 | | | | | string-length(.) <= 500 | | | multiline
    integer | age | Age | 年龄 | | | | | . >= 0 and . <= 40
    decimal | weight | Weight | 体重 | | | \${age} > 1 | | . > 0.5 and . <= 46
    select_one yes_no | ill | Ill | 生病 | | | yes
    select_one plumage | plumage | Plumage | 羽色 | | | | \${age} < 2 and \${ill} = 'no'
    select_multiple plumage | colours | Colours | 颜色 | | | | selected(\${plumage}, 'grey') | count-selected(.) <= 1
    end_group
    begin_group | when | When | 时间 | | | | \${ill} = 'yes'
    date | hatched | Hatched | 孵化 | | | | | . >= date('2020-01-01') and . <= today()
    date | fledged | Fledged | 离巢 | | | | | . > \${hatched} and . <= today() + 30
    time | woken | Woken at | 醒来
    dateTime | dive | Dives at | 下水 | | | | | . >= now() - 400 and . <= now() + 3 div 24
    end_group
    geopoint | nest | Nest | 巢
    image | portrait | Portrait | 照片
    acknowledge | oath | Oath | 誓言 | I steal no pebbles. | 我不偷石子。 | yes
    begin_repeat | chicks | Chicks | 雏鸟 | | | | \${ill} = 'no' or \${age} >= 3 | | | | | 2
    text | nickname | Nickname | 小名 | | | yes
    select_one yes_no | ringed | Ringed | 已戴环 | | | \${nickname} != ''
    end_repeat
  `);
  const choices = table(`
    list_name | name | label::English (en) | label::中文 (zh)
    yes_no | yes | Yes | 是
    yes_no | no | No | 否
    plumage | grey | Grey | 灰
    plumage | black | Black | 黑
  `);
  const settings = table(`
    form_title | form_id | version | default_language
    称重 / Weigh-in | weigh-in | 20240410 | 中文 (zh)
  `);
  const { form, settings: said, findings } = readXlsForm(workbook(survey, choices, settings));

  it('becomes a form, with nothing lost', () => {
    // A number of any decimals has no least one above a half.
    expect(findings.map(inShort)).toEqual(['constraint_not_carried survey 7 constraint']);
    expect(said).toEqual({ version: '20240410', language: 'zh' });
    expect(form).toMatchObject({
      code: 'weigh-in',
      title: { zh: '称重', en: 'Weigh-in' },
      intro: { zh: '每只称重。', en: 'Weigh each bird.' },
      sections: [
        { code: 'bird', label: { zh: '鸟', en: 'Bird' } },
        { code: 'when', label: { zh: '时间', en: 'When' } },
      ],
    });
    const fields = Object.fromEntries((form?.fields ?? []).map((each) => [each.code, each]));
    expect(fields).toMatchObject({
      ring: {
        ...{
          type: 'text',
          section: 'bird',
          required: true,
          maxLength: 8,
          pattern: '[A-Z]{2}[0-9]+',
        },
        hint: { zh: '在腿上', en: 'On the leg' },
        patternHint: { zh: '两个字母和数字', en: 'Two letters and a number' },
      },
      remarks: { type: 'longtext', maxLength: 500 },
      age: { type: 'number', decimals: 0, min: 0, max: 40 },
      weight: { type: 'number', max: 46, requireWhen: { field: 'age', gt: 1 } },
      ill: { type: 'yesno', required: true },
      plumage: {
        type: 'choice',
        showWhen: {
          and: [
            { field: 'age', lt: 2 },
            { field: 'ill', equals: false },
          ],
        },
      },
      colours: { type: 'choices', max: 1, showWhen: { field: 'plumage', equals: 'grey' } },
      hatched: {
        ...{ section: 'when', showWhen: { field: 'ill', equals: true } },
        ...{ min: { on: '2020-01-01' }, max: { today: 0 } },
      },
      fledged: { min: { field: 'hatched', plusDays: 1 }, max: { today: 30 } },
      woken: { type: 'text', maxLength: 5 },
      dive: { type: 'datetime', min: { now: -9600 }, max: { now: 3 } },
      nest: { type: 'position' },
      portrait: { type: 'photos', max: 1 },
      oath: { type: 'declaration', text: { zh: '我不偷石子。', en: 'I steal no pebbles.' } },
      chicks: {
        ...{ type: 'group', min: 2, max: 2, required: true },
        showWhen: {
          or: [
            { field: 'ill', equals: false },
            { field: 'age', gte: 3 },
          ],
        },
        fields: [
          { code: 'nickname', required: true },
          { code: 'ringed', type: 'yesno', requireWhen: { field: 'nickname', present: true } },
        ],
      },
    });
    expect(fields.nest).not.toHaveProperty('section');
    expect(checkDefinition(form)).toEqual([]);
  });

  it('is written and read as the same form, and the second workbook as the first', () => {
    const written = writeXlsForm(form!, { version: '20240410', language: 'zh' });
    expect(written.findings).toEqual([]);
    const second = readXlsForm(back(written));
    expect(second).toEqual({ form, settings: said, findings: [] });
    expect(writeXlsForm(second.form!, { version: '20240410', language: 'zh' })).toEqual(written);
  });
});

describe('a form', () => {
  it.each(penguinForms.map(({ definition }) => definition))(
    '$code is written with all that is not said listed, and comes back near enough to fill in',
    (definition) => {
      const written = writeXlsForm(definition);
      const { form } = readXlsForm(back(written));
      expect(checkDefinition(form)).toEqual([]);
      expect(form?.fields.map(({ code }) => code)).toEqual(
        definition.fields.map(({ code }) => code),
      );
      const differing = definition.fields.flatMap((field, index) =>
        JSON.stringify(sorted(field)) === JSON.stringify(sorted(form?.fields[index]))
          ? []
          : [index],
      );
      const told = new Set(
        written.findings.flatMap(({ path }) => /^fields\.(\d+)/.exec(path ?? '')?.[1] ?? []),
      );
      expect(differing.map(String).filter((index) => !told.has(index))).toEqual([]);
    },
  );

  it('tells every finding in both languages and at its place', () => {
    for (const text of Object.values(findingMessages)) {
      const names = (each: string) =>
        [...each.matchAll(/\{(\w+?)(?:_zh|_en)?\}/g)].map((m) => m[1]);
      expect(names(text.zh).sort()).toEqual(names(text.en).sort());
    }
    const finding: Finding = {
      ...{ code: 'renamed', sheet: 'survey', row: 3, column: 'name' },
      params: { from: 'a_b', to: 'aB' },
    };
    expect(findingText(finding, 'en')).toBe('"a_b" gets the code "aB".');
    expect(findingPlace(finding, 'zh')).toBe('survey、第 3 行、name');
  });
});

/** With keys in one order, so that what was written can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
