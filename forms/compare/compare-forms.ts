import type { Field, FormDefinition, Text } from '../definition.ts';
import { describeEntry, describeProperty, type Names } from './describe-property.ts';
import { type FieldProperty, fieldProperties, formProperties } from './property-names.ts';

/** One difference between two versions of a form, fit to be shown. */
export type FormDifference = {
  kind: 'added' | 'removed' | 'moved' | 'changed';
  /** Code of the field, `doses.date` of one in rows; null where it is about the form itself. */
  field: string | null;
  /** What of it differs; null where it is the field as a whole. */
  property: string | null;
  /** Code of the option, section, alert, doubt or check that it is about. */
  entry?: string;
  /** What the field or the form is called, in the later version where it is still there. */
  label: Text;
  /** What the property is called; null where it is the field as a whole. */
  propertyName: Text | null;
  /** In words; null where there was or is none. Of what was moved, which one it is in its list. */
  before: Text | null;
  after: Text | null;
};

/**
 * How two versions of a form differ, in the order of the later one; what was removed comes last in its
 * list. Equal versions have no differences.
 */
export function compareForms(before: FormDefinition, after: FormDefinition): FormDifference[] {
  const [old, now] = [namesOf(before), namesOf(after)];
  const about = { field: null, label: after.title };
  const differences: FormDifference[] = [];
  for (const property of Object.keys(formProperties) as (keyof FormDefinition)[]) {
    const propertyName = formProperties[property];
    const given = [before[property], after[property]];
    if (property === 'fields') {
      differences.push(...compareFields(before.fields, after.fields, '', old, now));
    } else if (given.some(Array.isArray)) {
      const lists = given as (Entry[] | undefined)[];
      differences.push(
        ...compareEntries(lists[0], lists[1], { ...about, property, propertyName }, old, now),
      );
    } else {
      differences.push(...compareProperty({ ...about, property, propertyName }, given, old, now));
    }
  }
  return differences;
}

type Entry = { code: string };
type About = Pick<FormDifference, 'field' | 'property' | 'label' | 'propertyName'>;

function namesOf({ fields, sections = [] }: FormDefinition): Names {
  return {
    field: (code) => fields.find((field) => field.code === code),
    section: (code) => sections.find((section) => section.code === code)?.label,
  };
}

/** In the rows of a group its own fields are found first. */
function withinRow(names: Names, rows: readonly Field[]): Names {
  return {
    ...names,
    field: (code) => rows.find((field) => field.code === code) ?? names.field(code),
  };
}

function compareFields(
  before: readonly Field[],
  after: readonly Field[],
  prefix: string,
  old: Names,
  now: Names,
): FormDifference[] {
  const about = ({ code, label }: Field): About => ({
    ...{ field: prefix + code, label },
    ...{ property: null, propertyName: null },
  });
  const whole = (field: Field, names: Names) => describeProperty('type', field.type, names);
  return compareLists(before, after, {
    added: (field) => ({ kind: 'added', ...about(field), before: null, after: whole(field, now) }),
    removed: (field) => ({
      kind: 'removed',
      ...about(field),
      before: whole(field, old),
      after: null,
    }),
    moved: (field, from, to) => ({
      kind: 'moved',
      ...about(field),
      before: nth(from),
      after: nth(to),
    }),
    kept: (earlier, later) => compareField(earlier, later, about(later), old, now),
  });
}

/** Properties that are compared in a way of their own, or by which fields are told apart. */
const apart = new Set<FieldProperty>(['code', 'fields', 'options']);

function compareField(
  before: Field,
  after: Field,
  about: About,
  old: Names,
  now: Names,
): FormDifference[] {
  const differences = (Object.keys(fieldProperties) as FieldProperty[])
    .filter((property) => !apart.has(property))
    .flatMap((property) => {
      const given = [before, after].map((field) => (field as Record<string, unknown>)[property]);
      const named = { ...about, property, propertyName: fieldProperties[property] };
      return compareProperty(named, given, old, now);
    });
  const [oldOptions, newOptions] = [before, after].map((each) =>
    'options' in each ? each.options : undefined,
  );
  const options = { ...about, property: 'options', propertyName: fieldProperties.options };
  differences.push(...compareEntries(oldOptions, newOptions, options, old, now));
  const rows = [before, after].map((each) => (each.type === 'group' ? each.fields : []));
  const [oldRows = [], newRows = []] = rows;
  const inRows = [withinRow(old, oldRows), withinRow(now, newRows)] as const;
  return [...differences, ...compareFields(oldRows, newRows, `${about.field}.`, ...inRows)];
}

function compareProperty(
  about: About,
  [before, after]: unknown[],
  old: Names,
  now: Names,
): FormDifference[] {
  const property = about.property ?? '';
  if (isSame(before, after)) return [];
  return [
    {
      ...{ kind: 'changed', ...about },
      before: describeProperty(property, before, old),
      after: describeProperty(property, after, now),
    },
  ];
}

/** Compares options, sections, alerts, doubts or checks. */
function compareEntries(
  before: readonly Entry[] | undefined,
  after: readonly Entry[] | undefined,
  about: About,
  old: Names,
  now: Names,
): FormDifference[] {
  const line = (entry: Entry, names: Names) =>
    about.property === 'options' || about.property === 'sections'
      ? describeProperty('label', (entry as Entry & { label: Text }).label, names)
      : describeEntry(entry, names);
  const entryOf = ({ code }: Entry) => ({ ...about, entry: code });
  return compareLists(before ?? [], after ?? [], {
    added: (each) => ({ kind: 'added', ...entryOf(each), before: null, after: line(each, now) }),
    removed: (each) => ({
      kind: 'removed',
      ...entryOf(each),
      before: line(each, old),
      after: null,
    }),
    moved: (each, from, to) => ({
      kind: 'moved',
      ...entryOf(each),
      before: nth(from),
      after: nth(to),
    }),
    kept: (earlier, later) =>
      isSame(earlier, later)
        ? []
        : [
            {
              kind: 'changed',
              ...entryOf(later),
              before: line(earlier, old),
              after: line(later, now),
            },
          ],
  });
}

type Told<T> = {
  added(entry: T): FormDifference;
  removed(entry: T): FormDifference;
  moved(entry: T, from: number, to: number): FormDifference;
  kept(before: T, after: T): FormDifference[];
};

/** Compares two lists of things with codes: as few as possible count as moved. */
function compareLists<T extends Entry>(
  before: readonly T[],
  after: readonly T[],
  told: Told<T>,
): FormDifference[] {
  const places = new Map(before.map(({ code }, index) => [code, index]));
  const kept = after.flatMap(({ code }) => places.get(code) ?? []);
  const inOrder = longestRise(kept);
  const codes = new Set(after.map(({ code }) => code));
  const differences = after.flatMap((entry, to) => {
    const from = places.get(entry.code);
    const earlier = from === undefined ? undefined : before[from];
    if (from === undefined || earlier === undefined) return [told.added(entry)];
    const moved = inOrder.has(from) ? [] : [told.moved(entry, from, to)];
    return [...moved, ...told.kept(earlier, entry)];
  });
  const gone = before.filter(({ code }) => !codes.has(code));
  return [...differences, ...gone.map(told.removed)];
}

/** The most numbers that stand in ascending order already. */
function longestRise(numbers: readonly number[]): Set<number> {
  // The least number with which a rise of each length ends, and what each stands after.
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    const place = ends.findIndex((end) => end > number);
    const length = place < 0 ? ends.length : place;
    previous.set(number, ends[length - 1]);
    ends[length] = number;
  }
  const rise = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) rise.add(at);
  return rise;
}

function nth(index: number): Text {
  return { zh: `第 ${index + 1} 项`, en: `No. ${index + 1}` };
}

/** Whether two values are the same data; the order of keys plays no part, and undefined is as good as absent. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b] as Record<string, unknown>[];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame(left?.[key], right?.[key]));
}
