import { sql } from 'kysely';
import type { CodeColour } from '../../../forms/colours.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inPart, inSubtree, type Part } from '../../../platform/subtree.ts';

export type UnitColour = { placeId: number; colour: CodeColour; people: number };

/**
 * The colour that a code shows at a moment, as `colourAt` of `view/current.ts` says it; of `s`, a row of `code_states`
 * that may be missing.
 */
export const colourAt = (now: Date) => sql<CodeColour>`case
    when not s.quiet and standing.value ->> 'reason' is not null then standing.value ->> 'colour'
    when s.stale_at > ${now} then 'green' else 'grey' end`;

/** What such a row shows at a moment, as `standing`; colours without one need none. */
export const standingAt = (now: Date) => sql`left join lateral (
    select t.value from jsonb_array_elements(s.timeline) with ordinality as t (value, n)
    where t.n = 1 or t.value ->> 'at' <= ${now.toISOString()}
    order by t.n desc limit 1) standing on not s.quiet`;

/** The enrolments of a programme, in pieces by their ids; `upTo` null is the last piece. */
export async function findPiece(
  db: Db,
  programmeId: number,
  after: number,
  size: number,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from enrolments where programme_id = ${programmeId} and id > ${after}
    order by id offset ${size - 1} limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Colours of those enrolled between two ids who are not withdrawn, by unit. */
export async function countColours(
  db: Db,
  programmeId: number,
  { after, upTo, today, now }: { after: number; upTo: number | null; today: string; now: Date },
): Promise<UnitColour[]> {
  const { rows } = await sql<UnitColour>`
    select e.place_id as "placeId", ${colourAt(now)} as colour, count(*)::int as people
    from enrolments e left join code_states s on s.enrolment_id = e.id ${standingAt(now)}
    where e.programme_id = ${programmeId} and e.id > ${after} and e.id <= ${upTo ?? Number.MAX_SAFE_INTEGER}
      and (e.withdrawn_on is null or e.withdrawn_on > ${today}::date)
    group by 1, 2`.execute(db);
  return rows;
}

/** Puts these in the place of what was counted of a programme before. */
export async function replaceCounts(
  db: Db,
  programmeId: number,
  counts: UnitColour[],
  now: Date,
): Promise<void> {
  await sql`insert into colour_counts_at (programme_id, counted_at) values (${programmeId}, ${now})
    on conflict (programme_id) do update set counted_at = excluded.counted_at`.execute(db);
  await sql`delete from colour_counts where programme_id = ${programmeId}`.execute(db);
  await sql`insert into colour_counts (programme_id, place_id, colour, people)
    select ${programmeId}, * from unnest(${counts.map(({ placeId }) => placeId)}::bigint[],
      ${counts.map(({ colour }) => colour)}::text[], ${counts.map(({ people }) => people)}::int[])`.execute(
    db,
  );
}

/** When the colours of a programme were counted last. */
export async function findCountedAt(db: Db, programmeId: number): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select counted_at as at from colour_counts_at where programme_id = ${programmeId}`.execute(db);
  return rows[0]?.at ?? null;
}

/** How many people of the scope had which colour then. */
export async function sumColours(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
): Promise<{ colour: CodeColour; people: number }[]> {
  const { rows } = await sql<{ colour: CodeColour; people: number }>`
    select c.colour, sum(c.people)::int as people from colour_counts c join places p on p.id = c.place_id
    where c.programme_id = ${programmeId} and ${inSubtree('p.path', scope)} group by 1`.execute(db);
  return rows;
}

/** The same of each of these parts. */
export async function sumColoursByPart(
  db: Db,
  parts: readonly Part[],
  programmeId: number,
): Promise<UnitColour[]> {
  const { rows } = await sql<UnitColour>`
    select part.id as "placeId", c.colour, sum(c.people)::int as people
    from colour_counts c join places p on p.id = c.place_id
    join ${inPart('p.path', parts)}
    where c.programme_id = ${programmeId} group by 1, 2`.execute(db);
  return rows;
}
