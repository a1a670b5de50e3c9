import type { Readable } from 'node:stream';
import type { Lang } from '../../../forms/definition.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { allPages } from '../../../platform/all-pages.ts';
import type { ExportNote } from '../../../platform/audit-lists.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { type SheetFormat, type SheetValue, writeSheet } from '../../../platform/sheets/write.ts';
import type { Programme } from '../model.ts';
import { attributeColumn, furtherColumn, rosterColumns } from '../roster/columns.ts';
import { headerIn, sheetName, valueIn } from '../roster/template.ts';
import { listPlainIdentifiers } from './queries.ts';
import { listRoster, type RosterRow } from './queries-roster.ts';

const readAtOnce = 1_000;

type Wanted = { format: SheetFormat; lang: Lang; group?: string | undefined };

/**
 * Who takes part, with the columns of the template, so that it can be corrected and imported again. Days of
 * documents, from which initial passwords are made, and phones are left blank: an import keeps what is on record.
 */
export function exportRoster(
  platform: Platform,
  programme: Programme,
  scope: PlaceScope,
  { format, lang, group }: Wanted,
  note: ExportNote,
): Readable {
  const { definition } = programme;
  const columns = rosterColumns(definition);
  const header = headerIn(lang);
  async function* rows(): AsyncGenerator<SheetValue[]> {
    const pages = allPages(
      readAtOnce,
      (after: number | undefined, limit) =>
        listRoster(platform.db, scope, {
          ...{ programmeId: programme.id, order: { by: 'id', after }, limit },
          ...{ state: 'active', group },
        }),
      ({ enrolmentId }) => enrolmentId,
    );
    for await (const people of pages) {
      await note.took(people);
      const cells = await cellsOf(platform, programme, people, lang);
      for (const row of cells) yield columns.map(({ spec }) => row[spec.key] ?? '');
    }
  }
  return writeSheet({
    ...{ format, sheetName: sheetName[lang], rows: rows() },
    columns: columns.map((column) => ({ header: header(column), kind: 'text' })),
  });
}

async function cellsOf(
  { db }: Platform,
  { realm, definition }: Programme,
  people: RosterRow[],
  lang: Lang,
): Promise<Record<string, string>[]> {
  const ids = people.map(({ personId }) => personId);
  const known = Map.groupBy(await listPlainIdentifiers(db, realm, ids), ({ personId }) => personId);
  return people.map((person) => ({
    ...Object.fromEntries(
      (known.get(person.personId) ?? []).map(({ kind, lookup, alias }) => [
        alias ? furtherColumn(kind) : kind,
        lookup,
      ]),
    ),
    name: person.name,
    group: definition.groups.find(({ code }) => code === person.group)?.name[lang] ?? person.group,
    organisationCode: person.placeCode,
    organisationZh: person.placeZh,
    organisationEn: person.placeEn,
    startsOn: person.startsOn,
    endsOn: person.endsOn ?? '',
    ...attributesOf(definition, person, lang),
  }));
}

function attributesOf(
  definition: ProgrammeDefinition,
  { attributes }: RosterRow,
  lang: Lang,
): Record<string, string> {
  return Object.fromEntries(
    definition.attributes.map((attribute) => [
      attributeColumn(attribute),
      valueIn(attribute, attributes[attribute.code], lang),
    ]),
  );
}
