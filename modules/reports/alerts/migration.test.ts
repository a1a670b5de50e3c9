import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';

/** The part of the migration that enters what an installation has by then. */
async function entering(): Promise<string> {
  const file = join(import.meta.dirname, '../migrations/20261130-alerts.sql');
  const [, statement] = /^(insert into alerts [^;]+);/m.exec(await readFile(file, 'utf8')) ?? [];
  if (!statement) throw new Error('The migration enters nothing.');
  return statement;
}

it('makes an open alert of each report that was listed before', async () => {
  const { kit, expedition } = await startExpeditionKit();
  try {
    const send = async (form: string, ...reports: object[]) => {
      const who = await reporter(kit, expedition);
      for (const [basedOn, values] of reports.entries()) {
        const many = form === 'sample' ? {} : { basedOn };
        kit.clock.set(new Date(kit.clock.now().getTime() + 60_000).toISOString());
        await who.send(form, values as never, many);
      }
      return who.person.enrolmentId;
    };
    const takenAt = '2022-01-20T01:00:00.000Z';
    const both = await send('daily', { temperature: 39, cough: true });
    await send('daily', { temperature: 36, cough: false });
    await send('daily', { temperature: 39, cough: true }, { temperature: 36, cough: false });
    const worse = await send(
      'daily',
      { temperature: 36, cough: false },
      { temperature: 39, cough: false },
    );
    const untested = await send('sample', { result: 'untested' });
    await send('sample', { result: 'untested' }, { result: 'negative', takenAt });
    const { pool } = kit.database;
    await pool.query('truncate alerts, alert_steps');
    await pool.query(await entering());
    const { rows } = await pool.query(
      `select a.enrolment_id, a.levels, a.state, a.slot = r.slot and a.day = r.day
         and a.opened_at = r.sent_at and a.since = r.sent_at and a.programme_id = ${expedition.id} as alike
       from alerts a join reports r on r.id = a.report_id order by a.id`,
    );
    const open = { state: 'open', alike: true };
    expect(rows).toEqual([
      { enrolment_id: both, levels: ['fever', 'symptom'], ...open },
      { enrolment_id: worse, levels: ['fever'], ...open },
      { enrolment_id: untested, levels: ['laboratory'], ...open },
    ]);
  } finally {
    await kit.close();
  }
});
