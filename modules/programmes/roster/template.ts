import { Readable } from 'node:stream';
import type { Lang, Scalar, Text } from '../../../forms/definition.ts';
import { exampleOfPattern } from '../../../forms/describe-pattern.ts';
import type { Attribute, ProgrammeDefinition } from '../../../forms/programme.ts';
import { documentsOf, identifiersOf, wayOf } from '../../../forms/sign-in.ts';
import { type SheetFormat, writeSheet } from '../../../platform/sheets/write.ts';
import { writeTemplate } from '../../../platform/sheets/write-template.ts';
import { attributeColumn, furtherColumn, type RosterColumn, rosterColumns } from './columns.ts';
import { exampleName } from './example.ts';
import { hintsOf } from './hints.ts';

const yes: Text = { zh: '是', en: 'yes' };
const no: Text = { zh: '否', en: 'no' };
export const sheetName: Text = { zh: '名单', en: 'Roster' };
const notesName: Text = { zh: '填表说明', en: 'Notes' };

/**
 * A roster to fill in: the header with a `*` at what is required, and an example that the import leaves
 * out. As XLSX also with lists of what is allowed, with hints, and with a sheet that explains all columns.
 * `units` are the codes that can be chosen.
 */
export async function rosterTemplate(
  definition: ProgrammeDefinition,
  format: SheetFormat,
  lang: Lang,
  units: readonly string[],
): Promise<Readable> {
  const columns = offeredColumns(definition);
  const header = headerIn(lang);
  const example = exampleOf(definition, lang);
  const rows = [columns.map(({ spec }) => example[spec.key] ?? '')];
  if (format === 'csv') {
    return writeSheet({
      ...{ format, sheetName: sheetName[lang], rows },
      columns: columns.map((column) => ({ header: header(column), kind: 'text' })),
    });
  }
  const hints = hintsOf(definition);
  const values = valuesOf(definition, lang, units);
  const book = await writeTemplate({
    sheetName: sheetName[lang],
    columns: columns.map((column) => {
      const { key } = column.spec;
      const hint = hints[key]?.[lang];
      return {
        header: header(column),
        width: Math.max(16, header(column).length * (lang === 'zh' ? 2 : 1) + 4),
        ...(hint && { hint }),
        ...(values[key] && { values: values[key], open: key === 'organisationCode' }),
      };
    }),
    rows,
    notes: { sheetName: notesName[lang], rows: notesOf(columns, hints, lang) },
  });
  return Readable.from([book]);
}

/** The columns of the roster, without one for second numbers where the programme names none. */
function offeredColumns(definition: ProgrammeDefinition): RosterColumn[] {
  const hasSecond = wayOf(definition.signIn, 'card')?.furtherLabel !== undefined;
  return rosterColumns(definition).filter(
    ({ spec }) => hasSecond || spec.key !== furtherColumn('card'),
  );
}

/** How a column is headed in a roster that goes out. */
export const headerIn =
  (lang: Lang) =>
  ({ label, spec }: RosterColumn): string =>
    spec.required ? `${label[lang]} *` : label[lang];

function notesOf(columns: RosterColumn[], hints: Record<string, Text>, lang: Lang): string[][] {
  const title = { zh: ['列', '必填', '说明'], en: ['Column', 'Required', 'Notes'] }[lang];
  return [
    title,
    ...columns.map(({ label, spec }) => [
      label[lang],
      (spec.required ? yes : no)[lang],
      hints[spec.key]?.[lang] ?? '',
    ]),
  ];
}

function valuesOf(
  { groups, signIn, attributes }: ProgrammeDefinition,
  lang: Lang,
  units: readonly string[],
): Record<string, string[]> {
  return {
    group: groups.map(({ name }) => name[lang]),
    documentType: documentsOf(signIn).map(({ label }) => label[lang]),
    organisationCode: [...units],
    ...Object.fromEntries(
      attributes.map((each) => [attributeColumn(each), attributeValues(each, lang)]),
    ),
  };
}

function attributeValues({ type, options = [] }: Attribute, lang: Lang): string[] {
  if (type === 'yesno') return [yes[lang], no[lang]];
  return options.map(({ label }) => label[lang]);
}

/** A value of an attribute as a roster writes it. */
export function valueIn({ type, options = [] }: Attribute, value: Scalar | undefined, lang: Lang) {
  if (value === undefined) return '';
  if (type === 'yesno') return (value === true ? yes : no)[lang];
  return options.find(({ code }) => code === value)?.label[lang] ?? String(value);
}

function exampleOf(definition: ProgrammeDefinition, lang: Lang): Record<string, string> {
  const { signIn, groups, attributes } = definition;
  const [document] = documentsOf(signIn);
  return {
    ...Object.fromEntries(
      identifiersOf(signIn).map(({ kind, pattern }) => [kind, exampleOfPattern(pattern) ?? '']),
    ),
    name: exampleName[lang],
    ...(document && {
      documentType: document.label[lang],
      [document.date]: '2019-01-18',
      birthDate: '1990-01-02',
    }),
    group: groups[0]?.name[lang] ?? '',
    ...{
      organisationCode: 'A01',
      organisationZh: '示例机构',
      organisationEn: 'Example organisation',
    },
    startsOn: definition.startsOn,
    ...Object.fromEntries(
      attributes.map((each) => [attributeColumn(each), attributeValues(each, lang).at(-1) ?? '']),
    ),
  };
}
