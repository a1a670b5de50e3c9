/**
 * Small checkers of plain data, put together into tables: definitions come from a form builder and
 * from files, so nothing about their shape can be taken for granted.
 */
import { isDay } from './days.ts';
import { isPattern } from './pattern.ts';
import type { Report } from './problems.ts';

export type Shape = (value: unknown, path: string, report: Report) => void;

export type Plain = { [key: string]: unknown };

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const optionals = new WeakSet<Shape>();

/** The property may be left out. */
export function optional(shape: Shape): Shape {
  const wrapped: Shape = (value, path, report) => shape(value, path, report);
  optionals.add(wrapped);
  return wrapped;
}

/** An object with these properties and no others. */
export function object(properties: { [key: string]: Shape }): Shape {
  return (value, path, report) => {
    if (!isPlain(value)) return report(path, 'not_an_object');
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(properties, key)) {
        report(path, 'unknown_property', { code: key.slice(0, 64) });
      }
    }
    for (const [key, shape] of Object.entries(properties)) {
      const inner = Object.hasOwn(value, key) ? value[key] : undefined;
      const place = path === '' ? key : `${path}.${key}`;
      if (inner !== undefined) shape(inner, place, report);
      else if (!optionals.has(shape)) report(place, 'missing');
    }
  };
}

export function list(shape: Shape, { min = 0, max = 200 } = {}): Shape {
  return (value, path, report) => {
    if (!Array.isArray(value)) return report(path, 'not_a_list');
    if (value.length < min) return report(path, 'empty_list');
    if (value.length > max) return report(path, 'too_many', { max });
    value.forEach((each: unknown, index) => {
      shape(each, `${path}.${index}`, report);
    });
  };
}

/** The first shape whose telling property is there; `bad_value` when none is. */
export function eitherBy(variants: { [key: string]: Shape }): Shape {
  return (value, path, report) => {
    if (!isPlain(value)) return report(path, 'not_an_object');
    const key = Object.keys(variants).find((each) => Object.hasOwn(value, each));
    const shape = key === undefined ? undefined : variants[key];
    if (shape) shape(value, path, report);
    else report(path, 'bad_value');
  };
}

function when(fits: (value: unknown) => boolean, code: Parameters<Report>[1] = 'bad_value'): Shape {
  return (value, path, report) => {
    if (!fits(value)) report(path, code);
  };
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 20_000;
}

export const text: Shape = when(
  (value) =>
    isPlain(value) &&
    Object.keys(value).length === 2 &&
    Object.hasOwn(value, 'zh') &&
    Object.hasOwn(value, 'en') &&
    isFilled(value.zh) &&
    isFilled(value.en),
  'missing_text',
);

export const filled: Shape = when(isFilled);
export const flag: Shape = when((value) => typeof value === 'boolean');
export const finite: Shape = when((value) => Number.isFinite(value));
export const scalar: Shape = when(
  (value) =>
    typeof value === 'boolean' || Number.isFinite(value) || (isFilled(value) && value !== ''),
);
export const day: Shape = when(isDay, 'bad_day');
export const pattern: Shape = when(isPattern, 'bad_pattern');

export function whole(min: number, max: number): Shape {
  return when(
    (value) => Number.isInteger(value) && +(value as number) >= min && +(value as number) <= max,
  );
}

export function oneOf(...values: readonly unknown[]): Shape {
  return when((value) => values.includes(value));
}

/** Codes of fields: property names in every value, so what objects inherit is out. */
export const fieldCode: Shape = when(
  (value) => typeof value === 'string' && /^[a-z][A-Za-z\d]{0,39}$/.test(value) && !(value in {}),
  'bad_code',
);

/** Other codes; they also stand in addresses. */
export const code: Shape = when(
  (value) =>
    typeof value === 'string' &&
    /^[a-z][A-Za-z\d]*(?:[-_][A-Za-z\d]+)*$/.test(value) &&
    value.length <= 40,
  'bad_code',
);

/** Codes of options may also begin with a digit or a capital. */
export const optionCode: Shape = when(
  (value) => typeof value === 'string' && /^[A-Za-z\d][A-Za-z\d_-]{0,39}$/.test(value),
  'bad_code',
);

/** Reports codes that appear twice in a list of things with codes. */
export function uniqueCodes(items: unknown, path: string, report: Report): void {
  if (!Array.isArray(items)) return;
  const seen = new Set<unknown>();
  items.forEach((item: unknown, index) => {
    const itemCode = isPlain(item) ? item.code : undefined;
    if (typeof itemCode !== 'string') return;
    if (seen.has(itemCode))
      report(`${path}.${index}.code`, 'duplicate_code', { code: itemCode.slice(0, 64) });
    seen.add(itemCode);
  });
}

/** A list of things with codes, each once. */
export function coded(shape: Shape, limits?: { min?: number; max?: number }): Shape {
  const items = list(shape, limits);
  return (value, path, report) => {
    items(value, path, report);
    uniqueCodes(value, path, report);
  };
}
