import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import type { FormVersion } from '../model.ts';
import type { FormContent, ProgrammeTable, ProgrammeTables } from '../tables.ts';

const typed = (db: Db) => db.withTables<ProgrammeTables>();

export type ProgrammeRow = Selectable<ProgrammeTable> & { path: string };

const programmeRows = (db: Db) =>
  typed(db)
    .selectFrom('programmes')
    .innerJoin('places', 'places.id', 'programmes.place_id')
    .selectAll('programmes')
    .select('places.path');

/** In the order of their codes. */
export function listProgrammes(db: Db): Promise<ProgrammeRow[]> {
  return programmeRows(db).orderBy('programmes.code').execute();
}

export function findProgramme(db: Db, id: number): Promise<ProgrammeRow | undefined> {
  return programmeRows(db).where('programmes.id', '=', id).executeTakeFirst();
}

export function findProgrammeByCode(db: Db, code: string): Promise<ProgrammeRow | undefined> {
  return programmeRows(db).where('programmes.code', '=', code).executeTakeFirst();
}

/** Programmes at or below one's places, and those that one's places take part in from below. */
export function listProgrammesInScope(db: Db, scope: PlaceScope): Promise<ProgrammeRow[]> {
  return programmeRows(db)
    .where(sql<boolean>`exists (
      select from unnest(${scope.paths as string[]}::text[]) as allowed (path)
      where starts_with(places.path, allowed.path) or starts_with(allowed.path, places.path))`)
    .orderBy('programmes.code')
    .execute();
}

type VersionRow = {
  id: number;
  code: string;
  realm: string;
  placeId: number;
  definition: ProgrammeDefinition;
  forms: number[];
};

export function findVersion(db: Db, id: number, version: number): Promise<VersionRow | undefined> {
  return (
    typed(db)
      .selectFrom('programme_versions')
      .innerJoin('programmes', 'programmes.id', 'programme_versions.programme_id')
      .select([
        'programmes.id',
        'programmes.code',
        'programmes.realm',
        'programmes.place_id as placeId',
        'programme_versions.definition',
      ])
      // As JSON: an array of bigint would come as text.
      .select(sql<number[]>`to_jsonb(programme_versions.forms)`.as('forms'))
      .where('programme_versions.programme_id', '=', id)
      .where('programme_versions.version', '=', version)
      .executeTakeFirst()
  );
}

/** Ids of every version of a programme's forms, newest first. `form` narrows to one of them. */
export async function listFormVersionIds(
  db: Db,
  programmeId: number,
  form?: string,
): Promise<number[]> {
  let query = typed(db)
    .selectFrom('form_versions')
    .select('id')
    .where('programme_id', '=', programmeId)
    .orderBy('version', 'desc')
    .orderBy('id', 'desc');
  if (form !== undefined) query = query.where('form', '=', form);
  return (await query.execute()).map(({ id }) => id);
}

export async function listFormVersions(db: Db, ids: number[]): Promise<FormVersion[]> {
  if (ids.length === 0) return [];
  const rows = await typed(db)
    .selectFrom('form_versions')
    .selectAll()
    .where('id', 'in', ids)
    .execute();
  return rows.map(({ id, programme_id, form, version, content }) => ({
    ...content,
    id,
    programmeId: programme_id,
    form,
    version,
  }));
}

/** Whether any version of a programme has asked scanners for a form. */
export async function wasScreeningForm(
  db: Db,
  programmeId: number,
  form: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from programme_versions
    where programme_id = ${programmeId} and (definition->>'screeningForm' = ${form}
      or definition->'checkForms' ? ${form}) limit 1`.execute(db);
  return rows.length > 0;
}

export function insertProgramme(
  db: Db,
  row: Omit<Insertable<ProgrammeTable>, 'id' | 'version'>,
): Promise<{ id: number }> {
  return typed(db)
    .insertInto('programmes')
    .values({ ...row, version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** The programme, which no other version of it is published meanwhile. */
export function lockProgramme(
  db: Db,
  id: number,
): Promise<Pick<Selectable<ProgrammeTable>, 'code' | 'version'> | undefined> {
  return typed(db)
    .selectFrom('programmes')
    .select(['code', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Puts a version in force. */
export async function setVersion(db: Db, id: number, version: number): Promise<void> {
  await typed(db).updateTable('programmes').set({ version }).where('id', '=', id).execute();
}

/** The number of the last version of each form that was ever published, by the form's code. */
export async function lastFormVersions(db: Db, programmeId: number): Promise<Map<string, number>> {
  const rows = await typed(db)
    .selectFrom('form_versions')
    .select(['form', (of) => of.fn.max('version').as('version')])
    .where('programme_id', '=', programmeId)
    .groupBy('form')
    .execute();
  return new Map(rows.map(({ form, version }) => [form, version]));
}

/** Publishes forms; answers the ids of the versions in the order given. */
export async function insertFormVersions(
  db: Db,
  programmeId: number,
  forms: { version: number; content: FormContent }[],
  publishedAt: Date,
): Promise<number[]> {
  if (forms.length === 0) return [];
  const rows = await typed(db)
    .insertInto('form_versions')
    .values(
      forms.map(({ version, content }) => ({
        programme_id: programmeId,
        form: content.definition.code,
        version,
        content: JSON.stringify(content),
        published_at: publishedAt,
      })),
    )
    .returning(['id', 'form'])
    .execute();
  const ids = new Map(rows.map(({ id, form }) => [form, id]));
  return forms.map(({ content }) => ids.get(content.definition.code) as number);
}

export async function insertVersion(
  db: Db,
  row: {
    programme_id: number;
    version: number;
    definition: ProgrammeDefinition;
    forms: number[];
    published_at: Date;
  },
): Promise<void> {
  await typed(db)
    .insertInto('programme_versions')
    .values({ ...row, definition: JSON.stringify(row.definition) })
    .execute();
}

export type ProgrammeAbove = { id: number; version: number };

/** The version of a programme in which the place of a path takes part: the inside of a lateral; no row where it does not. */
export function versionAt(
  programmeId: RawBuilder<unknown>,
  path: RawBuilder<unknown>,
): RawBuilder<Pick<ProgrammeAbove, 'version'>> {
  return sql`select g.version from (select ${programmeId} as programme, ${path} as path) asked
    join programmes g on g.id = asked.programme
    cross join lateral (select path from places where id = g.place_id limit 1) p
    where starts_with(asked.path, p.path) limit 1`;
}

/** Programmes that places take part in, for each of their paths: run by it or from above it, the nearest first. */
export async function listProgrammesAbove(db: Db, paths: string[]): Promise<ProgrammeAbove[][]> {
  const { rows } = await sql<ProgrammeAbove & { nth: number }>`/* prepared: programmes.above */
    select a.nth::int as nth, g.id, g.version
    from programmes g join places p on p.id = g.place_id
    join unnest(${arrayOf(paths)}::text[]) with ordinality as a (path, nth)
      on starts_with(a.path, p.path)
    order by length(p.path) desc, g.code`.execute(db);
  const found = Map.groupBy(rows, ({ nth }) => nth);
  return paths.map((_, index) => found.get(index + 1) ?? []);
}
