import type { Static } from 'typebox';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import type { Keys } from '../../../platform/crypto.ts';
import { cellText } from '../../../platform/sheets/cells.ts';
import { findHeader } from '../../../platform/sheets/columns.ts';
import { openSheet } from '../../../platform/sheets/read.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import { maskIdentifier, type RosterIdentifier } from '../../people/public.ts';
import { furtherColumn, type RosterColumn, rosterColumns } from '../roster/columns.ts';
import type { ParsedRow } from '../roster/rows.ts';
import type { RosterImport } from './contract.ts';

type Preview = NonNullable<Static<typeof RosterImport>['preview']>;

/** What is kept of a workbook that was checked: how it is to be read, and what a person is shown. */
export type Checked = { survey: Survey | null; preview: Preview };

const previewPurpose = (importId: string) => `programmes.preview ${importId}`;

export function encryptCheck(keys: Keys, importId: string, checked: Checked): Buffer {
  return keys.encrypt(previewPurpose(importId), JSON.stringify(checked));
}

export function decryptCheck(keys: Keys, importId: string, encrypted: Buffer): Checked {
  return JSON.parse(keys.decrypt(previewPurpose(importId), encrypted).reveal()) as Checked;
}

const limits = { problems: 200, sample: 10, merged: 50 };

/** Gathers what a preview shows while the rows go by. */
export function previewer(definition: ProgrammeDefinition, survey: Survey) {
  const columns = rosterColumns(definition);
  const problems: Preview['problems'] = [];
  const sample: Preview['sample'] = [];
  let problemCount = 0;
  return {
    see(rows: ParsedRow[], refused: RefusedRow[]): void {
      for (const row of rows.slice(0, limits.sample - sample.length)) sample.push(sampleOf(row));
      const found = refused.flatMap((row) => row.problems);
      problemCount += found.length;
      problems.push(...found.slice(0, limits.problems - problems.length));
    },
    shown: (receipt: Preview['receipt']): Preview => ({
      sheet: survey.info.sheet ?? null,
      ...headerOf(columns, survey.match, survey.header.names),
      merged: survey.info.merges.slice(0, limits.merged).map(({ range }) => range),
      receipt,
      problems,
      problemCount,
      sample,
    }),
  };
}

/** What can be shown of a workbook whose header does not do. */
export async function headerPreview(
  path: string,
  definition: ProgrammeDefinition,
): Promise<Preview | null> {
  const columns = rosterColumns(definition);
  const sheet = await openSheet(path);
  for await (const rows of sheet.batches()) {
    const found = findHeader(
      rows,
      columns.map(({ spec }) => spec),
    );
    if (!found) return null;
    const names = found.row.cells.map(cellText);
    return {
      sheet: sheet.info.sheet ?? null,
      ...headerOf(columns, found.match, names),
      merged: sheet.info.merges.slice(0, limits.merged).map(({ range }) => range),
      receipt: { rows: 0, fresh: 0, updated: 0, unchanged: 0, refused: 0, absent: 0 },
      problems: [],
      problemCount: 0,
      sample: [],
    };
  }
  return null;
}

function headerOf(columns: RosterColumn[], match: Survey['match'], names: string[]) {
  const missing = new Set(match.missing.map(({ key }) => key));
  return {
    columns: columns.map(({ spec: { key }, label }) => {
      const index = match.mapping[key];
      const header = index === undefined ? '' : (names[index] ?? '');
      return { key, label, header, matched: index !== undefined };
    }),
    missing: columns
      .filter(({ spec }) => missing.has(spec.key))
      .map(({ spec: { key }, label }) => ({ key, label })),
    unknown: match.unknown.map(({ name }) => name).slice(0, limits.merged),
  };
}

function sampleOf({ entry, kind, days }: ParsedRow): Record<string, string> {
  const { organisation, attributes } = entry;
  return {
    ...Object.fromEntries(entry.identifiers.flatMap(identifierCells)),
    name: entry.name,
    documentType: kind ?? '',
    validFrom: days.validFrom ?? '',
    issuedOn: days.issuedOn ?? '',
    birthDate: days.birthDate ?? '',
    group: entry.group,
    organisationCode: organisation.code,
    organisationZh: organisation.zh,
    organisationEn: organisation.en,
    startsOn: entry.startsOn,
    endsOn: entry.endsOn ?? '',
    ...Object.fromEntries(
      Object.entries(attributes).map(([code, value]) => [`attribute:${code}`, `${value}`]),
    ),
  };
}

function identifierCells({ kind, value, aliases = [] }: RosterIdentifier): [string, string][] {
  const shown = (each: string) => maskIdentifier(kind, each);
  return [
    [kind, shown(value)],
    [furtherColumn(kind), aliases.map(shown).join(' ')],
  ];
}
