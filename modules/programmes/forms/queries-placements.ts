import { sql } from 'kysely';
import type { FormPurpose } from '../../../forms/purposes.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { isOpen } from '../../places/public.ts';
import type { ProgrammeTables } from '../tables.ts';
import type { FormTables } from './tables.ts';

const typed = (db: Db) => db.withTables<FormTables & ProgrammeTables>();

export type PlacementRow = {
  purpose: FormPurpose;
  placeId: number;
  placeZh: string;
  placeEn: string;
  form: string;
  open: boolean;
  mine: boolean;
  placedAt: Date;
};

/** What is given to the places of a scope and to those above them, from above. */
export function listPlacements(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
): Promise<PlacementRow[]> {
  const paths = sql`unnest(${scope.paths as string[]}::text[]) as allowed (path)`;
  return typed(db)
    .selectFrom('form_placements')
    .innerJoin('places', 'places.id', 'form_placements.place_id')
    .select([
      ...(['purpose', 'place_id as placeId', 'form', 'placed_at as placedAt'] as const),
      ...(['name_zh as placeZh', 'name_en as placeEn'] as const),
      isOpen('places.path').as('open'),
      sql<boolean>`exists (select from ${paths} where starts_with(places.path, allowed.path))`.as(
        'mine',
      ),
    ])
    .where('programme_id', '=', programmeId)
    .where(sql<boolean>`exists (select from ${paths}
      where starts_with(places.path, allowed.path) or starts_with(allowed.path, places.path))`)
    .orderBy(sql`array_length(string_to_array(places.path, '/'), 1)`)
    .orderBy('places.path')
    .orderBy('purpose')
    .execute();
}

/** Every placement of a programme that counts: at a place that is in use. */
export function listCounting(
  db: Db,
  programmeId: number,
): Promise<{ purpose: FormPurpose; placeId: number; form: string }[]> {
  return typed(db)
    .selectFrom('form_placements')
    .innerJoin('places', 'places.id', 'form_placements.place_id')
    .select(['purpose', 'place_id as placeId', 'form'])
    .where('programme_id', '=', programmeId)
    .where(isOpen('places.path'))
    .execute();
}

/** To how many places each form of a programme is given, whether or not they are in use. */
export async function countPlacements(db: Db, programmeId: number): Promise<Map<string, number>> {
  const rows = await typed(db)
    .selectFrom('form_placements')
    .select(['form', (of) => of.fn.countAll<number>().as('count')])
    .where('programme_id', '=', programmeId)
    .groupBy('form')
    .execute();
  return new Map(rows.map(({ form, count }) => [form, Number(count)]));
}

type Key = { programmeId: number; purpose: FormPurpose; placeId: number };

/** Gives a form to a place, instead of the one that it had for the purpose. */
export async function upsertPlacement(
  db: Db,
  { programmeId, purpose, placeId }: Key,
  row: { form: string; placed_by: string; placed_at: Date },
): Promise<void> {
  await typed(db)
    .insertInto('form_placements')
    .values({ programme_id: programmeId, purpose, place_id: placeId, ...row })
    .onConflict((of) => of.columns(['programme_id', 'purpose', 'place_id']).doUpdateSet(row))
    .execute();
}

/** Answers the form that was given; nothing where there was none. */
export async function deletePlacement(
  db: Db,
  { programmeId, purpose, placeId }: Key,
): Promise<string | undefined> {
  const row = await typed(db)
    .deleteFrom('form_placements')
    .where('programme_id', '=', programmeId)
    .where('purpose', '=', purpose)
    .where('place_id', '=', placeId)
    .returning('form')
    .executeTakeFirst();
  return row?.form;
}
