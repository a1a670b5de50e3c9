import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { cellText } from '../../../platform/sheets/cells.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import type {
  NotedRows,
  SheetLayout,
  SheetNotes,
  SheetSurvey,
  Survey,
} from '../../../platform/sheets/survey.ts';
import { maskIdentifier, type RosterIdentifier } from '../../people/public.ts';
import type { EnrolOutcome } from '../enrolment/enrol.ts';
import type { Namesake, OrganisationRow } from '../enrolment/queries.ts';
import type { RosterBatch } from '../roster/batches.ts';
import type { ImportChoices } from '../roster/choices.ts';
import { furtherColumn, rosterColumns } from '../roster/columns.ts';
import { dayMends } from '../roster/contract-mends.ts';
import { expectationsOf } from '../roster/expectations.ts';
import type { Found, UnitSeen } from '../roster/findings.ts';
import { unitFinder } from '../roster/near.ts';
import type { ParsedRow } from '../roster/rows.ts';
import { plainName } from '../roster/rules.ts';
import { recordView } from './on-record.ts';
import { cellShower } from './shown-values.ts';
import { nothingFound, type Preview } from './stored-check.ts';

const limits = { problems: 200, sample: 10, merged: 50, units: 200, near: 3 };

/** Gathers what a preview shows while the rows go by. */
export function previewer(definition: ProgrammeDefinition, survey: Survey, choices: ImportChoices) {
  const show = cellShower(definition);
  const problems: Preview['problems'] = [];
  const sample: Preview['sample'] = [];
  const ignored: Preview['ignored'] = [];
  const record = recordView();
  let problemCount = 0;
  let ignoredCount = 0;
  return {
    see(
      batch: RosterBatch,
      outcomes: EnrolOutcome[],
      namesakes: Namesake[],
      refused: RefusedRow[],
    ): void {
      record.see(batch, outcomes, namesakes);
      const room = limits.sample - sample.length;
      for (const row of batch.rows.slice(0, room)) sample.push(sampleOf(row));
      ignored.push(...batch.ignored.slice(0, limits.merged - ignored.length));
      ignoredCount += batch.ignored.length;
      for (const row of refused) {
        problemCount += row.problems.length;
        const left = limits.problems - problems.length;
        problems.push(...shownProblems(row, survey, show).slice(0, left));
      }
    },
    ignoredRows: () => ignoredCount,
    shown: (
      receipt: Preview['receipt'],
      found: Found | null,
      known: readonly OrganisationRow[],
    ): Preview => ({
      ...workbookOf(definition, survey, choices),
      ...{ receipt, problems, problemCount, sample, ignored },
      ...record.with(foundIn(found, survey, show, known, choices)),
    }),
  };
}

/** What people may decide about how the rows are read. */
function foundIn(
  found: Found | null,
  survey: Survey,
  show: Show,
  known: readonly OrganisationRow[],
  choices: ImportChoices,
) {
  if (!found) return nothingFound;
  const layouts = layoutsOf(survey);
  return {
    warnings: found.warnings.map((warning) => ({ ...warning, value: '' })),
    ...{ warningCount: found.warningCount, changes: [], changeCount: 0 },
    mends: [...found.mends, ...saidOfDays(choices)].map((offer) => ({
      ...offer,
      examples: offer.examples.map(({ row, from, to }) => ({
        row,
        from: show(offer.column, from),
        to: show(offer.column, to),
      })),
    })),
    values: found.values,
    ...unitsOf(found.units, known, choices),
    questions: found.unfilled.map((attribute) => ({
      attribute,
      inFile: layouts.some(({ match }) => match.mapping[`attribute:${attribute}`] !== undefined),
      answered: choices.answers.some((answer) => answer.attribute === attribute),
    })),
  };
}

type Show = ReturnType<typeof cellShower>;

/** How columns were said to write their days: nothing is ambiguous there any more, and it can be taken back. */
function saidOfDays({ mends }: ImportChoices): Found['mends'] {
  const days = mends.filter(({ mend }) => dayMends.some((each) => each === mend));
  return days.map(({ column, mend }) => ({
    ...{ column, mends: [mend], rows: 0, examples: [], accepted: true },
  }));
}

/** The mistakes of a row with what was found in each place. */
export function shownProblems(
  { sheet, cells, problems }: RefusedRow,
  survey: Survey,
  show: Show,
): Preview['problems'] {
  const mapping = survey.sheets[sheet ?? survey.read[0] ?? 0]?.layout?.match.mapping ?? {};
  return problems.map((problem) => {
    const value = cellText(cells[mapping[problem.column] ?? -1]);
    return { ...problem, value: show(problem.column, value) };
  });
}

/** What can be shown of a workbook that cannot be read: its sheets, and how the header fits. */
export function headerPreview(
  definition: ProgrammeDefinition,
  survey: Survey,
  choices: ImportChoices,
): Preview {
  return {
    ...workbookOf(definition, survey, choices),
    receipt: { rows: 0, fresh: 0, updated: 0, unchanged: 0, refused: 0, absent: 0 },
    ...{ problems: [], problemCount: 0, sample: [], ignored: [] },
    ...nothingFound,
  };
}

function layoutsOf({ sheets, read }: Survey): SheetLayout[] {
  return read.flatMap((index) => sheets[index]?.layout ?? []);
}

function workbookOf(definition: ProgrammeDefinition, survey: Survey, choices: ImportChoices) {
  const read = survey.sheets.filter(({ index }) => survey.read.includes(index));
  const several = read.length > 1;
  const layouts = layoutsOf(survey);
  const merged = layouts.flatMap(({ merges }) => merges.map(({ range }) => range));
  return {
    sheets: survey.sheets.map(({ index, name, hidden, kind, rows, problem }) => ({
      ...{ index, name, hidden, kind, rows, read: survey.read.includes(index) },
      problem: problem?.code ?? null,
      problemParams: problem?.params ?? null,
    })),
    encoding: survey.encoding,
    notes: read.flatMap(({ name, notes }) => notesOf(notes, several ? name : null)),
    ...headerOf(definition, layouts),
    headers: headersOf(definition, read, choices),
    merged: merged.slice(0, limits.merged),
  };
}

function notesOf(notes: SheetNotes, sheet: string | null): Preview['notes'] {
  const found: [Preview['notes'][number]['code'], NotedRows][] = [
    ['invisible_removed', notes.cleaned],
    ['totals_left_out', notes.totals],
    ['hidden_rows_read', notes.hiddenRows],
    ['formulas_unvalued', notes.unvalued],
  ];
  return found.flatMap(([code, noted]) => (noted.count > 0 ? { code, sheet, ...noted } : []));
}

/** How the headers of the sheets that are read fit; the first that has a column shows how it writes it. */
function headerOf(definition: ProgrammeDefinition, layouts: SheetLayout[]) {
  const columns = rosterColumns(definition);
  const expected = expectationsOf(definition);
  const missing = new Set(layouts.flatMap(({ match }) => match.missing.map(({ key }) => key)));
  const headerFor = (key: string) =>
    layouts.flatMap(({ match, header }) => header.names[match.mapping[key] ?? -1] ?? [])[0];
  const unknown = layouts.flatMap(({ match }) => match.unknown.map(({ name }) => name));
  return {
    columns: columns.map(({ spec: { key, required }, label }) => {
      const header = headerFor(key);
      return {
        ...{ key, label, required, header: header ?? '', matched: header !== undefined },
        expected: expected[key] ?? null,
      };
    }),
    missing: columns
      .filter(({ spec }) => missing.has(spec.key))
      .map(({ spec: { key }, label }) => ({ key, label })),
    unknown: [...new Set(unknown)].slice(0, limits.merged),
  };
}

/** The columns of the sheets that are read, what each is taken for, and what its first rows hold; those of one name once. */
function headersOf(
  definition: ProgrammeDefinition,
  sheets: SheetSurvey[],
  choices: ImportChoices,
): Preview['headers'] {
  const show = cellShower(definition);
  const seen = new Set<string>();
  return sheets.flatMap(({ layout, first }, order) => {
    if (!layout) return [];
    const keys = new Map(Object.entries(layout.match.mapping).map(([key, index]) => [index, key]));
    const claims = new Map(
      layout.match.doubles.flatMap(({ key, cells }) => cells.map(({ index }) => [index, key])),
    );
    const width = Math.max(layout.header.names.length, ...first.map((cells) => cells.length));
    const names = Array.from({ length: width }, (_, index) => layout.header.names[index] ?? '');
    return names.flatMap((name, index) => {
      const values = first.map((cells) => cells[index] ?? '').filter((text) => text !== '');
      if ((name === '' && values.length === 0) || (order > 0 && seen.has(name))) return [];
      seen.add(name);
      const key = keys.get(index) ?? null;
      return {
        ...{ index, name, key, claims: key === null ? (claims.get(index) ?? null) : null },
        byHand: choices.columns.some((each) => each.index === index && each.header === name),
        // What nobody knows yet may be anything: its figures are covered as those of a document.
        samples: values.map((text) => show(key ?? 'validFrom', text)),
      };
    });
  });
}

/** Units that would be made, that exist under another name, or that were said to be existing ones. */
function unitsOf(seen: UnitSeen[], known: readonly OrganisationRow[], choices: ImportChoices) {
  const byCode = new Map([...known].reverse().map((each) => [each.code.toLowerCase(), each]));
  const mapped = new Map(choices.units.map(({ code, to }) => [code.toLowerCase(), to]));
  const nearest = unitFinder(known);
  let looked = 0;
  const near = (unit: UnitSeen) => {
    looked += 1;
    return looked > limits.units ? [] : nearest(unit).slice(0, limits.near).map(named);
  };
  const named = ({ code, zh, en }: OrganisationRow) => ({ code, zh, en });
  const units = seen.flatMap((unit): Preview['units'] => {
    const to = byCode.get(mapped.get(unit.code.toLowerCase())?.toLowerCase() ?? '');
    if (to) return [{ ...unit, state: 'mapped', known: named(to), near: [] }];
    const same = byCode.get(unit.code.toLowerCase());
    if (!same) return [{ ...unit, state: 'new', known: null, near: near(unit) }];
    const names = [unit.zh, unit.en].filter((name) => name !== '').map(plainName);
    const isKnown = names.every((name) => [same.zh, same.en].map(plainName).includes(name));
    return isKnown ? [] : [{ ...unit, state: 'renamed', known: named(same), near: [] }];
  });
  return { units: units.slice(0, limits.units), unitCount: units.length };
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
