import { type Selectable, sql } from 'kysely';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { ProgrammeTables } from '../tables.ts';
import type { SettingsTables } from './tables.ts';

export type DraftRow = Selectable<SettingsTables['programme_drafts']>;

const typed = (db: Db) => db.withTables<SettingsTables & ProgrammeTables>();

/** The draft of a programme that lies within the scope as a whole. */
const drafts = (db: Db, scope: PlaceScope, programmeId: number) =>
  typed(db)
    .selectFrom('programme_drafts')
    .innerJoin('programmes', 'programmes.id', 'programme_drafts.programme_id')
    .innerJoin('places', 'places.id', 'programmes.place_id')
    .selectAll('programme_drafts')
    .where('programme_drafts.programme_id', '=', programmeId)
    .where(inSubtree('places.path', scope));

export function findDraft(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
): Promise<DraftRow | undefined> {
  return drafts(db, scope, programmeId).executeTakeFirst();
}

/** The draft, which nobody else saves, proposes, publishes or deletes until the transaction ends. */
export function lockDraft(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
): Promise<DraftRow | undefined> {
  return drafts(db, scope, programmeId).forUpdate('programme_drafts').executeTakeFirst();
}

/** A draft by its id, for whoever has checked elsewhere that it may be seen. */
export function findDraftById(db: Db, id: number): Promise<DraftRow | undefined> {
  return typed(db)
    .selectFrom('programme_drafts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Whether somebody asked for exactly this revision to be published over this version. */
export async function isAskedFor(
  db: Db,
  { draftId, revision, version }: { draftId: number; revision: number; version: number },
): Promise<boolean> {
  const row = await findDraftById(db, draftId);
  return row?.revision === revision && row.proposed_by !== null && row.proposed_with === version;
}

type Saved = { based_on: number; content: ProgrammeSettings; by: string; at: Date };

/** Breaks `programme_drafts_once` where the programme has one. */
export function insertDraft(
  db: Db,
  programmeId: number,
  { based_on, content, by, at }: Saved,
): Promise<Pick<DraftRow, 'id' | 'revision'>> {
  return typed(db)
    .insertInto('programme_drafts')
    .values({
      ...{ programme_id: programmeId, based_on, content: JSON.stringify(content) },
      ...{ created_by: by, created_at: at, changed_by: by, changed_at: at },
      ...nobody,
    })
    .returning(['id', 'revision'])
    .executeTakeFirstOrThrow();
}

const nobody = { proposed_by: null, proposed_at: null, proposed_with: null };

/** Saves a draft that was locked; whoever asked for it to be published did so for another one. */
export function updateDraft(
  db: Db,
  id: number,
  { based_on, content, by, at }: Saved,
): Promise<Pick<DraftRow, 'id' | 'revision'>> {
  return typed(db)
    .updateTable('programme_drafts')
    .set({
      ...{ based_on, content: JSON.stringify(content), changed_by: by, changed_at: at },
      ...nobody,
      revision: sql<number>`revision + 1`,
    })
    .where('id', '=', id)
    .returning(['id', 'revision'])
    .executeTakeFirstOrThrow();
}

/** Notes who asks for a draft to be published; nobody takes it back. */
export async function setProposal(
  db: Db,
  id: number,
  proposal: { by: string; at: Date; with: number } | null,
): Promise<void> {
  await typed(db)
    .updateTable('programme_drafts')
    .set(
      proposal
        ? { proposed_by: proposal.by, proposed_at: proposal.at, proposed_with: proposal.with }
        : nobody,
    )
    .where('id', '=', id)
    .execute();
}

export async function deleteDraft(db: Db, id: number): Promise<void> {
  await typed(db).deleteFrom('programme_drafts').where('id', '=', id).execute();
}
