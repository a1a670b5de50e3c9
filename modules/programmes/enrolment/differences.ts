import type { Scalar } from '../../../forms/definition.ts';
import { attributeColumn } from '../roster/columns.ts';
import type { RosterEntry } from '../roster/rows.ts';
import type { NamedEnrolment } from './queries.ts';

/** What a roster changes of somebody, by the column that says so; blank where there was, or will be, nothing. */
export type Difference = { column: string; from: string; to: string };

/** Dates of documents, passwords and identifiers are not compared: they are not shown either. */
export function differencesOf(entry: RosterEntry, before: NamedEnrolment): Difference[] {
  const compared: [column: string, from: Scalar | null, to: Scalar | null][] = [
    ['name', before.name, entry.name],
    ['group', before.group, entry.group],
    ['startsOn', before.startsOn, entry.startsOn],
    ['endsOn', before.endsOn, entry.endsOn],
    ['withdrawnOn', before.withdrawnOn, null],
    ...attributeCodes(entry, before).map((code): (typeof compared)[number] => [
      attributeColumn({ code }),
      before.attributes[code] ?? null,
      entry.attributes[code] ?? null,
    ]),
  ];
  const differ = compared.filter(([, from, to]) => from !== to);
  const { code } = entry.organisation;
  const isMoved = before.placeCode.toLowerCase() !== code.toLowerCase();
  return [
    ...(isMoved ? [{ column: 'organisationCode', from: before.placeCode, to: code }] : []),
    ...differ.map(([column, from, to]) => ({ column, from: `${from ?? ''}`, to: `${to ?? ''}` })),
  ];
}

function attributeCodes(entry: RosterEntry, before: NamedEnrolment): string[] {
  return [...new Set([...Object.keys(before.attributes), ...Object.keys(entry.attributes)])];
}
