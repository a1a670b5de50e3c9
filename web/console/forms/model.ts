import type { Field, FieldType, FormDefinition } from '../../../forms/definition.ts';
import { described } from '../../../forms/fields/described.ts';
import { fieldTypeNames } from '../../../forms/fields/type-names.ts';
import type { FormDraft } from '../../../forms/form-draft.ts';
import { type Path, valueAt, withAt } from '../shell/paths.ts';

/** A draft while it is being built: whatever it is, its fields can be drawn. */

/** Where a field stands: its index, in a group the group's and its own. */
export type Spot = readonly [number] | readonly [number, number];

/** A draft whose definition has the shape of one, mistakes aside. */
export type Built = Omit<FormDraft, 'definition'> & { definition: FormDefinition };

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was stored, so that it can be drawn: entries that are no fields are left out. */
export function builtFrom(draft: FormDraft): Built {
  const typed = isPlain(draft.definition) ? draft.definition : {};
  const fields = (Array.isArray(typed.fields) ? typed.fields : []).flatMap(fieldFrom);
  const title = textFrom(typed.title);
  return { ...draft, definition: { ...typed, title, fields } as FormDefinition };
}

function textFrom(value: unknown) {
  const of = (lang: string) =>
    isPlain(value) && typeof value[lang] === 'string' ? value[lang] : '';
  return { zh: of('zh'), en: of('en') };
}

function fieldFrom(value: unknown): unknown[] {
  if (!isPlain(value) || !(String(value.type) in described)) return [];
  const { required, label, code, fields } = value;
  const field = {
    ...value,
    ...{ code: String(code ?? ''), label: textFrom(label), required: required === true },
  };
  if (value.type !== 'group') return [field];
  return [{ ...field, fields: (Array.isArray(fields) ? fields : []).flatMap(fieldFrom) }];
}

/** The path of a field. */
export function pathOf([index, inner]: Spot): Path {
  const own = ['definition', 'fields', index];
  return inner === undefined ? own : [...own, 'fields', inner];
}

/** The path of the list in which a field stands. */
export function listOf(spot: Spot): Path {
  return pathOf(spot).slice(0, -1);
}

export function fieldAt(built: Built, spot: Spot): Field | undefined {
  return valueAt(built, pathOf(spot)) as Field | undefined;
}

export const spotText = (spot: Spot): string => spot.join('.');

export function spotFrom(text: string): Spot {
  return text.split('.').map(Number) as unknown as Spot;
}

function fieldsAt(built: Built, list: Path): Field[] {
  return (valueAt(built, list) as Field[] | undefined) ?? [];
}

/** Codes that stand already, of the form and of all its groups. */
export function codesIn({ definition }: Built): Set<string> {
  return new Set(
    definition.fields.flatMap((field) => [
      field.code,
      ...(field.type === 'group' ? field.fields.map(({ code }) => code) : []),
    ]),
  );
}

/** A code that nobody has: `number`, then `number2`. */
export function freeCode(built: Built, like: string): string {
  const taken = codesIn(built);
  if (!taken.has(like)) return like;
  for (let n = 2; ; n += 1) if (!taken.has(`${like}${n}`)) return `${like}${n}`;
}

export function newField(built: Built, type: FieldType): Field {
  const { start } = described[type];
  const name = fieldTypeNames[type];
  const code = freeCode(built, type);
  return structuredClone({ type, code, label: name, required: false, ...start }) as Field;
}

/** A field beside another one, under codes of its own. */
export function copyOf(built: Built, field: Field): Field {
  const copy = structuredClone(field);
  copy.code = freeCode(built, field.code.replace(/\d+$/, '') || field.type);
  if (copy.type !== 'group') return copy;
  for (const inner of copy.fields) inner.code = freeCode(built, inner.code.replace(/\d+$/, ''));
  return copy;
}

export function withInserted(built: Built, spot: Spot, field: Field): Built {
  const list = listOf(spot);
  const at = spot.at(-1) as number;
  return withAt(built, list, fieldsAt(built, list).toSpliced(at, 0, field));
}

export function withRemoved(built: Built, spot: Spot): Built {
  const list = listOf(spot);
  return withAt(built, list, fieldsAt(built, list).toSpliced(spot.at(-1) as number, 1));
}

/** Where a field is once it was taken from one spot to another; a group never goes into a group. */
export function moved(built: Built, from: Spot, to: Spot): { built: Built; spot: Spot } | null {
  const field = fieldAt(built, from);
  if (!field || spotText(from) === spotText(to)) return null;
  if (field.type === 'group' && to.length === 2) return null;
  const without = withRemoved(built, from);
  // The group into which it goes may have moved up by the removal.
  const [index, inner] = to;
  const isShifted = from.length === 1 && to.length === 2 && from[0] < index;
  const wanted = (inner === undefined ? [index] : [isShifted ? index - 1 : index, inner]) as Spot;
  const most = fieldsAt(without, listOf(wanted)).length;
  const spot = [...wanted.slice(0, -1), Math.min(wanted.at(-1) as number, most)] as unknown as Spot;
  return { built: withInserted(without, spot, field), spot };
}

/** A field under another code, and with it all that refers to it. */
export function renamed(built: Built, spot: Spot, code: string): Built {
  const before = fieldAt(built, spot)?.code;
  const named = withAt(built, [...pathOf(spot), 'code'], code);
  if (before === undefined || before === '' || codesIn(named).has(before)) return named;
  return { ...named, definition: following(named.definition, before, code) };
}

/** Conditions, bounds and rules of a definition after a field was renamed. */
function following<T>(value: T, from: string, to: string, key = ''): T {
  if (Array.isArray(value)) {
    const isCodes = key === 'anyYes';
    return value.map((each) =>
      isCodes && each === from ? to : following(each, from, to, key),
    ) as T;
  }
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const refers = (name === 'field' || name === 'ascending') && each === from;
      return [name, refers ? to : following(each, from, to, name)];
    }),
  ) as T;
}

/** The fields that a condition at a spot may look at: those before it, and from within a group the form's own too. */
export function fieldsBefore({ definition: { fields } }: Built, spot: Spot): Field[] {
  const [index, inner] = spot;
  if (inner === undefined) return fields.slice(0, index).filter(isComparable);
  const group = fields[index];
  const row = group?.type === 'group' ? group.fields.slice(0, inner) : [];
  return [...fields.filter((each) => each !== group), ...row].filter(isComparable);
}

const isComparable = ({ type }: Field) => type !== 'group';
