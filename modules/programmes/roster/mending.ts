import type { Scalar } from '../../../forms/definition.ts';
import type { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { ImportChoices } from './choices.ts';
import { type Findings, textKey } from './findings.ts';
import { likelyMends, type MendName, mendIdentifier } from './mends.ts';
import { type Named, nearest } from './near.ts';

/** Reads cells as a clerk's choices say, and notes what else could be chosen. */
export type Mending = ReturnType<typeof mendingBy>;

export function mendingBy(choices: ImportChoices, findings?: Findings) {
  const accepted = new Map<string, MendName[]>();
  for (const { column, mend } of choices.mends) {
    accepted.set(column, [...(accepted.get(column) ?? []), mend]);
  }
  const meanings = new Map(
    choices.values.map(({ column, from, to }) => [`${column} ${textKey(from)}`, to]),
  );
  const units = new Map(choices.units.map(({ code, to }) => [code.toLowerCase(), to]));
  const answers = new Map(choices.answers.map(({ attribute, value }) => [attribute, value]));

  return {
    /** An identifier that is not in the form that it should have. */
    identifier(
      row: ImportRow,
      column: string,
      typed: string,
      clean: (text: string) => string | null,
    ): string | null {
      const mended = mendIdentifier(typed, accepted.get(column) ?? [], clean);
      const offered = mended ?? (findings ? likelyMends(typed, clean) : null);
      if (offered) {
        const example = { row: row.number, from: typed, to: offered.value };
        findings?.mend(column, offered.mends, mended !== null, example);
      }
      return mended?.value ?? null;
    },
    /** What the accepted mends make of an identifier; noted nowhere. */
    mended: (column: string, typed: string, clean: (text: string) => string | null) =>
      mendIdentifier(typed, accepted.get(column) ?? [], clean)?.value ?? null,
    /** A blank cell below the one with which it is merged; says whether it has that one's value. */
    merged(row: number, column: string, value: string): boolean {
      const isAccepted = accepted.get(column)?.includes('merged_filled') ?? false;
      findings?.mend(column, ['merged_filled'], isAccepted, { row, from: '', to: value });
      return isAccepted;
    },
    /** A text that is none of those that a column may hold. */
    choice(column: string, typed: string, known: readonly Named[]): string | null {
      const meaning = meanings.get(`${column} ${textKey(typed)}`);
      const code = meaning !== undefined && known.some((each) => each.code === meaning);
      if (code) {
        findings?.value(column, typed, true, () => meaning);
        return meaning;
      }
      findings?.value(column, typed, false, () => nearest(typed, known));
      return null;
    },
    /** The code of the unit that is meant by one in the file. */
    unit: (code: string): string => units.get(code.toLowerCase()) ?? code,
    /** What a blank attribute was said to mean; null: what is on record. Nothing where nobody said. */
    answer: (attribute: string): Scalar | null | undefined => answers.get(attribute),
    findings,
  };
}
