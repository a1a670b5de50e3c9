import { describe, expect, it } from 'vitest';
import {
  type ChosenColumn,
  type ColumnSpec,
  chooseColumns,
  findHeader,
  matchColumns,
} from './columns.ts';

const columns: ColumnSpec[] = [
  { key: 'name', names: ['姓名', 'Name', 'Full name', 'Prénom et nom'], required: true },
  { key: 'band', names: ['脚环号', 'Ring number'], required: true },
  { key: 'weight', names: ['体重（千克）', 'Weight (kg)'], required: false },
  { key: 'hatched', names: ['出生日期', 'Date of hatching'], required: false },
  { key: 'ringIssued', names: ['签发日期（脚环）', 'Date of issue (ring)'], required: false },
  { key: 'passIssued', names: ['签发日期（通行证）', 'Date of issue (pass)'], required: false },
];

const keysOf = (header: string[]) => matchColumns(header, columns).mapping;

describe('matchColumns', () => {
  it.each([
    ['姓名', 'name'],
    [' 姓 名 ', 'name'],
    ['姓名*', 'name'],
    ['*姓名：', 'name'],
    ['NAME', 'name'],
    ['full-name', 'name'],
    ['Ｎａｍｅ', 'name'],
    ['prenom et nom', 'name'],
    ['姓名 Name', 'name'],
    ['姓名/Name', 'name'],
    ['姓名\nFull Name', 'name'],
    ['姓名（必填）', 'name'],
    ['姓名 (as in the passport)', 'name'],
    ['Ring  Number', 'band'],
    ['ring_number', 'band'],
    ['体重', 'weight'],
    ['体重(kg)', 'weight'],
    ['WEIGHT [kg] *', 'weight'],
    ['Date of issue (ring)', 'ringIssued'],
    ['腳環號', 'band'],
    ['體重（公斤）', 'weight'],
    ['签发日期【通行证】', 'passIssued'],
  ])('knows %j as %s', (header, key) => {
    expect(keysOf([header])).toEqual({ [key]: 0 });
  });

  it.each(['日期', 'Date of issue', '签发日期', 'Names', '备注', '2022', '***'])(
    'does not take %j for any column',
    (header) => {
      expect(keysOf([header])).toEqual({});
    },
  );

  it('does not take a cell that names two columns for either', () => {
    expect(keysOf(['姓名/脚环号'])).toEqual({});
  });

  it('says what is missing, unknown and double', () => {
    const match = matchColumns(['姓名', null, '备注', 'Name', 7], columns);
    expect(match.mapping).toEqual({ name: 0 });
    expect(match.missing.map(({ key }) => key)).toEqual(['band']);
    expect(match.unknown).toEqual([
      { index: 2, name: '备注' },
      { index: 4, name: '7' },
    ]);
    expect(match.doubles).toEqual([
      {
        key: 'name',
        cells: [
          { index: 0, name: '姓名' },
          { index: 3, name: 'Name' },
        ],
      },
    ]);
  });
});

describe('findHeader', () => {
  const header = ['脚环号', '姓名', '体重'];

  it('passes over titles and notes above', () => {
    const rows = [['姓名登记表'], ['Name:', 'Pingu'], header, ['1', 'Name', '4']].map(
      (cells, index) => ({ number: index + 3, cells }),
    );
    expect(findHeader(rows, columns)?.row.number).toBe(5);
  });

  it('looks at the first ten rows only', () => {
    const rows = Array.from({ length: 11 }, (_, index) => ({ number: index + 1, cells: ['x'] }));
    rows[10]!.cells = header;
    expect(findHeader(rows, columns)).toBeUndefined();
    expect(findHeader(rows.slice(1), columns)?.row.number).toBe(11);
  });
});

describe('columns that a person chose', () => {
  const columns = [
    { key: 'name', names: ['姓名', 'Name'], required: true },
    { key: 'card', names: ['卡号', 'Card'], required: true },
  ];
  const chosen = (header: string[], ...choices: ChosenColumn[]) =>
    chooseColumns(matchColumns(header, columns), header, columns, choices);

  it('count before what their names say', () => {
    const { mapping, missing, unknown } = chosen(['Name', 'Who', 'Card'], {
      ...{ index: 1, header: 'Who', key: 'name' },
    });
    expect(mapping).toEqual({ name: 1, card: 2 });
    expect(missing).toEqual([]);
    expect(unknown).toEqual([{ index: 0, name: 'Name' }]);
  });

  it('can be none, and then the other of the same name has its place', () => {
    const aside = { index: 0, header: 'Name', key: null };
    const { mapping, doubles } = chosen(['Name', 'Name', 'Card'], aside);
    expect([mapping, doubles]).toEqual([{ name: 1, card: 2 }, []]);
    expect(chosen(['Name', 'Card'], aside).missing.map(({ key }) => key)).toEqual(['name']);
  });

  it('are found by their words where another sheet has them elsewhere', () => {
    const who = { index: 5, header: 'Who', key: 'name' };
    expect(chosen(['Card', 'Who'], who).mapping).toEqual({ card: 0, name: 1 });
    expect(chosen(['Card', 'Whom'], who).mapping).toEqual({ card: 0 });
  });
});
