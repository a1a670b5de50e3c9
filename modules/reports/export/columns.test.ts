import { expect, it } from 'vitest';
import type { Field, FieldOf, Row } from '../../../forms/definition.ts';
import { paperWording } from '../words.ts';
import { cellsOf, fieldColumns, fieldsOfAll, widthOf } from './columns.ts';

const words = (en: string) => ({ zh: en, en });
const wording = paperWording('en', 'Asia/Shanghai');

const swims: FieldOf<'group'> = {
  ...{ type: 'group', code: 'swims', label: words('Swims'), required: false },
  ...{ max: 2, rowLabel: words('Swim {n}') },
  fields: [
    { type: 'date', code: 'on', label: words('Day'), required: true },
    { type: 'number', code: 'depth', label: words('Depth'), required: false, unit: words(' m') },
  ],
};
const headers = (field: Field) => fieldColumns(field, 'en').map(({ header }) => header);

it('gives each row of a group columns of its own', () => {
  expect(headers(swims)).toEqual([
    'Swim 1: Day',
    'Swim 1: Depth (m)',
    'Swim 2: Day',
    'Swim 2: Depth (m)',
  ]);
  const values = { swims: [{ on: '2024-04-01', depth: 7 }] };
  expect(cellsOf(swims, swims, values, wording)).toEqual(['2024-04-01', 7, null, null]);
  expect(cellsOf(swims, swims, {}, wording)).toEqual([null, null, null, null]);
});

it('has columns for all that earlier versions asked, and cells in the right ones', () => {
  const place: Field = {
    ...{ type: 'text', code: 'place', label: words('Place'), required: false, maxLength: 20 },
  };
  const [day] = swims.fields as [Field];
  const older = { ...swims, max: 3, fields: [place, day] } as FieldOf<'group'>;
  const [merged] = fieldsOfAll([{ fields: [swims] }, { fields: [older] }]) as [Field];
  expect(headers(merged).slice(0, 3)).toEqual([
    'Swim 1: Day',
    'Swim 1: Depth (m)',
    'Swim 1: Place',
  ]);
  expect(widthOf(merged)).toBe(9);
  const rows: Row[] = [{ on: '2024-04-01', place: '=Bay' }, { on: '2024-04-02' }];
  const values = { swims: rows };
  const cells = cellsOf(merged, older, values, wording);
  expect(cells).toEqual(['2024-04-01', null, '=Bay', '2024-04-02', null, null, null, null, null]);
});

it('keeps a group of very many rows, or what was no group before, in one cell', () => {
  const many: Field = { ...swims, max: 100 };
  expect(headers(many)).toEqual(['Swims']);
  const values = { swims: [{ on: '2024-04-01' }] };
  expect(cellsOf(many, many, values, wording)).toEqual(['Swim 1: Day: 2024-04-01']);
  const before: Field = {
    ...{ type: 'text', code: 'swims', label: words('Swims'), required: false, maxLength: 20 },
  };
  const cells = cellsOf(swims, before, { swims: 'twice' }, wording);
  expect(cells).toEqual(['twice', null, null, null]);
});
