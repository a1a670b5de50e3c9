import { type Selectable, sql } from 'kysely';
import type { FormDraft } from '../../../forms/form-draft.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { ProgrammeTables } from '../tables.ts';
import type { FormTables } from './tables.ts';

type DraftRow = Selectable<FormTables['form_drafts']>;

const typed = (db: Db) => db.withTables<FormTables & ProgrammeTables>();

/** Drafts of the programmes that lie within the scope as a whole. */
const drafts = (db: Db, scope: PlaceScope, programmeId: number) =>
  typed(db)
    .selectFrom('form_drafts')
    .innerJoin('programmes', 'programmes.id', 'form_drafts.programme_id')
    .innerJoin('places', 'places.id', 'programmes.place_id')
    .selectAll('form_drafts')
    .where('form_drafts.programme_id', '=', programmeId)
    .where(inSubtree('places.path', scope));

/** In the order of their codes. */
export function listDrafts(db: Db, scope: PlaceScope, programmeId: number): Promise<DraftRow[]> {
  return drafts(db, scope, programmeId).orderBy('form_drafts.form').execute();
}

export function findDraft(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  id: number,
): Promise<DraftRow | undefined> {
  return drafts(db, scope, programmeId).where('form_drafts.id', '=', id).executeTakeFirst();
}

/** The draft, which nobody else saves, publishes or deletes until the transaction ends. */
export function lockDraft(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  id: number,
): Promise<DraftRow | undefined> {
  return drafts(db, scope, programmeId)
    .where('form_drafts.id', '=', id)
    .forUpdate('form_drafts')
    .executeTakeFirst();
}

/** What a draft is begun with, and by whom. */
type NewDraft = {
  programme_id: number;
  form: string;
  based_on: number | null;
  content: FormDraft;
  by: string;
  at: Date;
};

/** Breaks `form_drafts_once` where the form has one. */
export function insertDraft(
  db: Db,
  { content, by, at, ...row }: NewDraft,
): Promise<{ id: number }> {
  const who = { created_by: by, created_at: at, changed_by: by, changed_at: at };
  return typed(db)
    .insertInto('form_drafts')
    .values({ ...row, ...who, content: JSON.stringify(content) })
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** Saves a draft that was locked; answers its next revision. */
export async function updateDraft(
  db: Db,
  id: number,
  { content, by, at }: { content: FormDraft; by: string; at: Date },
): Promise<number> {
  const { revision } = await typed(db)
    .updateTable('form_drafts')
    .set({
      content: JSON.stringify(content),
      ...{ changed_by: by, changed_at: at },
      revision: sql<number>`revision + 1`,
    })
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

export async function deleteDraft(db: Db, id: number): Promise<void> {
  await typed(db).deleteFrom('form_drafts').where('id', '=', id).execute();
}

export type PublishedRow = { id: number; version: number; publishedAt: Date };

const versions = (db: Db, programmeId: number) =>
  typed(db)
    .selectFrom('form_versions')
    .select(['id', 'version', 'published_at as publishedAt'])
    .where('programme_id', '=', programmeId);

/** The published versions of a form, newest first. */
export function listVersions(db: Db, programmeId: number, form: string): Promise<PublishedRow[]> {
  return versions(db, programmeId).where('form', '=', form).orderBy('version', 'desc').execute();
}

/** When these versions were published, by their ids. */
export async function publishedAt(
  db: Db,
  programmeId: number,
  ids: number[],
): Promise<Map<number, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await versions(db, programmeId).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.publishedAt]));
}

/** Whether a programme has ever published a form of this code. */
export async function hasForm(db: Db, programmeId: number, form: string): Promise<boolean> {
  const found = await versions(db, programmeId).where('form', '=', form).limit(1).execute();
  return found.length > 0;
}
