/**
 * The vocabulary of definitions' schemas. Form and programme definitions are data that come from a
 * form builder and from files; their TypeBox schemas are plain JSON Schema, which a builder can read.
 * `problem` names what is reported for a value that does not fit; `check-shape.ts` reads it, and
 * knows the formats named here.
 */
import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import type { ProblemCode } from './problems.ts';

/** What is reported instead of the general problem of the kind of schema. */
type ProblemOption = { problem: ProblemCode };

const strict = { additionalProperties: false };

/** An object with these properties and no others. */
export function object<P extends TProperties>(properties: P) {
  return Type.Object(properties, strict);
}

/** The property may be left out. */
export function optional<S extends TSchema>(schema: S) {
  return Type.Optional(schema);
}

/** A list of at least and at most so many. */
export function list<S extends TSchema>(schema: S, { min = 0, max = 200 } = {}) {
  return Type.Array(schema, { minItems: min, maxItems: max });
}

/** A list of objects with codes, each code once. */
export function listWithCodes<S extends TSchema>(schema: S, { min = 0, max = 200 } = {}) {
  return Type.Array(schema, { minItems: min, maxItems: max, uniqueCodes: true });
}

/** Objects told apart by a literal `type`, or by the first property of each that must be there. */
export function union<V extends TSchema[]>(...variants: [...V]) {
  return Type.Union(variants);
}

/** One of these texts. */
export function oneOf<V extends string[]>(...values: [...V]) {
  return Type.Enum(values);
}

/** A text in which the pattern is found; anchor it where it is to be the whole text. */
export function string(pattern: string, maxLength: number, told?: ProblemOption) {
  return Type.String({ pattern, maxLength, ...told });
}

function format(name: string, problem: ProblemCode) {
  return Type.String({ format: name, problem });
}

export function nullable<S extends TSchema>(schema: S) {
  return Type.Union([Type.Null(), schema]);
}

/** An object with keys of any name, and values alike. */
export function record<S extends TSchema>(schema: S) {
  return Type.Record(Type.String(), schema);
}

/** A text that is not blank. */
export const nonEmptyText = string('\\S', 20_000);

/** One text in both languages; never empty in either. */
export const text = Type.Object(
  { zh: nonEmptyText, en: nonEmptyText },
  { ...strict, problem: 'missing_text' },
);

export const flag = Type.Boolean();
export const finite = Type.Number();
export const scalar = Type.Union([Type.Boolean(), Type.Number(), nonEmptyText], {
  problem: 'bad_value',
});
export const day = format('day', 'bad_day');
export const instant = format('instant', 'bad_instant');
export const zone = format('zone', 'bad_zone');
export const pattern = format('re2', 'bad_pattern');
export const country = format('phone-country', 'bad_value');

/** A whole number, both ends included. */
export function whole(minimum: number, maximum: number) {
  return Type.Integer({ minimum, maximum });
}

/** Names that every object inherits are not keys of values. */
const inherited =
  'constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf';

/** Codes of fields are keys of values. */
export const fieldCode = string(`^(?!(?:${inherited})$)[a-z][A-Za-z\\d]*$`, 40, {
  problem: 'bad_code',
});

/** Other codes; they also stand in addresses. */
export const code = string('^[a-z][A-Za-z\\d]*(?:[-_][A-Za-z\\d]+)*$', 40, { problem: 'bad_code' });

/** Codes of options may also begin with a digit or a capital. */
export const optionCode = string('^[A-Za-z\\d][A-Za-z\\d_-]*$', 40, { problem: 'bad_code' });

/** A value whose type another checker knows. */
export function unchecked<T>() {
  return Type.Unsafe<T>(Type.Unknown());
}

export type { Static };
