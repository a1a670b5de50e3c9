/** Raw values of a form by dotted path (`doses.0.date`), never changed in place. */
export type RawValues = { [code: string]: unknown };

export function valueAt(values: RawValues, path: string): unknown {
  let at: unknown = values;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as RawValues)[step];
  }
  return at;
}

/** The values with one of them changed; `undefined` takes it away. Rows on the way are made where missing. */
export function withValue(values: RawValues, path: string, value: unknown): RawValues {
  return change(values, path.split('.'), value) as RawValues;
}

function change(at: unknown, [step = '', ...rest]: string[], value: unknown): unknown {
  const inner = rest.length === 0 ? value : change(innerOf(at, step), rest, value);
  if (Array.isArray(at)) return at.map((each, index) => (index === Number(step) ? inner : each));
  const copy: RawValues = { ...(at as RawValues) };
  if (inner === undefined) delete copy[step];
  else copy[step] = inner;
  return copy;
}

function innerOf(at: unknown, step: string): unknown {
  return (at as RawValues | undefined)?.[step] ?? {};
}

/** The values with a row more at the end of a group. */
export function withRow(values: RawValues, group: string, row: RawValues = {}): RawValues {
  return { ...values, [group]: [...rowsOf(values, group), row] };
}

/** The values without one row of a group. */
export function withoutRow(values: RawValues, group: string, index: number): RawValues {
  const rows = rowsOf(values, group).filter((_, each) => each !== index);
  return withValue(values, group, rows.length > 0 ? rows : undefined);
}

export function rowsOf(values: RawValues, group: string): RawValues[] {
  const rows = values[group];
  return Array.isArray(rows) ? rows : [];
}

/** Paths below a group after one of its rows was taken away: those of that row are gone, later ones move up. */
export function pathsWithoutRow(
  paths: Iterable<string>,
  group: string,
  index: number,
): Set<string> {
  const kept = new Set<string>();
  for (const path of paths) {
    const [code, row, ...rest] = path.split('.');
    const number = Number(row);
    if (code !== group || row === undefined || number < index) kept.add(path);
    else if (number > index) kept.add([code, number - 1, ...rest].join('.'));
  }
  return kept;
}
