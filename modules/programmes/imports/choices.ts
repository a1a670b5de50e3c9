import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { documentsOf } from '../../../forms/sign-in.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import type { Keys } from '../../../platform/crypto.ts';
import type { OrganisationRow } from '../enrolment/queries.ts';
import { type ImportChoices, noChoices, yesNo } from '../roster/choices.ts';
import { attributeColumn, rosterColumns } from '../roster/columns.ts';
import type { ImportRecord } from './queries.ts';
import type { Preview } from './stored-check.ts';

/** What was decided about an import: stored encrypted, for it quotes the workbook. */

const purpose = (importId: string) => `programmes.choices ${importId}`;

export function encryptChoices(keys: Keys, importId: string, choices: ImportChoices): Buffer {
  return keys.encrypt(purpose(importId), JSON.stringify(choices));
}

export function choicesOf(
  keys: Keys,
  { id, choices }: Pick<ImportRecord, 'id' | 'choices'>,
): ImportChoices {
  if (!choices) return noChoices;
  const stored = JSON.parse(keys.decrypt(purpose(id), choices).reveal()) as Partial<ImportChoices>;
  return { ...noChoices, ...stored };
}

/** Choices as the audit trail keeps them: what was accepted for which columns, and nothing that stood in a cell. */
export function summaryOf(choices: ImportChoices) {
  const { sheets, encoding, columns, mends, values, units, answers } = choices;
  const counts = { columns: columns.length, values: values.length, units: units.length };
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return {
    ...(sheets && { sheets: sheets.map((index) => index + 1) }),
    ...(encoding && { encoding }),
    ...(mends.length > 0 && { mends: mends.map(({ column, mend }) => `${column}: ${mend}`) }),
    ...(answers.length > 0 && { answered: answers.map(({ attribute }) => attribute) }),
    ...(some.length > 0 && { byHand: Object.fromEntries(some) }),
  };
}

/**
 * Choices beside what was seen: where nobody chose sheets or an encoding, those stay that the preview
 * shows. A column that somebody names must not make another sheet the likely one.
 */
export function asShown(choices: ImportChoices, preview: Preview | null): ImportChoices {
  const read = preview?.sheets.filter((sheet) => sheet.read).map(({ index }) => index) ?? [];
  return {
    ...choices,
    sheets: choices.sheets ?? (read.length > 0 ? read : null),
    encoding: choices.encoding ?? preview?.encoding ?? null,
  };
}

/** What is wrong with choices: nothing may be said of a sheet, a column, a code or a unit that is not there. */
export function mistakesIn(
  { sheets, columns, mends, values, units, answers }: ImportChoices,
  { definition, known, preview }: Known,
): FieldProblem[] {
  const keys = new Set(rosterColumns(definition).map(({ spec }) => spec.key));
  const codes = codesByColumn(definition);
  const unitCodes = new Set(known.map(({ code }) => code.toLowerCase()));
  const chosen = columns.flatMap(({ key }) => key ?? []);
  const hasSheets = preview === null || !sheets?.some((index) => !preview.sheets[index]);
  return [
    ...(hasSheets ? [] : [{ path: 'sheets', code: 'invalid' }]),
    ...wrong('columns', columns, ({ key }) => key === null || keys.has(key)),
    ...(new Set(chosen).size < chosen.length ? [{ path: 'columns', code: 'column_twice' }] : []),
    ...wrong('mends', mends, ({ column }) => keys.has(column)),
    ...wrong('values', values, ({ column, to }) => codes.get(column)?.has(to) === true),
    ...wrong('units', units, ({ to }) => unitCodes.has(to.toLowerCase())),
    ...wrong('answers', answers, ({ attribute, value }) => isAnswer(definition, attribute, value)),
  ];
}

/** What choices may speak of; without a preview nobody knows the sheets. */
type Known = {
  definition: ProgrammeDefinition;
  known: readonly OrganisationRow[];
  preview: Preview | null;
};

function wrong<T>(path: string, all: T[], fits: (each: T) => boolean): FieldProblem[] {
  return all.flatMap((each, index) =>
    fits(each) ? [] : [{ path: `${path}.${index}`, code: 'invalid' }],
  );
}

/** The codes that a text can be said to mean, by column. */
function codesByColumn({ groups, signIn, attributes }: ProgrammeDefinition) {
  const codes = new Map<string, Set<string>>([
    ['group', new Set(groups.map(({ code }) => code))],
    ['documentType', new Set(documentsOf(signIn).map(({ kind }) => kind))],
  ]);
  for (const attribute of attributes) {
    const { type, options = [] } = attribute;
    const own = type === 'yesno' ? Object.values(yesNo) : options.map(({ code }) => code);
    if (type !== 'text') codes.set(attributeColumn(attribute), new Set(own));
  }
  return codes;
}

function isAnswer(
  { attributes }: ProgrammeDefinition,
  code: string,
  value: ImportChoices['answers'][number]['value'],
): boolean {
  const attribute = attributes.find((each) => each.code === code);
  if (!attribute) return false;
  if (value === null) return true;
  if (attribute.type === 'yesno') return typeof value === 'boolean';
  if (attribute.type === 'text') return typeof value === 'string';
  return (attribute.options ?? []).some((option) => option.code === value);
}
