import { type ColumnType, type Generated, type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { importQueue } from '../../../platform/import-queue.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import type { Kind, RowState } from './workbook.ts';

type State = 'checking' | 'checked' | 'refused' | 'importing' | 'done' | 'failed' | 'discarded';
type Problem = { code: string; params?: Record<string, string | number> };

type ImportTable = {
  id: string;
  kind: Kind;
  number: Generated<number>;
  file_id: string | null;
  file_name: string;
  state: State;
  survey: Buffer | null;
  problem: ColumnType<Problem | null, string | null, string | null>;
  rows_total: number | null;
  rows_done: Generated<number>;
  last_row: Generated<number>;
  lease_until: Date | null;
  attempts: Generated<number>;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
  passwords_taken_at: Date | null;
};

export type ImportRecord = Selectable<ImportTable>;

export type RowRecord = {
  position: number;
  state: RowState;
  choice: 'mine' | 'theirs' | null;
  content: Buffer;
  shuts_out: number;
  added_person_id: string | null;
};

type Tables = {
  workbook_imports: ImportTable;
  workbook_import_rows: RowRecord & { import_id: string };
};

const typed = (db: Db) => db.withTables<Tables>();

export const workbookQueue = importQueue<ImportRecord>('workbook_imports');

export async function insertImport(
  db: Db,
  row: Pick<ImportRecord, 'id' | 'kind' | 'file_id' | 'file_name' | 'created_by' | 'created_at'>,
): Promise<void> {
  await typed(db)
    .insertInto('workbook_imports')
    .values({ ...row, state: 'checking' })
    .execute();
}

/** An import of one's own. */
export function findImport(
  db: Db,
  { personId }: Pick<SelfScope, 'personId'>,
  kind: Kind,
  id: string,
  { hold = false } = {},
): Promise<ImportRecord | undefined> {
  return typed(db)
    .selectFrom('workbook_imports')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('created_by', '=', personId)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
}

export function listImports(
  db: Db,
  { personId }: Pick<SelfScope, 'personId'>,
  kind: Kind,
  { after, limit }: { after: number | undefined; limit: number },
): Promise<ImportRecord[]> {
  return typed(db)
    .selectFrom('workbook_imports')
    .selectAll()
    .where('created_by', '=', personId)
    .where('kind', '=', kind)
    .$if(after !== undefined, (query) => query.where('number', '<', after as number))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
}

/** Moves an import on when it is in one of these states; says whether it was. */
export async function moveImport(
  db: Db,
  id: string,
  from: State[],
  { problem, ...to }: Partial<Omit<ImportRecord, 'problem'>> & { problem?: Problem | null },
): Promise<boolean> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('workbook_imports')
    .set({
      ...to,
      ...(problem !== undefined && { problem: problem && JSON.stringify(problem) }),
      ...{ lease_until: null, attempts: 0 },
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Notes how far the rows have come. */
export async function advanceImport(
  db: Db,
  id: string,
  { lastRow, rows, leaseUntil }: { lastRow: number; rows: number; leaseUntil: Date },
): Promise<void> {
  await typed(db)
    .updateTable('workbook_imports')
    .set((of) => ({
      last_row: lastRow,
      rows_done: of('rows_done', '+', rows),
      lease_until: leaseUntil,
      attempts: 0,
    }))
    .where('id', '=', id)
    .execute();
}

/** From the first row again: forgets what was noted so far. */
export async function restartImport(db: Db, id: string, to: { survey: Buffer; rows: number }) {
  await deleteRows(db, id);
  await typed(db)
    .updateTable('workbook_imports')
    .set({ survey: to.survey, rows_total: to.rows, rows_done: 0, last_row: 0 })
    .where('id', '=', id)
    .execute();
}

export async function deleteRows(db: Db, id: string): Promise<void> {
  await typed(db).deleteFrom('workbook_import_rows').where('import_id', '=', id).execute();
}

/** Keeps what would become of rows, or became of them. */
export async function upsertRows(
  db: Db,
  importId: string,
  rows: Omit<RowRecord, 'choice'>[],
): Promise<void> {
  await sql`
    insert into workbook_import_rows (import_id, position, state, content, shuts_out, added_person_id)
    select ${importId}, given.* from unnest(
      ${rows.map(({ position }) => position)}::int[], ${rows.map(({ state }) => state)}::text[],
      ${rows.map(({ content }) => content)}::bytea[],
      ${rows.map(({ shuts_out }) => shuts_out)}::int[],
      ${rows.map(({ added_person_id }) => added_person_id)}::uuid[]) as given
    on conflict (import_id, position) do update
      set state = excluded.state, content = excluded.content,
        shuts_out = excluded.shuts_out, added_person_id = excluded.added_person_id`.execute(db);
}

type RowSearch = { state?: RowState | undefined; after: number; limit: number };

export function listRows(
  db: Db,
  importId: string,
  { state, after, limit }: RowSearch,
): Promise<RowRecord[]> {
  return typed(db)
    .selectFrom('workbook_import_rows')
    .selectAll()
    .where('import_id', '=', importId)
    .where('position', '>', after)
    .$if(state !== undefined, (query) => query.where('state', '=', state as RowState))
    .orderBy('position')
    .limit(limit)
    .execute();
}

/** The rows at these positions. */
export function listRowsAt(db: Db, importId: string, positions: number[]): Promise<RowRecord[]> {
  return typed(db)
    .selectFrom('workbook_import_rows')
    .selectAll()
    .where('import_id', '=', importId)
    .where('position', '=', sql<number>`any(${positions}::int[])`)
    .execute();
}

export type RowCounts = Record<RowState | 'open' | 'mine' | 'shutOut' | 'passwords', number>;

/** How many rows of each of these imports are in which state. */
export async function countRows(db: Db, importIds: string[]): Promise<Map<string, RowCounts>> {
  const { rows } = await sql<RowCounts & { id: string }>`
    select import_id as id,
      count(*) filter (where r.state = 'fresh') as fresh,
      count(*) filter (where r.state = 'changed') as changed,
      count(*) filter (where r.state = 'conflict') as conflict,
      count(*) filter (where r.state = 'unchanged') as unchanged,
      count(*) filter (where r.state = 'refused') as refused,
      count(*) filter (where r.state = 'conflict' and choice is null) as open,
      count(*) filter (where r.state = 'conflict' and choice = 'mine') as mine,
      coalesce(sum(shuts_out), 0)::int as "shutOut",
      count(*) filter (where added_person_id is not null and i.passwords_taken_at is null) as passwords
    from workbook_import_rows r join workbook_imports i on i.id = r.import_id
    where import_id = any(${importIds}::uuid[]) group by 1`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** Says whose values count in conflicts, in one of them or all; answers how many there were. */
export async function updateChoice(
  db: Db,
  importId: string,
  choice: 'mine' | 'theirs',
  position: number | undefined,
): Promise<number> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('workbook_import_rows')
    .set({ choice })
    .where('import_id', '=', importId)
    .where('state', '=', 'conflict')
    .$if(position !== undefined, (query) => query.where('position', '=', position as number))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Those whom an import has added, some at a time in the order of its rows. */
export async function listAdded(
  db: Db,
  importId: string,
  { after, limit }: { after: number; limit: number },
): Promise<{ position: number; personId: string }[]> {
  const { rows } = await sql<{ position: number; personId: string }>`
    select position, added_person_id as "personId" from workbook_import_rows
    where import_id = ${importId} and position > ${after} and added_person_id is not null
    order by position limit ${limit}`.execute(db);
  return rows;
}

/** Notes that the passwords of an import are taken now; says whether nobody had taken them before. */
export async function takePasswords(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await typed(db)
    .updateTable('workbook_imports')
    .set({ passwords_taken_at: now })
    .where('id', '=', id)
    .where('passwords_taken_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets the rows of imports that ended, or were left, before then. */
export async function forgetRows(db: Db, before: Date): Promise<void> {
  await sql`
    delete from workbook_import_rows r using workbook_imports i
    where i.id = r.import_id and i.created_at < ${before}
      and i.state not in ('checking', 'importing')`.execute(db);
}
