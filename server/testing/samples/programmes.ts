import { penguins } from '../../../forms/testing/penguins.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { Programme } from '../../../modules/programmes/public.ts';
import { createProgramme } from '../../../modules/programmes/public.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { enrol, weighInDays } from '../cast.ts';
import type { Kit } from '../kit.ts';
import { choicesWith, csvOf, importRoster, rosterRow, upload } from '../roster.ts';
import { sportsDay } from '../sports-day.ts';
import { type Context, day, ofSheet, reaches } from './context.ts';

/** What the routes of programmes are tried with. */
export async function addProgrammes(context: Context) {
  const { kit, cast, programme, person, add } = context;
  const { station, north } = cast.places;
  const { whole, part, unit } = reaches(context);
  const { enrolmentId } = person.person;
  const otto = await kit.as(cast.otto);
  const rows = [rosterRow({ 'Ring number': 'P0800' }), rosterRow({ Group: 'seals' })];
  const roster = await importRoster(kit, otto, cast.programme.id, csvOf(rows));
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
