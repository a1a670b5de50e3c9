import type { Scalar } from '../../../forms/definition.ts';
import type { RowProblem } from '../../../platform/sheets/import-row.ts';
import { dayMends } from './contract-mends.ts';
import type { MendName } from './mends.ts';
import type { UnitName } from './near.ts';
import { plainName } from './rules.ts';

/** What stands in a cell and what it was, or would be, read as. */
type MendExample = { row: number; from: string; to: string };

/** One way to mend a column: of how many rows, and whether it was accepted. */
type MendOffer = {
  column: string;
  mends: MendName[];
  rows: number;
  examples: MendExample[];
  accepted: boolean;
};

/** A text that names nothing known: what it likely means, or was said to mean. */
type ValueOffer = {
  column: string;
  from: string;
  to: string | null;
  rows: number;
  accepted: boolean;
};

export type UnitSeen = UnitName & { rows: number };

const most = { examples: 3, values: 100, units: 2_000, warnings: 200 };

export type Findings = ReturnType<typeof rosterFindings>;
export type Found = ReturnType<Findings['found']>;

/**
 * Gathers over all rows of a roster what its preview has to say beside the mistakes: mends, texts that
 * may mean something, units, attributes that nobody filled in, people who may stand there twice.
 */
export function rosterFindings() {
  const mends = new Map<string, MendOffer>();
  const values = new Map<string, ValueOffer>();
  const units = new Map<string, UnitSeen>();
  const attributes = new Map<string, number>();
  const people = new Map<string, Place>();
  const unitNames = new Map<string, { place: Place; code: string; name: string }>();
  const warnings: RowProblem[] = [];
  let warningCount = 0;

  const warn = (warning: RowProblem): void => {
    warningCount += 1;
    if (warnings.length < most.warnings) warnings.push(warning);
  };

  /** Rows of one code go into one unit, and those of two into two, whatever their names let expect. */
  const nameUnit = (place: Place, name: string, code: string): void => {
    const plain = plainName(name);
    const pair = `${code.toLowerCase()} ${plain}`;
    if (plain === '' || unitNames.has(`both ${pair}`) || unitNames.size > most.units * 3) return;
    const seen = { place, code, name };
    unitNames.set(`both ${pair}`, seen);
    const named = unitNames.get(`code ${code.toLowerCase()}`);
    const coded = unitNames.get(`name ${plain}`);
    if (!named) unitNames.set(`code ${code.toLowerCase()}`, seen);
    if (!coded) unitNames.set(`name ${plain}`, seen);
    if (named) {
      const params = { first: named.place.row, name: named.name };
      warn({ ...place, column: 'organisationCode', code: 'unit_of_other_name', params });
    }
    if (coded) {
      const params = { first: coded.place.row, code: coded.code };
      warn({ ...place, column: 'organisationCode', code: 'unit_of_same_name', params });
    }
  };

  return {
    mend(column: string, names: MendName[], accepted: boolean, example: MendExample): void {
      const key = `${column} ${names.join(' ')} ${accepted}`;
      const known = mends.get(key) ?? { column, mends: names, rows: 0, examples: [], accepted };
      known.rows += 1;
      if (known.examples.length < most.examples) known.examples.push(example);
      mends.set(key, known);
    },
    /** `likely` is asked once for each text, and for no more texts than are shown. */
    value(column: string, text: string, accepted: boolean, likely: () => string | null): void {
      const key = `${column} ${textKey(text)} ${accepted}`;
      const known = values.get(key);
      if (known) known.rows += 1;
      else if (values.size < most.values) {
        values.set(key, { column, from: text, to: likely(), rows: 1, accepted });
      }
    },
    /** A day whose figures could mean two: the whole column can be said to write them one way. */
    ambiguousDay(column: string): void {
      for (const name of dayMends) {
        const key = `${column} ${name} false`;
        const known = mends.get(key) ?? {
          ...{ column, mends: [name], rows: 0, examples: [], accepted: false },
        };
        known.rows += 1;
        mends.set(key, known);
      }
    },
    /** `meant` is the code of the unit that it is said to be. */
    unit(place: Place, unit: UnitName, meant: string): void {
      const code = unit.code.toLowerCase();
      const known = units.get(code) ?? { ...unit, rows: 0 };
      known.rows += 1;
      if (units.size < most.units || units.has(code)) units.set(code, known);
      nameUnit(place, unit.zh, meant);
    },
    attribute(code: string, value: Scalar | undefined): void {
      const filled = value === undefined ? 0 : 1;
      attributes.set(code, (attributes.get(code) ?? 0) + filled);
    },
    /** Somebody by what tells people apart who have the same name. */
    person(place: Place, keys: string[]): void {
      const first = keys.map((key) => people.get(key)).find((each) => each !== undefined);
      for (const key of keys) if (!people.has(key)) people.set(key, place);
      if (first !== undefined) warn(samePerson(place, first));
    },
    found: () => ({
      mends: [...mends.values()],
      values: [...values.values()],
      units: [...units.values()],
      /** Attributes that no row fills in. */
      unfilled: [...attributes].filter(([, rows]) => rows === 0).map(([code]) => code),
      warnings,
      warningCount,
    }),
  };
}

/** Where a row stands; the sheet's name where several are read. */
type Place = { row: number; sheet?: string };

function samePerson(place: Place, first: Place): RowProblem {
  const params = { first: first.row };
  const found = { ...place, column: 'name' };
  if (first.sheet === undefined || first.sheet === place.sheet) {
    return { ...found, code: 'same_person', params };
  }
  return { ...found, code: 'same_person_in_sheet', params: { ...params, sheet: first.sheet } };
}

/** What texts are compared by that are said to mean something. */
export function textKey(text: string): string {
  return plainName(text) || text.trim();
}
