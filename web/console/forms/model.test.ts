import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../forms/check-definition.ts';
import { fieldTypesInOrder } from '../../../forms/fields/described.ts';
import { penguinForms } from '../../../forms/testing/penguin-forms.ts';
import { type History, nextHistory, startOf } from './history.ts';
import { type Built, builtFrom, copyOf, moved, newField, renamed, withInserted } from './model.ts';
import { presentable } from './presentable.ts';

const [weighIn] = penguinForms;
if (!weighIn) throw new Error('The weigh-in has forms.');
const whole = penguinForms[1]?.definition ?? weighIn.definition;
const built = (definition: unknown): Built =>
  builtFrom({
    ...{ purpose: 'report', services: [], byPlace: false, policy: weighIn.policy, definition },
  });
const empty = built({ code: 'x', title: { zh: '表', en: 'Form' }, fields: [] });
const codes = ({ definition }: Built) =>
  definition.fields.map((field) =>
    field.type === 'group' ? `${field.code}(${field.fields.map(({ code }) => code)})` : field.code,
  );

describe('a new field', () => {
  it.each(fieldTypesInOrder)('of the type %s is in order as soon as it stands there', (type) => {
    let form = withInserted(empty, [0], newField(empty, type));
    if (type === 'group') {
      expect(checkDefinition(form.definition).map(({ path }) => path)).toEqual(['fields.0.fields']);
      form = withInserted(form, [0, 0], newField(form, 'date'));
    }
    form = withInserted(form, [1], newField(form, type === 'group' ? 'text' : type));
    expect(checkDefinition(form.definition)).toEqual([]);
    const [first] = form.definition.fields;
    if (first) form = withInserted(form, [1], copyOf(form, first));
    expect(checkDefinition(form.definition)).toEqual([]);
  });
});

it('draws whatever was stored, and leaves a whole definition as it is', () => {
  expect(built(whole).definition).toEqual(whole);
  expect(built(null).definition).toEqual({ title: { zh: '', en: '' }, fields: [] });
  const odd = { fields: [7, null, { type: 'slider' }, { type: 'yesno' }, { type: 'group' }] };
  expect(codes(built(odd))).toEqual(['', '()']);
});

describe('moving', () => {
  const three = ['yesno', 'group', 'date', 'text'].reduce(
    (form, type, index) =>
      withInserted(form, [index], newField(form, type as 'yesno' | 'group' | 'date' | 'text')),
    empty,
  );
  it.each([
    [[0], [2], ['group()', 'date', 'yesno', 'text']],
    [[3], [0], ['text', 'yesno', 'group()', 'date']],
    [[2], [1, 0], ['yesno', 'group(date)', 'text']],
    // The group goes up when what stood before it goes in.
    [[0], [1, 0], ['group(yesno)', 'date', 'text']],
  ] as const)('%j to %j', (from, to, expected) => {
    const after = moved(three, from, to);
    expect(after && codes(after.built)).toEqual(expected);
  });
  it('never puts a group into a group', () => {
    expect(moved(three, [1], [1, 0])).toBeNull();
  });
  it('takes a field out of a group', () => {
    const inside = moved(three, [2], [1, 0])?.built ?? three;
    const out = moved(inside, [1, 0], [0]);
    expect(out && codes(out.built)).toEqual(['date', 'yesno', 'group()', 'text']);
  });
});

it('renames a field with all that refers to it', () => {
  const at = whole.fields.findIndex(({ code }) => code === 'weighedAt');
  const after = renamed(built(whole), [at], 'scaleAt').definition;
  expect(JSON.stringify(after)).not.toContain('weighedAt');
  expect(checkDefinition(after)).toEqual([]);
});

it('undoes and redoes, a word at a time', () => {
  const type = (history: History, zh: string) =>
    nextHistory(history, { type: 'set', path: ['definition', 'title', 'zh'], value: zh });
  let history = type(type(startOf(empty), '表单'), '表单一');
  history = nextHistory(history, { type: 'select', spot: null });
  history = type(history, '表单二');
  const titleNow = () => history.now.definition.title.zh;
  history = nextHistory(history, { type: 'undo' });
  expect(titleNow()).toBe('表单一');
  history = nextHistory(history, { type: 'undo' });
  expect(titleNow()).toBe('表');
  history = nextHistory(nextHistory(history, { type: 'redo' }), { type: 'redo' });
  expect(titleNow()).toBe('表单二');
  expect(nextHistory(history, { type: 'redo' })).toBe(history);
});

it('shows as much of a form as can be drawn', () => {
  expect(presentable(whole)).toEqual({ definition: whole, left: 0 });
  const broken = structuredClone(whole);
  const [first] = broken.fields;
  if (first) first.label = { zh: '', en: '' };
  const shown = presentable(broken);
  expect(shown.left).toBeGreaterThan(0);
  expect(shown.definition && checkDefinition(shown.definition)).toEqual([]);
  expect(presentable({ ...whole, fields: [] })).toEqual({ definition: null, left: 0 });
});
