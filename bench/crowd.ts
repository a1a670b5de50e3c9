import type pg from 'pg';
import { addDays, dayOf } from '../forms/days.ts';
import { addPlace } from '../modules/places/public.ts';
import { createProgramme } from '../modules/programmes/public.ts';
import type { Platform } from '../platform/platform.ts';
import { games } from '../templates/games.ts';

/** How many days up to today are due for everybody: enough for a small crowd to go on reporting. */
export const daysBack = 600;
const unitSize = 500;

/** The session's token of the person with this number, as the load generator writes it. */
export function crowdToken(person: number | string): string {
  return `bench-${person}`;
}

/**
 * Fills an empty installation with so many invented people, each signed in and with the declaration made, in
 * SQL; a full one is put back to where nobody has reported.
 */
export async function gatherCrowd(
  { platform, pool }: { platform: Platform; pool: pg.Pool },
  people: number,
): Promise<void> {
  const today = dayOf(platform.clock.now(), games.zone);
  const { rows } = await pool.query<{ people: number }>(
    'select count(*)::int as people from enrolments',
  );
  if (rows[0]?.people !== people) {
    const started = performance.now();
    const { programmeId, placeIds } = await makeProgramme(platform, people, today);
    await addPeople(pool, { programmeId, placeIds, people, today });
    console.log(`  made ${people} people in ${Math.round((performance.now() - started) / 1000)} s`);
  }
  await pool.query('truncate reports, alerts, alert_steps, report_counts, count_changes');
  await pool.query("update sessions set seen_at = now(), expires_at = now() + interval '1 day'");
  await pool.query('vacuum (analyze)');
}

function makeProgramme(platform: Platform, people: number, today: string) {
  return platform.transaction(null, async (tx) => {
    const root = await addPlace(tx, {
      parentId: null,
      kind: 'organisation',
      code: 'bench',
      zh: '测量',
      en: 'Bench',
    });
    const { id, placeId } = await createProgramme(tx, {
      content: games,
      code: games.code,
      place: { id: root.id },
      startsOn: addDays(today, 1 - daysBack),
      endsOn: addDays(today, 30),
    });
    const placeIds: number[] = [];
    for (let unit = 0; unit < Math.max(10, people / unitSize); unit += 1) {
      const code = `unit-${unit}`;
      const place = { parentId: placeId, kind: 'organisation' as const, code, zh: code, en: code };
      placeIds.push((await addPlace(tx, place)).id);
    }
    return { programmeId: id, placeIds };
  });
}

type Crowd = { programmeId: number; placeIds: number[]; people: number; today: string };

async function addPeople(
  pool: pg.Pool,
  { programmeId, placeIds, people, today }: Crowd,
): Promise<void> {
  const client = await pool.connect();
  const from = addDays(today, 1 - daysBack);
  const to = addDays(today, 30);
  try {
    await client.query('begin');
    await client.query(
      `create temp table crowd on commit drop as
       select n, gen_random_uuid() as person_id from generate_series(1, ${people}) n`,
    );
    await client.query(
      "insert into persons (id, name, created_at) select person_id, 'Bench ' || n, now() from crowd",
    );
    await client.query(
      'insert into memberships (person_id, realm) select person_id, $1 from crowd',
      [games.code],
    );
    await client.query(
      `insert into identifiers (realm, kind, lookup, person_id)
       select $1, 'card', lpad(n::text, 7, '0'), person_id from crowd`,
      [games.code],
    );
    await client.query(
      `insert into sessions (id, token_hash, person_id, realm, app, must_finish, agent, created_at,
         seen_at, expires_at)
       select gen_random_uuid(), sha256(convert_to('${crowdToken('')}' || n, 'UTF8')), person_id, $1,
         'portal', false, '', now(), now(), now() + interval '1 day' from crowd`,
      [games.code],
    );
    await client.query(
      `insert into declarations (programme_id, person_id, app, version, declared_at)
       select $1, person_id, 'portal', $2, now() from crowd`,
      [programmeId, games.declaration?.version],
    );
    await client.query(
      `insert into enrolments (programme_id, person_id, place_id, group_code, attributes, starts_on,
         words, name_order, updated_at)
       select $1, person_id, ($2::bigint[])[1 + n % $3], ($4::text[])[1 + n % 7],
         '{"overseas": false}', $5, to_tsvector('simple', 'bench ' || n), name_order('bench ' || n), now() from crowd`,
      [programmeId, placeIds, placeIds.length, games.groups.map(({ code }) => code), from],
    );
    await client.query(
      `insert into reporting_periods (enrolment_id, programme_id, person_id, person, place_id, group_code,
         due_from, due_to, declared)
       select id, programme_id, person_id, jsonb_build_object('group', group_code, 'attributes',
         attributes, 'from', starts_on, 'to', null, 'withdrawnOn', null),
         place_id, group_code, $2, $3, jsonb_build_object('portal', $4::int) from enrolments
       where programme_id = $1`,
      [programmeId, from, to, games.declaration?.version],
    );
    await client.query(
      `insert into due_changes (programme_id, place_id, group_code, day, change)
       select programme_id, place_id, group_code, due_from, count(*) from reporting_periods group by 1, 2, 3, 4
       union all
       select programme_id, place_id, group_code, due_to + 1, -count(*) from reporting_periods
       group by 1, 2, 3, 4`,
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}
