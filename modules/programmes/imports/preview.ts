import type { Static } from 'typebox';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import type { Keys } from '../../../platform/crypto.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import type {
  NotedRows,
  SheetLayout,
  SheetNotes,
  Survey,
} from '../../../platform/sheets/survey.ts';
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
  const stored = keys.decrypt(previewPurpose(importId), encrypted).reveal();
  return brought(JSON.parse(stored) as Stored);
}

/** What was kept before workbooks had several sheets, as it is kept today. */
function brought({ survey, preview }: Stored): Checked {
  const whole: Preview = { ...{ sheets: [], encoding: null, notes: [] }, ...(preview as Preview) };
  if (survey === null || 'read' in survey) return { survey, preview: whole };
  const { info, header, match, orders, rows } = survey;
  const none = { count: 0, rows: [] };
  const sheet: Survey['sheets'][number] = {
    ...{ index: 0, name: info.sheet ?? null, hidden: false, kind: 'roster', rows, problem: null },
    layout: { header, match, orders, merges: info.merges, epoch: info.epoch },
    notes: { cleaned: none, totals: none, hiddenRows: none },
  };
  const { format, encoding = null, delimiter = null } = info;
  const now = { format, encoding, delimiter, sheets: [sheet], read: [0], problem: null };
  return { survey: now, preview: whole };
}

type Stored = { survey: OneSheet | Survey | null; preview: Partial<Preview> };

type OneSheet = Pick<SheetLayout, 'header' | 'match' | 'orders'> & {
  rows: number;
  info: Pick<SheetLayout, 'merges' | 'epoch'> & {
    format: Survey['format'];
    sheet?: string;
    encoding?: Survey['encoding'];
    delimiter?: Survey['delimiter'];
  };
};

const limits = { problems: 200, sample: 10, merged: 50 };

/** Gathers what a preview shows while the rows go by. */
export function previewer(definition: ProgrammeDefinition, survey: Survey) {
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
      ...workbookOf(definition, survey),
      receipt,
      problems,
      problemCount,
      sample,
    }),
  };
}

/** What can be shown of a workbook that cannot be read: its sheets, and how the header fits. */
export function headerPreview(definition: ProgrammeDefinition, survey: Survey): Preview {
  return {
    ...workbookOf(definition, survey),
    receipt: { rows: 0, fresh: 0, updated: 0, unchanged: 0, refused: 0, absent: 0 },
    problems: [],
    problemCount: 0,
    sample: [],
  };
}

function workbookOf(definition: ProgrammeDefinition, survey: Survey) {
  const read = survey.sheets.filter(({ index }) => survey.read.includes(index));
  const several = read.length > 1;
  const layouts = read.flatMap(({ layout }) => layout ?? []);
  const merged = layouts.flatMap(({ merges }) => merges.map(({ range }) => range));
  return {
    sheets: survey.sheets.map(({ index, name, hidden, kind, rows, problem }) => ({
      ...{ index, name, hidden, kind, rows, read: survey.read.includes(index) },
      problem: problem?.code ?? null,
      problemParams: problem?.params ?? null,
    })),
    encoding: survey.encoding,
    notes: read.flatMap(({ name, notes }) => notesOf(notes, several ? name : null)),
    ...headerOf(rosterColumns(definition), layouts),
    merged: merged.slice(0, limits.merged),
  };
}

function notesOf(notes: SheetNotes, sheet: string | null): Preview['notes'] {
  const found: [Preview['notes'][number]['code'], NotedRows][] = [
    ['invisible_removed', notes.cleaned],
    ['totals_left_out', notes.totals],
    ['hidden_rows_read', notes.hiddenRows],
  ];
  return found.flatMap(([code, noted]) => (noted.count > 0 ? { code, sheet, ...noted } : []));
}

/** How the headers of the sheets that are read fit; the first that has a column shows how it writes it. */
function headerOf(columns: RosterColumn[], layouts: SheetLayout[]) {
  const missing = new Set(layouts.flatMap(({ match }) => match.missing.map(({ key }) => key)));
  const headerFor = (key: string) =>
    layouts.flatMap(({ match, header }) => header.names[match.mapping[key] ?? -1] ?? [])[0];
  const unknown = layouts.flatMap(({ match }) => match.unknown.map(({ name }) => name));
  return {
    columns: columns.map(({ spec: { key }, label }) => {
      const header = headerFor(key);
      return { key, label, header: header ?? '', matched: header !== undefined };
    }),
    missing: columns
      .filter(({ spec }) => missing.has(spec.key))
      .map(({ spec: { key }, label }) => ({ key, label })),
    unknown: [...new Set(unknown)].slice(0, limits.merged),
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
