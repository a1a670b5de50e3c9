/** What the console is measured with: residents with names as people have them, and any number of checks. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { currentProgramme, type Programme } from '../modules/programmes/public.ts';
import { openPool, patientWaits } from '../platform/pool.ts';
import {
  addDocuments,
  addPeople,
  inParts,
  makePlaces,
  makeRegion,
  type Parts,
  partSize,
  timed,
  unchecked,
} from './residents.ts';

/** Days over which checks are spread: as long as they are kept. */
export const days = 28;
/** Every twelfth, every hundredth, and one of a hundred thousand. */
export const surnames = { commonest: '王', middling: '贺', rare: '亓' };

const others =
  '李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎';
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文斌鑫宇浩然子涵欣怡';

const charOf = (text: string, by: string) => `substr('${text}', 1 + (${by}) % ${text.length}, 1)`;
/** By sevenths: places are given people in turns, and every one has some of each name. */
const name = `(case
  when n % 100000 = 7 then '${surnames.rare}'
  when n / 7 % 100 = 3 then '${surnames.middling}'
  when n / 7 % 12 = 0 then '${surnames.commonest}'
  else ${charOf(others, 'n * 31 / 7')} end
  || ${charOf(given, 'n * 17 / 5')}
  || case when n % 3 = 0 then '' else ${charOf(given, 'n / 41')} end)`;

/** A Chinese name is found from each of its characters on. */
const words = (column: string) =>
  `concat_ws(' ', ${column}, substr(${column}, 2), substr(${column}, 3))`;

/** Fills an empty installation, or keeps what an earlier run made; says how long each part took. */
export async function gatherForConsole(
  { platform, owner, dataDir }: Parts,
  { people, records }: { people: number; records: number },
): Promise<Programme> {
  const { rows } = await sql<{ id: number }>`select id from programmes limit 1`.execute(
    platform.db,
  );
  const filled = join(dataDir, 'filled');
  if (rows[0] && existsSync(filled)) return currentProgramme(platform, rows[0].id);
  if (rows[0]) throw new Error(`An earlier run was broken off. Please delete ${dataDir}.`);
  const programme = await makeRegion(platform);
  const areas = await makePlaces(platform, programme, people);
  const pool = openPool({ ...owner, max: 2 }, patientWaits, unchecked);
  try {
    await timed(`${people} people`, () =>
      addPeople(pool, programme, areas, people, { name, words }),
    );
    await timed('their documents', () => addDocuments(platform, pool, programme, people));
    await timed(`${records} checks`, () => addChecks(pool, records));
    await timed('statistics', () => pool.query('vacuum (analyze)'));
  } finally {
    await pool.end();
  }
  writeFileSync(filled, '');
  return programme;
}

/**
 * Checks in the order in which they came, now and then one that is notable. Their indexes are made afterwards,
 * which takes a fraction of the time.
 */
async function addChecks(pool: pg.Pool, records: number): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(c.oid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'checks'::regclass and not i.indisprimary and not i.indisunique`,
  );
  for (const { name: index } of rows) await pool.query(`drop index ${index}`);
  await inParts(records, partSize, (from, to) =>
    pool.query(
      `with s as (select array_agg(site_id order by id) as sites,
         array_agg(person_id order by id) as people, count(*)::int as n from scanners),
       e as (select min(id) as first, count(*)::bigint as n from enrolments)
       insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at,
         temperature, shown, colour, conflict, undone_at, delete_on)
       select gen_random_uuid(), e.first + i.n * 7919 % e.n, s.sites[1 + r.n % s.n],
         s.people[1 + r.n % s.n], 'code', t.at, t.at,
         case when r.n % 211 = 0 then 38.1 else 36 + (r.n % 10) / 10.0 end, 'green',
         case when r.n % 30 = 1 then 'grey' when r.n % 200 = 2 then 'yellow'
           when r.n % 500 = 3 then 'red' else 'green' end,
         case when r.n % 1000 = 5 then 'site_closed' end,
         case when r.n % 400 = 6 then t.at + interval '3 minutes' end,
         current_date + ${days}
       from generate_series($1::bigint, $2::bigint) as i (n), s, e,
         lateral (select abs(hashint8(i.n)::bigint) as n) r,
         lateral (select now() - make_interval(secs => ${days} * 86400.0 * ($3 - i.n) / $3) as at) t`,
      [from, to, records],
    ),
  );
  for (const { definition } of rows) await pool.query(definition);
}
