import { type ColumnType, type Generated, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { PersonTable } from '../../people/public.ts';
import type { ProgrammeTables } from '../tables.ts';
import type { ImportSort } from './contract.ts';

export type ImportState =
  | 'checking'
  | 'checked'
  | 'refused'
  | 'importing'
  | 'done'
  | 'failed'
  | 'discarded';

type ImportProblem = { code: string; params?: Record<string, string | number> };

type ImportTable = {
  id: string;
  /** In which order they came. */
  number: Generated<number>;
  programme_id: number;
  programme_version: number;
  file_id: string | null;
  file_name: string;
  state: ImportState;
  preview: Buffer | null;
  /** What people decided about how the workbook is read, encrypted. */
  choices: Buffer | null;
  choices_version: Generated<number>;
  problem: ColumnType<ImportProblem | null, string | null, string | null>;
  rows_total: number | null;
  rows_done: Generated<number>;
  /** The position of the last row that was dealt with: it grows from sheet to sheet as well. */
  last_row: Generated<number>;
  fresh: Generated<number>;
  updated: Generated<number>;
  unchanged: Generated<number>;
  refused: Generated<number>;
  absent: number | null;
  lease_until: Date | null;
  attempts: Generated<number>;
  created_by: string;
  created_at: Date;
  /** In which order they were confirmed. */
  confirmation: number | null;
  finished_at: Date | null;
};

export type ImportRecord = Selectable<ImportTable>;

export type ImportTables = ProgrammeTables & {
  roster_imports: ImportTable;
  roster_import_rows: { import_id: string; enrolment_id: number };
  roster_import_places: { import_id: string; place_id: number };
  roster_import_refusals: { import_id: string; row: number; content: Buffer };
};

const typed = (db: Db) => db.withTables<ImportTables & { persons: PersonTable }>();

export async function insertImport(
  db: Db,
  row: Pick<
    ImportRecord,
    | 'id'
    | 'programme_id'
    | 'programme_version'
    | 'file_id'
    | 'file_name'
    | 'created_by'
    | 'created_at'
  >,
): Promise<void> {
  await typed(db)
    .insertInto('roster_imports')
    .values({ ...row, state: 'checking' })
    .execute();
}

export type VisibleImport = ImportRecord & { keepsRefusals: boolean; createdByName: string | null };

const visibleImports = (db: Db, scope: PlaceScope, programmeId: number) =>
  typed(db)
    .selectFrom('roster_imports as i')
    .innerJoin('programmes as p', 'p.id', 'i.programme_id')
    .innerJoin('places as l', 'l.id', 'p.place_id')
    .leftJoin('persons as who', 'who.id', 'i.created_by')
    .selectAll('i')
    .select('who.name as createdByName')
    .select(
      sql<boolean>`exists (select from roster_import_refusals r where r.import_id = i.id)`.as(
        'keepsRefusals',
      ),
    )
    .where('i.programme_id', '=', programmeId)
    .where(inSubtree('l.path', scope));

/** What imports are sorted by; those alike by the second, newest first. */
const importKeys: Record<ImportSort | 'newest', RawBuilder<unknown>> = {
  newest: sql`-i.number`,
  oldest: sql`i.number`,
  file: sql`i.file_name collate names_in_order`,
  who: sql`name_order(coalesce(who.name, '')) collate names_in_order`,
};

type ImportPage = { sort?: ImportSort | undefined; after?: number | undefined; limit: number };

/** The page behind the import of this number; a cursor so tells nothing of names. */
export function listImports(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  { sort, after, limit }: ImportPage,
): Promise<VisibleImport[]> {
  const keys = sql`${importKeys[sort ?? 'newest']}, -i.number`;
  const rows = visibleImports(db, scope, programmeId).orderBy(keys).limit(limit);
  if (after === undefined) return rows.execute();
  const last = sql`select ${keys} from roster_imports i left join persons who on who.id = i.created_by
    where i.programme_id = ${programmeId} and i.number = ${after}`;
  return rows.where(sql<boolean>`(${keys}) > (${last})`).execute();
}

export function findImport(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  importId: string,
): Promise<VisibleImport | undefined> {
  return visibleImports(db, scope, programmeId).where('i.id', '=', importId).executeTakeFirst();
}

/** From the first row again: forgets what was counted and noted so far. */
export async function restartImport(db: Db, id: string, rowsTotal: number | null): Promise<void> {
  await typed(db).deleteFrom('roster_import_rows').where('import_id', '=', id).execute();
  await typed(db).deleteFrom('roster_import_places').where('import_id', '=', id).execute();
  await typed(db).deleteFrom('roster_import_refusals').where('import_id', '=', id).execute();
  await typed(db)
    .updateTable('roster_imports')
    .set({
      rows_total: rowsTotal,
      ...{ rows_done: 0, last_row: 0, fresh: 0, updated: 0, unchanged: 0, refused: 0 },
    })
    .where('id', '=', id)
    .execute();
}

/** Moves an import on when it is in one of these states; says whether it was. */
export async function moveImport(
  db: Db,
  id: string,
  from: ImportState[],
  to: {
    state: ImportState;
    preview?: Buffer | null;
    problem?: ImportProblem | null;
    absent?: number;
    rows_total?: number;
    programme_version?: number;
    /** Whether this is when it is confirmed. */
    confirmed?: true;
    finished_at?: Date | null;
  },
): Promise<boolean> {
  const { problem, confirmed, ...rest } = to;
  const result = await typed(db)
    .updateTable('roster_imports')
    .set({
      ...rest,
      ...(problem !== undefined && { problem: problem && JSON.stringify(problem) }),
      ...(confirmed && { confirmation: sql<number>`nextval('roster_confirmations')` }),
      lease_until: null,
      attempts: 0,
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Stores how a workbook is to be read and has it checked anew. Says no when it is not waiting, or when
 * the choices are others by now than those that were shown.
 */
export async function updateChoices(
  db: Db,
  id: string,
  to: { version: number; choices: Buffer; programmeVersion: number },
): Promise<boolean> {
  const { version, choices, programmeVersion } = to;
  const result = await typed(db)
    .updateTable('roster_imports')
    .set({
      ...{ choices, choices_version: version + 1, programme_version: programmeVersion },
      ...{ state: 'checking', problem: null, finished_at: null, lease_until: null, attempts: 0 },
    })
    .where('id', '=', id)
    .where('choices_version', '=', version)
    .where('state', 'in', ['checked', 'refused'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Forgets all that an import knows of people, once it was thrown away. */
export async function emptyImport(db: Db, id: string): Promise<void> {
  await restartImport(db, id, null);
  await typed(db)
    .updateTable('roster_imports')
    .set({ preview: null, choices: null, file_id: null })
    .where('id', '=', id)
    .execute();
}

/** The import that was confirmed last: only its absent people are those to ask about. */
export async function findLatestConfirmed(
  db: Db,
  programmeId: number,
): Promise<string | undefined> {
  const row = await typed(db)
    .selectFrom('roster_imports')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('confirmation', 'is not', null)
    .orderBy('confirmation', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Deletes refused rows and previews of imports that ended before `before`: they are personal data. */
export async function forgetImports(db: Db, before: Date): Promise<void> {
  await sql`
    delete from roster_import_refusals r using roster_imports i
    where i.id = r.import_id and i.created_at < ${before}
      and i.state not in ('checking', 'importing')`.execute(db);
  await typed(db)
    .updateTable('roster_imports')
    .set({ preview: null, choices: null })
    .where('created_at', '<', before)
    .where((of) => of.or([of('preview', 'is not', null), of('choices', 'is not', null)]))
    .where('state', 'not in', ['checking', 'importing'])
    .execute();
}

/** Whether a roster of the programme is being checked, waits for somebody to confirm it, or is carried out. */
export async function hasOpenImport(db: Db, programmeId: number): Promise<boolean> {
  const row = await typed(db)
    .selectFrom('roster_imports')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('state', 'in', ['checking', 'checked', 'importing'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
