import { describe, expect, test } from 'vitest';
import { pathsWithoutRow, rowsOf, valueAt, withoutRow, withRow, withValue } from './values.ts';

describe('raw values by path', () => {
  const values = { weight: 4, swims: [{ place: 'bay' }, { place: 'ice' }] };

  test('are read at any depth, and are nothing where there is nothing', () => {
    expect(valueAt(values, 'weight')).toBe(4);
    expect(valueAt(values, 'swims.1.place')).toBe('ice');
    expect(valueAt(values, 'swims.2.place')).toBeUndefined();
    expect(valueAt(values, 'weight.kilo')).toBeUndefined();
    expect(valueAt(values, 'constructor')).toBeUndefined();
  });

  test('are changed in a copy; what stays the same stays the same object', () => {
    const next = withValue(values, 'swims.0.place', 'rock');
    expect(next).toEqual({ weight: 4, swims: [{ place: 'rock' }, { place: 'ice' }] });
    expect(values.swims[0]).toEqual({ place: 'bay' });
    expect((next.swims as unknown[])[1]).toBe(values.swims[1]);
  });

  test('undefined takes a value away', () => {
    expect(withValue(values, 'weight', undefined)).toEqual({ swims: values.swims });
    expect(withValue(values, 'swims.0.place', undefined).swims).toEqual([{}, { place: 'ice' }]);
  });

  test('rows are added at the end and taken out of the middle; the last one takes its group along', () => {
    expect(rowsOf(withRow({}, 'swims'), 'swims')).toEqual([{}]);
    expect(withoutRow(values, 'swims', 0).swims).toEqual([{ place: 'ice' }]);
    expect(withoutRow({ swims: [{}] }, 'swims', 0)).toEqual({});
  });
});

test('paths below a removed row go, those of later rows move up, others stay', () => {
  const paths = [
    'weight',
    'swims',
    'swims.0.place',
    'swims.1.place',
    'swims.2.depth',
    'swimsuit.1.x',
  ];
  expect([...pathsWithoutRow(paths, 'swims', 1)].sort()).toEqual([
    'swims',
    'swims.0.place',
    'swims.1.depth',
    'swimsuit.1.x',
    'weight',
  ]);
});
