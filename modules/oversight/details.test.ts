import { expect, it } from 'vitest';
import type { Programme } from '../programmes/public.ts';
import { expedition } from '../reports/testing.ts';
import { detailsInWords } from './details.ts';

const forms = new Map(expedition.forms.map((form) => [form.definition.code, form]));
const programme = { id: 7, definition: expedition, forms } as unknown as Programme;
const told = (details: object) => detailsInWords({ ...details }, [programme]);

it('names programme, form, group and values as people call them', () => {
  const details = {
    form: 'daily',
    group: 'emperors',
    programmeId: 7,
    whole: true,
    kind: 'missing',
  };
  expect(told(details)).toEqual({
    zh: `表：每日填报；名单：未报；人员类别：帝企鹅；下载完整：是；项目：${expedition.name.zh}`,
    en: `form: Daily report; list: missing; group: Emperors; downloaded whole: yes; programme: ${expedition.name.en}`,
  });
});

it('says from when before until when, which role, and what was chosen in an import', () => {
  expect(told({ to: '2022-01-20', from: '2022-01-19' }).zh).toBe('从：2022-01-19；至：2022-01-20');
  expect(
    told({
      endsOn: { to: '2022-01-21', from: '2022-01-20' },
      startsOn: { to: '2022-01-20', from: '2022-01-19' },
    }),
  ).toEqual({
    zh: '第一天：从 2022-01-19，至 2022-01-20；最后一天：从 2022-01-20，至 2022-01-21',
    en: 'first day: from 2022-01-19, to 2022-01-20; last day: from 2022-01-20, to 2022-01-21',
  });
  expect(told({ role: 'organiser' })).toEqual({ zh: '角色：组织者', en: 'role: Organiser' });
  expect(told({ byHand: { values: 1 } }).zh).toBe('手工指定：值 1');
});

it('shows what it does not know as it is, lists and nested values too', () => {
  expect(
    told({ apps: ['portal', 'moon'], counts: { added: 3 }, programmeId: 8, from: null }),
  ).toEqual({
    zh: '系统：手机端、moon；counts：added 3；项目：8',
    en: 'systems: Phone, moon; counts: added 3; programme: 8',
  });
  expect(told({ constructor: 'toString' }).en).toBe('constructor: toString');
  expect(told({}).en).toBe('');
});
