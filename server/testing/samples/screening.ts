import { randomUUID } from 'node:crypto';
import { shutOutProof } from '../../../modules/people/testing.ts';
import type { PlaceRow } from '../../../modules/places/public.ts';
import { addPlace } from '../../../modules/places/public.ts';
import { screening } from '../../../modules/screening/contract.ts';
import { assignScanner, createStaff } from '../../../modules/staff/public.ts';
import { staffRealm } from '../../../platform/scope.ts';
import type { Kit } from '../kit.ts';
import { type Context, reaches } from './context.ts';

/** What the routes of checks are tried with. */
export async function addScreening(context: Context) {
  const { kit, cast, person, add } = context;
  const { enrolmentId } = person.person;
  const checker = await checkerOf(kit, cast.places.station);
  const whoChecked = { owner: checker.personId };
  const checked = () => checkOf(kit, { ...checker, enrolmentId });
  add(screening.site, whoChecked, { params: { siteId: checker.site.id } });
  const way = { code: 'AX1:' };
  const at = { siteId: checker.site.id, way };
  add(screening.look, whoChecked, { body: at });
  const check = () => ({
    ...{ ...at, id: randomUUID(), temperature: 36.5, shown: 'green' as const },
    checkedAt: kit.clock.now().toISOString(),
  });
  add(screening.check, whoChecked, async () => ({ body: check() }));
  add(screening.handIn, 'anybody', async () => {
    const proof = shutOutProof(kit.platform, { personId: checker.personId, realm: staffRealm });
    return { body: { proof, check: check() } };
  });
  add(screening.assistedCode, whoChecked, {
    body: { siteId: checker.site.id, phone: '13900000042' },
  });
  add(screening.assist, whoChecked, {
    body: {
      ...{ siteId: checker.site.id, name: 'Ada Finn' },
      identity: { kind: 'passport', number: 'E12345678' },
    },
  });
  add(screening.records, 'anybody', { body: { placeId: checker.site.id } });
  add(screening.alerts, 'anybody', { query: { state: 'open' } });
  add(screening.record, whoChecked, async () => ({ params: { id: (await checked()).id } }));
  add(screening.printed, whoChecked, async () => {
    await kit.database.pool.query(
      `insert into audit_entries (at, actor_id, action, kind, person_id)
        values ($1, $2, 'check.person_registered', 'changed', $3)`,
      [kit.clock.now(), checker.personId, person.person.personId],
    );
    const { id } = await checkOf(kit, { ...checker, enrolmentId, way: 'assisted' });
    return { params: { id }, query: { lang: 'zh' as const } };
  });
  add(screening.undo, whoChecked, async () => ({
    params: { id: (await checked()).id },
    body: {},
  }));
  add(screening.closeAlert, whoChecked, async () => ({
    params: { id: (await checked()).alertId },
    body: { note: 'Measured again' },
  }));
  add(
    screening.managed,
    { at: cast.places.station, fromBelow: true },
    {
      body: { programmeId: context.programme.id },
    },
  );
  add(screening.managedCheck, { at: checker.site }, async () => ({
    params: { id: (await checked()).id },
  }));
  add(screening.personChecks, reaches(context).unit, { params: { enrolmentId } });
  addExports(context);
  return checker;
}

/** Files of checks are those of whoever asked for them. */
function addExports({ programme, add, kit, cast }: Context): void {
  const whoExports = { owner: cast.ada.personId };
  const made = async () => {
    const browser = await kit.as(cast.ada);
    const body = { programmeId: programme.id, format: 'csv' as const, lang: 'en' as const };
    return { params: { id: (await browser.get(screening.startExport, { body })).id } };
  };
  add(
    screening.startExport,
    { at: cast.places.station, fromBelow: true },
    {
      body: { programmeId: programme.id, format: 'csv', lang: 'en' },
    },
  );
  add(screening.exportProgress, whoExports, made);
  add(screening.exportFile, whoExports, made);
  add(screening.cancelExport, whoExports, async () => ({ ...(await made()), body: {} }));
}

type Someone = { personId: string };

/** Who checks people at another site, and sees all checks there. */
async function checkerOf(kit: Kit, station: PlaceRow): Promise<Someone & { site: PlaceRow }> {
  return kit.platform.transaction(null, async (tx) => {
    const site = await addPlace(tx, {
      ...{ parentId: station.id, kind: 'site', code: 'pier', zh: '码头', en: 'Pier' },
    });
    const { personId } = await createStaff(tx, { username: 'checker', name: 'Checker' });
    await assignScanner(tx, { personId, siteId: site.id, level: 'intermediate', superior: null });
    return { personId, site };
  });
}

type Checked = Someone & { site: PlaceRow; enrolmentId: number; way?: 'code' | 'assisted' };

/** A check that has just been made, with a temperature that somebody has to look after. */
async function checkOf(
  { database: { pool }, clock }: Kit,
  { personId, site, enrolmentId, way = 'code' }: Checked,
): Promise<{ id: string; alertId: number }> {
  const id = randomUUID();
  await pool.query(
    `insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at,
        temperature, shown, colour, delete_on)
      values ($1, $2, $3, $4, $6, $5, $5, 38.5, 'green', 'green', $5::timestamptz + '28 days')`,
    [id, enrolmentId, site.id, personId, clock.now(), way],
  );
  const { rows } = await pool.query<{ id: number }>(
    'insert into fever_alerts (check_id, site_id, opened_at) values ($1, $2, $3) returning id',
    [id, site.id, clock.now()],
  );
  return { id, alertId: rows[0]?.id ?? 0 };
}
