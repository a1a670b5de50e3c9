import { sql } from 'kysely';
import type pg from 'pg';
import { onReports } from '../modules/reports/public.ts';
import { arrayOf } from '../platform/prepared.ts';

/** An invented module to the right of `reports`: it keeps one row for each person, and reads it first. */

type Tally = { id: number; reports: number; streak: number };

export async function makeTally(pool: pg.Pool): Promise<void> {
  await pool.query('drop table if exists bench_tally');
  await pool.query(
    `create table bench_tally (id bigint primary key, reports int not null, streak int not null,
       last_day date) with (fillfactor = 70)`,
  );
  await pool.query('insert into bench_tally select id, 0, 0, null from enrolments');
  await pool.query('grant select, update on bench_tally to public');
  await pool.query('vacuum (analyze) bench_tally');
}

/** What it writes depends on what it read, as with most that such a module would do. */
export const tallyHandler = onReports(
  () => ['daily'],
  async (tx, items) => {
    const ids = arrayOf(items.map(({ enrolmentId }) => enrolmentId));
    const { rows } = await sql<Tally>`/* prepared: bench.read */
      select t.* from unnest(${ids}::bigint[]) i (id)
      cross join lateral (
        select id, reports, streak from bench_tally where id = i.id limit 1) t`.execute(tx.db);
    const before = new Map(rows.map((row) => [row.id, row]));
    const after = items.map(({ enrolmentId, day, alerts }) => {
      const { reports = 0, streak = 0 } = before.get(enrolmentId) ?? {};
      return { reports: reports + 1, streak: alerts.length > 0 ? 0 : streak + 1, day };
    });
    await tx.send(
      sql`/* prepared: bench.write */
        update bench_tally t set reports = i.reports, streak = i.streak, last_day = i.day
        from unnest(${ids}::bigint[], ${arrayOf(after.map(({ reports }) => reports))}::int[],
          ${arrayOf(after.map(({ streak }) => streak))}::int[],
          ${arrayOf(after.map(({ day }) => day))}::date[]) as i (id, reports, streak, day)
        where t.id = i.id`.compile(tx.db),
    );
  },
);

/** One row for each person who reported, and as many reports in it as there are. */
export async function checkTally(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ rows: number; tallied: number }>(
    `select (select count(*)::int from reports) as rows,
       (select sum(reports)::int from bench_tally) as tallied`,
  );
  if (rows[0]?.rows !== rows[0]?.tallied) throw new Error(`Tallied wrong: ${JSON.stringify(rows)}`);
}
