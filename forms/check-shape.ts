import {
  IsArray,
  IsLiteral,
  IsObject,
  IsOptional,
  IsRecord,
  IsUnion,
  RecordValue,
  type TArray,
  type TObject,
  type TRecord,
  type TSchema,
} from 'typebox';
import Format from 'typebox/format';
import { Check } from 'typebox/value';
import { isDay, isZone } from './days.ts';
import { timeOf } from './instants.ts';
import { isPattern } from './pattern.ts';
import { isPhoneCountry } from './phone.ts';
import type { ProblemCode, Report } from './problems.ts';

Format.Set('day', isDay);
Format.Set('instant', (value) => !Number.isNaN(timeOf(value)));
Format.Set('zone', isZone);
Format.Set('re2', isPattern);
Format.Set('phone-country', isPhoneCountry);

export type Plain = { [key: string]: unknown };

/** Whether a value is an object with keys, and no list. */
export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value fits a schema, formats included. */
export function fits(schema: TSchema, value: unknown): boolean {
  return Check(schema, value);
}

/**
 * Reports each place where a value does not fit its schema, whatever it is; nothing is thrown.
 * TypeBox's own list of errors tells of all variants of a union at once and ends after eight.
 */
export function checkShape(schema: TSchema, value: unknown, path: string, report: Report): void {
  const problem = problemOf(schema);
  if (IsUnion(schema) && !problem) checkVariants(schema.anyOf, value, path, report);
  else if (IsObject(schema) && !problem) checkObject(schema, value, path, report);
  else if (IsRecord(schema)) checkRecord(schema, value, path, report);
  else if (IsArray(schema)) checkList(schema, value, path, report);
  else if (!Check(schema, value)) report(path, problem ?? 'bad_value');
}

function problemOf(schema: TSchema): ProblemCode | undefined {
  return (schema as { problem?: ProblemCode }).problem;
}

function checkObject(schema: TObject, value: unknown, path: string, report: Report): void {
  if (!isPlain(value)) {
    report(path, 'not_an_object');
    return;
  }
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(schema.properties, key)) {
      report(path, 'unknown_property', { code: key.slice(0, 64) });
    }
  }
  for (const [key, inner] of Object.entries(schema.properties)) {
    const place = path === '' ? key : `${path}.${key}`;
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given !== undefined) checkShape(inner, given, place, report);
    else if (!IsOptional(inner)) report(place, 'missing');
  }
}

function checkRecord(schema: TRecord, value: unknown, path: string, report: Report): void {
  if (!isPlain(value)) report(path, 'not_an_object');
  else {
    for (const [key, each] of Object.entries(value)) {
      checkShape(RecordValue(schema), each, `${path}.${key.slice(0, 64)}`, report);
    }
  }
}

function checkList(schema: TArray, value: unknown, path: string, report: Report): void {
  const { minItems = 0, maxItems = Infinity, uniqueCodes } = schema as ListOptions;
  if (!Array.isArray(value)) report(path, 'not_a_list');
  else if (value.length < minItems) report(path, 'empty_list');
  else if (value.length > maxItems) report(path, 'too_many', { max: maxItems });
  else {
    value.forEach((each: unknown, index) => {
      checkShape(schema.items, each, `${path}.${index}`, report);
    });
    if (uniqueCodes) checkCodes(value, path, report);
  }
}

type ListOptions = { minItems?: number; maxItems?: number; uniqueCodes?: boolean };

/** Checks against the one variant that the value means to be. */
function checkVariants(variants: TSchema[], value: unknown, path: string, report: Report): void {
  if (variants.some((each) => !IsObject(each) && Check(each, value))) return;
  if (!isPlain(value)) {
    report(path, 'not_an_object');
    return;
  }
  const objects = variants.filter(IsObject);
  const variant = objects.find((each) => means(each, value));
  if (variant) checkShape(variant, value, path, report);
  else if (objects.some(typeIn)) report(`${path}.type`, 'unknown_type');
  else report(path, 'bad_value');
}

function typeIn({ properties }: TObject): unknown {
  return IsLiteral(properties.type) ? properties.type.const : undefined;
}

function means(variant: TObject, value: Plain): boolean {
  const type = typeIn(variant);
  const [telling = ''] = variant.required;
  return type === undefined ? Object.hasOwn(value, telling) : value.type === type;
}

/** Reports codes that appear twice in a list of things with codes. */
function checkCodes(items: unknown[], path: string, report: Report): void {
  const seen = new Set<unknown>();
  items.forEach((item, index) => {
    const code = isPlain(item) ? item.code : undefined;
    if (typeof code !== 'string') return;
    if (seen.has(code)) {
      report(`${path}.${index}.code`, 'duplicate_code', { code: code.slice(0, 64) });
    }
    seen.add(code);
  });
}
