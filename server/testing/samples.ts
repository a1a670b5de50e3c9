import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { penguins } from '../../forms/testing/penguins.ts';
import { listGrantsOf } from '../../modules/access/public.ts';
import { codes } from '../../modules/codes/contract.ts';
import { oversight } from '../../modules/oversight/contract.ts';
import { people } from '../../modules/people/contract.ts';
import { startSession } from '../../modules/people/public.ts';
import { places } from '../../modules/places/contract.ts';
import { addPlace, type PlaceRow } from '../../modules/places/public.ts';
import { programmes } from '../../modules/programmes/contract.ts';
import { createProgramme, type Programme } from '../../modules/programmes/public.ts';
import { reports } from '../../modules/reports/contract.ts';
import { screening } from '../../modules/screening/contract.ts';
import { staff } from '../../modules/staff/contract.ts';
import { assignScanner, createStaff } from '../../modules/staff/public.ts';
import type { Endpoint } from '../../platform/contract.ts';
import type { Input } from '../browser.ts';
import { type Cast, enrol, weighInDays } from './cast.ts';
import { type Reporter, reporter } from './expedition.ts';
import type { Kit } from './kit.ts';
import { choicesWith, csvOf, importRoster, rosterRow, upload } from './roster.ts';
import { sportsDay } from './sports-day.ts';

type Placed = Endpoint & { module: string; url: string };

/** Whom a real object lets at it. */
type Reach =
  /** Staff whose scope covers the place; with `fromBelow`, also those who have a part of it. */
  | { at: PlaceRow; fromBelow?: true }
  /** The person whose it is. */
  | { owner: string }
  /** Everybody whom the route lets in. */
  | 'anybody';

/** What a route is tried with: real objects, each time anew where the route uses them up. */
export type Sample = { input(): Promise<Input<Endpoint>>; reach: Reach };

/** A route's name in tests. */
export const nameOf = ({ method, url }: Placed): string => `${method} ${url}`;

/** What in an address, a query or a body names an object. */
const references = ['programmeId', 'placeId', 'parentId', 'siteId', 'enrolmentIds'];

/** What a schema names. */
export const namesIn = (schema: unknown): string[] =>
  Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});

/** Whether a route addresses an object, so that it matters whose it is. */
export function addressesObject({ params, query, body }: Endpoint): boolean {
  const given = [...namesIn(query), ...namesIn(body)];
  return namesIn(params).length > 0 || given.some((name) => references.includes(name));
}

/** The objects that the routes of this product address, all of one organisation. */
export async function realObjects(kit: Kit, cast: Cast, programme: Programme) {
  const { station, north } = cast.places;
  const person = await reporter(kit, programme);
  const photo = await photoOf(person);
  const hire = (username: string) =>
    kit.platform.transaction(null, (tx) =>
      createStaff(tx, { username, name: 'Sam', role: 'reader', placeId: north.id }),
    );
  const member = await hire('sample');
  const otto = await kit.as(cast.otto);
  const rows = [rosterRow({ 'Ring number': 'P0800' }), rosterRow({ Group: 'seals' })];
  const roster = await importRoster(kit, otto, cast.programme.id, csvOf(rows));
  const samples = new Map<string, Sample>();

  function add<E extends Placed>(
    endpoint: E,
    reach: Reach,
    input: Input<E> | (() => Promise<Input<E>>),
  ): void {
    const make = typeof input === 'function' ? input : async () => input;
    samples.set(nameOf(endpoint), { reach, input: make as Sample['input'] });
  }

  const { enrolmentId, personId } = person.person;
  const day = '2022-01-20';
  const [whole, part, unit] = [
    { at: station },
    { at: station, fromBelow: true },
    { at: north },
  ] as const;
  const ofForm = { programmeId: programme.id, form: 'daily' };
  const ofSheet = { format: 'csv', lang: 'en' } as const;
  add(reports.completion, part, { query: { ...ofForm, day } });
  add(reports.trend, part, { query: { ...ofForm, from: day, to: day } });
  add(reports.missing, part, { body: { ...ofForm, day, kind: 'missing' } });
  add(reports.exportMissing, part, { query: { ...ofForm, ...ofSheet, day, kind: 'missing' } });
  add(reports.alerts, part, { body: { programmeId: programme.id, from: day, to: day } });
  add(reports.alertCount, part, { query: { programmeId: programme.id } });
  const alert = { params: { id: await alertOf(kit, person) } };
  add(reports.alert, unit, alert);
  add(reports.takeAlert, unit, { ...alert, body: {} });
  add(reports.returnAlert, unit, { ...alert, body: {} });
  add(reports.noteAlert, unit, { ...alert, body: { note: 'Phoned' } });
  add(reports.closeAlert, unit, { ...alert, body: { note: 'Phoned', seen: 1 } });
  add(reports.reopenAlert, unit, { ...alert, body: {} });
  add(reports.export, part, { query: { ...ofForm, ...ofSheet, from: day, to: day } });
  add(reports.remind, part, { body: ofForm });
  add(reports.person, unit, { params: { enrolmentId } });
  add(reports.personPhoto, unit, { params: { enrolmentId, id: photo } });
  add(reports.photo, { owner: personId }, { params: { id: photo } });
  add(reports.mine, 'anybody', { params: { form: 'daily' } });
  add(reports.days, 'anybody', { query: { from: day, to: day } });
  add(reports.summaryPdf, 'anybody', { query: { lang: 'en' } });

  add(codes.mine, 'anybody', {});
  add(codes.person, unit, { params: { enrolmentId }, query: {} });
  add(codes.orders, part, { body: { programmeId: programme.id } });
  add(codes.orderCount, part, { query: { programmeId: programme.id } });
  const why = { reason: 'Seen', evidence: 'Record 7' };
  add(codes.proposeOrder, unit, { body: { enrolmentId, rule: 'none', ...why } });
  const order = { params: { id: await orderOf(kit, cast, person) } };
  add(codes.proposeEnd, unit, { ...order, body: why });
  add(codes.approveOrder, unit, order);
  add(codes.refuseOrder, unit, { ...order, body: { note: 'No such record' } });
  add(codes.withdrawOrder, unit, order);
  const appeal = {
    params: { id: await appealOf(kit, person) },
    body: { answer: 'Measured again' },
  };
  add(codes.appeals, part, { body: { programmeId: programme.id } });
  add(codes.appealCount, part, { query: { programmeId: programme.id } });
  add(codes.acceptAppeal, unit, appeal);
  add(codes.refuseAppeal, unit, appeal);

  // Every export is an entry by itself: these stay as they are.
  const ofTrail = { ...ofSheet, action: 'place.renamed' };
  add(oversight.exportAudit, 'anybody', { query: ofTrail });

  const { id } = cast.programme;
  const params = { id, importId: roster.id };
  const file = { name: 'roster.csv', mime: 'text/csv', data: csvOf(rows) };
  add(programmes.publicProgramme, 'anybody', { params: { code: programme.code } });
  add(programmes.roster, part, { params: { id }, body: {} });
  add(programmes.rosterExport, part, { params: { id }, query: ofSheet });
  const handing = await handingOut(kit, station.id);
  add(programmes.initialPasswords, part, { params: { id: handing.id }, query: ofSheet });
  const fields = { card: 'P0810', name: 'Percy', birthDate: '1990-01-02', group: 'emperors' };
  const typed = { fields: { ...fields, 'attribute:visitor': 'no' }, placeId: north.id };
  add(programmes.enrolPerson, unit, async () => {
    const given = { ...typed.fields, card: `P${String(nextCard++)}` };
    return { params: { id }, body: { ...typed, fields: given, namesake: true } };
  });
  add(programmes.enrolledPerson, unit, { params: { id: programme.id, enrolmentId } });
  const revision = async () => {
    const { rows } = await kit.database.pool.query<{ updated_at: Date }>(
      'select updated_at from enrolments where id = $1',
      [enrolmentId],
    );
    return rows[0]?.updated_at.toISOString() ?? '';
  };
  add(programmes.changePerson, unit, async () => ({
    params: { id: programme.id, enrolmentId },
    body: {
      fields: { name: 'Percy', group: 'emperors', 'attribute:visitor': 'no' },
      placeId: north.id,
      revision: await revision(),
    },
  }));
  add(programmes.withdrawPerson, unit, async () => {
    const { enrolmentId, personId: _ } = await enrol(kit, programme);
    const { rows } = await kit.database.pool.query<{ updated_at: Date }>(
      'select updated_at from enrolments where id = $1',
      [enrolmentId],
    );
    return {
      params: { id: programme.id, enrolmentId },
      body: { revision: rows[0]?.updated_at.toISOString() ?? '', reason: 'Went home' },
    };
  });
  add(programmes.rosterTemplate, whole, { params: { id }, query: ofSheet });
  add(codes.printed, unit, { params: { enrolmentId }, query: { lang: 'en' } });
  add(codes.revokePrinted, unit, { params: { enrolmentId }, body: { reason: 'A sample' } });
  add(codes.ownPrinted, 'anybody', { query: { lang: 'en' } });
  add(codes.recall, whole, { body: { programmeId: programme.id, reason: 'A sample' } });
  add(programmes.startImport, whole, { params: { id }, file });
  add(programmes.imports, whole, { params: { id } });
  add(programmes.import, whole, { params });
  const waiting = await upload(kit, otto, id, csvOf(rows));
  const again = async () => {
    await kit.database.pool.query(
      "update roster_imports set state = 'checked', choices_version = 0 where id = $1",
      [waiting.id],
    );
    return { id, importId: waiting.id };
  };
  add(programmes.chooseReading, whole, async () => ({
    params: await again(),
    body: await choicesWith(otto, id, waiting.id, {}),
  }));
  add(programmes.importProblems, whole, { params, query: {} });
  add(programmes.discardImport, whole, async () => ({ params: await again() }));
  add(programmes.confirmImport, whole, { params, body: { version: 0 } });
  add(programmes.refusedRows, whole, { params });
  add(programmes.absent, whole, { params, query: {} });
  add(programmes.withdrawAbsent, whole, { params, body: { expected: 999 } });
  const reset = {
    apps: ['portal' as const],
    reason: 'Seen in person',
    checkedInPerson: true as const,
  };
  add(programmes.resetPerson, unit, {
    params: { id: programme.id, enrolmentId },
    body: reset,
  });
  const copied = { template: 'games', code: 'copied', startsOn: day, endsOn: day };
  add(programmes.create, unit, { body: { ...copied, identity: sportsDay, placeId: north.id } });
  add(programmes.identity, whole, { params: { id } });
  add(reports.daysEffect, whole, {
    query: { programmeId: id, startsOn: '2022-01-05', endsOn: '2022-03-31' },
  });
  add(programmes.changeIdentity, whole, {
    params: { id },
    body: { version: 999, identity: sportsDay },
  });

  const names = { nameZh: '北部群', nameEn: 'North Colony' };
  add(places.get, unit, { params: { id: north.id } });
  add(places.setDisabled, unit, { params: { id: north.id }, body: { disabled: false } });
  add(places.rename, unit, { params: { id: north.id }, body: names });
  add(places.create, unit, {
    body: { ...names, parentId: north.id, kind: 'organisation', code: 'nest' },
  });

  const who = { personId: member.personId };
  const role = { role: 'reader', placeId: north.id };
  add(staff.add, unit, { body: { ...role, username: 'another', name: 'Anna' } });
  add(staff.change, unit, { params: who, body: { disabled: false } });
  add(staff.reset, unit, { params: who, body: { reason: 'Asked for it' } });
  add(staff.grantRole, unit, { params: who, body: role });
  add(staff.revokeRole, unit, async () => {
    const { personId } = await hire(`sample-${randomUUID()}`);
    const [grant] = await listGrantsOf(kit.platform.db, personId);
    return { params: { personId, grantId: grant?.id ?? 0 } };
  });
  const { gate, scannerId, otherId } = await gateOf(kit, station, [
    await hire('sample-scanner'),
    await hire('other-scanner'),
  ]);
  const atGate = { at: gate };
  const siteParams = { params: { siteId: gate.id } };
  add(staff.site, atGate, siteParams);
  add(staff.siteEffect, atGate, siteParams);
  add(staff.addSite, atGate, { body: { ...names, parentId: gate.id } });
  add(staff.changeSite, atGate, { ...siteParams, body: names });
  add(staff.switchSite, atGate, { ...siteParams, body: { disabled: false } });
  const scanner = { params: { scannerId } };
  add(staff.scanner, atGate, scanner);
  add(staff.changeScanner, atGate, { ...scanner, body: { remark: 'North side' } });
  add(staff.scannerPassword, atGate, { ...scanner, body: {} });
  add(staff.scanners, 'anybody', { body: { siteId: gate.id } });
  const identity = { kind: 'passport' as const, number: 'E12345678' };
  add(staff.findScanner, atGate, { body: { siteId: gate.id, identity } });
  const added = { siteId: gate.id, level: 'senior' as const, name: 'Sam' };
  add(staff.addScanner, atGate, async () => ({
    body: { ...added, identity: { ...identity, number: nextDocument() }, phone: nextPhone() },
  }));
  add(staff.switchScanner, atGate, { ...scanner, body: { what: 'self', disabled: false } });
  add(staff.replaceScanner, atGate, { ...scanner, body: { replacementId: otherId } });
  const checker = await checkerOf(kit, station);
  const whoChecked = { owner: checker.personId };
  const checked = () => checkOf(kit, { ...checker, enrolmentId });
  add(screening.site, whoChecked, { params: { siteId: checker.site.id } });
  const way = { code: 'AX1:' };
  const at = { siteId: checker.site.id, way };
  add(screening.look, whoChecked, { body: at });
  add(screening.check, whoChecked, async () => ({
    body: {
      ...{ ...at, id: randomUUID(), temperature: 36.5, shown: 'green' as const },
      checkedAt: kit.clock.now().toISOString(),
    },
  }));
  add(screening.records, 'anybody', { body: { placeId: gate.id } });
  add(screening.alerts, 'anybody', { query: { state: 'open' } });
  add(screening.record, whoChecked, async () => ({ params: { id: (await checked()).id } }));
  add(screening.undo, whoChecked, async () => ({
    params: { id: (await checked()).id },
    body: {},
  }));
  add(screening.closeAlert, whoChecked, async () => ({
    params: { id: (await checked()).alertId },
    body: { note: 'Measured again' },
  }));
  add(people.endSession, { owner: personId }, async () => {
    const { realm } = programme;
    const session = { personId, realm, app: 'portal' as const };
    return { params: await startSession(kit.platform.db, kit.clock.now(), session) };
  });

  return { samples, person, checker };
}

let count = 0;
const nextDocument = () => `X${String(++count).padStart(8, '0')}`;
const nextPhone = () => `138${String(++count).padStart(8, '0')}`;

type Someone = { personId: string };

/** A site with two scanners, neither of whom can take the other's place. */
async function gateOf(kit: Kit, station: PlaceRow, [one, other]: [Someone, Someone]) {
  return kit.platform.transaction(null, async (tx) => {
    const gate = await addPlace(tx, {
      ...{ parentId: station.id, kind: 'site', code: 'gate', zh: '大门', en: 'Gate' },
    });
    const assign = ({ personId }: Someone) =>
      assignScanner(tx, { personId, siteId: gate.id, level: 'intermediate', superior: null });
    return { gate, scannerId: await assign(one), otherId: await assign(other) };
  });
}

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

type Checked = Someone & { site: PlaceRow; enrolmentId: number };

/** A check that has just been made, with a temperature that somebody has to look after. */
async function checkOf(
  { database: { pool }, clock }: Kit,
  { personId, site, enrolmentId }: Checked,
): Promise<{ id: string; alertId: number }> {
  const id = randomUUID();
  await pool.query(
    `insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at,
        temperature, shown, colour, delete_on)
      values ($1, $2, $3, $4, 'code', $5, $5, 38.5, 'green', 'green', $5::timestamptz + '28 days')`,
    [id, enrolmentId, site.id, personId, clock.now()],
  );
  const { rows } = await pool.query<{ id: number }>(
    'insert into fever_alerts (check_id, site_id, opened_at) values ($1, $2, $3) returning id',
    [id, site.id, clock.now()],
  );
  return { id, alertId: rows[0]?.id ?? 0 };
}

async function alertOf(kit: Kit, { person, send }: Reporter): Promise<number> {
  await send('daily', { temperature: 39, cough: false });
  const { rows } = await kit.database.pool.query<{ id: number }>(
    'select id from alerts where enrolment_id = $1',
    [person.enrolmentId],
  );
  return rows[0]?.id ?? 0;
}

/** Something that waits for approval, in a programme that has no such rule. */
async function orderOf(kit: Kit, cast: Cast, { person }: Reporter): Promise<string> {
  const { rows } = await kit.database.pool.query<{ id: string }>(
    `insert into code_orders (id, enrolment_id, programme_id, rule, place_id, reason, evidence,
       proposed_by, proposed_at)
     select gen_random_uuid(), e.id, e.programme_id, 'none', e.place_id, 'Seen', 'Record 7', $2, $3
     from enrolments e where e.id = $1 returning id`,
    [person.enrolmentId, cast.otto.personId, kit.clock.now()],
  );
  return rows[0]?.id ?? '';
}

/** Somebody's appeal, in a programme that gives no colours; its ledger has one entry for it. */
async function appealOf(kit: Kit, { person }: Reporter): Promise<number> {
  const { rows } = await kit.database.pool.query<{ id: number }>(
    `with state as (
       insert into code_states (enrolment_id, programme_id, programme_version, facts, last, timeline,
         quiet, evaluated_at, entries, head, seal)
       select e.id, e.programme_id, 1, '{"causes": [], "measured": []}', '{}', '[]', false, $2, 0, '', '' from enrolments e
       where e.id = $1 returning enrolment_id
     ), entry as (
       insert into code_ledger (enrolment_id, number, recorded_at, commitment, hash)
       select enrolment_id, 1, $2, '', '' from state returning enrolment_id, number
     )
     insert into code_appeals (enrolment_id, programme_id, entry, rule, cause_kind, cause_id, words,
       written_at, place_id, due_at)
     select e.id, e.programme_id, n.number, 'none', 'report', 'none', 'No', $2, e.place_id, $2
     from entry n join enrolments e on e.id = n.enrolment_id returning id`,
    [person.enrolmentId, kit.clock.now()],
  );
  return rows[0]?.id ?? 0;
}

/** A programme whose initial passwords are handed out. */
function handingOut(kit: Kit, placeId: number): Promise<Programme> {
  const { signIn } = penguins;
  const ways = signIn.ways.map((way) =>
    way.type === 'card' ? { ...way, initialPassword: 'random' as const } : way,
  );
  const content = { ...penguins, signIn: { ...signIn, ways } };
  const wanted = { content, code: 'handing-out', place: { id: placeId }, ...weighInDays };
  return kit.platform.transaction(null, (tx) => createProgramme(tx, wanted));
}

let nextCard = 8100;

async function photoOf({ browser, send }: Reporter): Promise<string> {
  const background = '#c9c2b0';
  const data = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const file = { name: 'page.jpg', mime: 'image/jpeg', data };
  const { id } = await browser.get(reports.addPhoto, { file });
  const { status } = await send('papers', { pages: [id] });
  if (status !== 200) throw new Error('The photo was not taken.');
  return id;
}
