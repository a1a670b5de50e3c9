import { type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { ProgrammeTables } from '../tables.ts';
import type { Origin, Part, Said } from './rules.ts';
import type { DecisionKind, OfferTables } from './tables.ts';

export type DecisionRow = Selectable<OfferTables['template_decisions']>;

const typed = (db: Db) => db.withTables<OfferTables & ProgrammeTables>();

/** What a programme was made from; nothing where that is not known. */
export async function findOrigin(db: Db, programmeId: number): Promise<Origin | undefined> {
  const row = await typed(db)
    .selectFrom('programmes')
    .select(['template', 'template_without'])
    .where('id', '=', programmeId)
    .executeTakeFirst();
  if (!row?.template) return undefined;
  return { template: row.template, without: row.template_without ?? [] };
}

export async function setOrigin(
  db: Db,
  programmeId: number,
  { template, without }: Origin,
): Promise<void> {
  await typed(db)
    .updateTable('programmes')
    .set({ template, template_without: without })
    .where('id', '=', programmeId)
    .execute();
}

/** Programmes of which nothing says what they were made from. */
export function listWithoutOrigin(db: Db): Promise<{ id: number }[]> {
  return typed(db)
    .selectFrom('programmes')
    .select('id')
    .where('template', 'is', null)
    .orderBy('id')
    .execute();
}

/** The two newest decisions about each part of a programme, the newest first. */
export async function listDecisions(db: Db, programmeId: number): Promise<DecisionRow[]> {
  return typed(db)
    .selectFrom((of) =>
      of
        .selectFrom('template_decisions')
        .selectAll()
        .select(sql<number>`row_number() over (partition by part order by id desc)`.as('nth'))
        .where('programme_id', '=', programmeId)
        .as('decided'),
    )
    .selectAll()
    .where('nth', '<=', 2)
    .orderBy('id', 'desc')
    .execute();
}

type NewDecision = {
  programme_id: number;
  part: Part;
  decision: DecisionKind;
  reason: string | null;
  said: Said;
  decided_by: string;
  decided_at: Date;
};

export async function insertDecision(db: Db, { said, ...row }: NewDecision): Promise<void> {
  await typed(db)
    .insertInto('template_decisions')
    .values({ ...row, said: JSON.stringify(said) })
    .execute();
}

/** Takes a decision back, where the programme lies within the scope as a whole and none was made after it. */
export async function deleteDecision(
  db: Db,
  scope: PlaceScope,
  { programmeId, part, id }: { programmeId: number; part: Part; id: number },
): Promise<boolean> {
  const { rows } = await sql`delete from template_decisions d
    using programmes g join places on places.id = g.place_id
    where d.id = ${id} and d.programme_id = ${programmeId} and d.part = ${part}
      and g.id = d.programme_id and ${inSubtree('places.path', scope)}
      and not exists (select from template_decisions later
        where later.programme_id = d.programme_id and later.part = d.part and later.id > d.id)
    returning d.id`.execute(db);
  return rows.length > 0;
}
