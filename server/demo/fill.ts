import type { Pool } from 'pg';
import { addDays, dayOf } from '../../forms/days.ts';
import { countColoursJob } from '../../modules/codes/public.ts';
import { addAccount, hashAnswer, hashSecret, staffRealm } from '../../modules/people/public.ts';
import { addPlace, ensureOrganisations } from '../../modules/places/public.ts';
import {
  createProgramme,
  enrolPeople,
  listProgrammes,
  programmeByCode,
  type RosterEntry,
} from '../../modules/programmes/public.ts';
import { createStaff } from '../../modules/staff/public.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { systemScope } from '../../platform/scope.ts';
import { games } from '../../templates/games.ts';
import type { Parts } from '../compose.ts';
import { giveFeedback } from './feedback.ts';
import { type Enrolled, historyDays, liveThroughDays } from './history.ts';
import {
  type DemoPerson,
  demoAnswers,
  demoPassword,
  demoStaff,
  demoUnits,
  inventedPeople,
  namedPeople,
} from './people.ts';
import { addRegion, demoOfficers, enrolResidents } from './region.ts';
import { liveAsResidents } from './residents-history.ts';

const crowd = 275;

/**
 * Fills a demo: its programmes, staff, people, and what they reported up to now. Goes on where a
 * killed start left off: each step finds what is there already.
 */
export async function fillDemo(parts: Parts, platform: Platform): Promise<void> {
  const { pool } = parts.database;
  const { rows } = await pool.query<{ filled: boolean }>(
    'select demo_filled as filled from installation',
  );
  if (rows[0]?.filled) return;
  const today = dayOf(parts.clock.now(), games.zone);
  const passwordHash = await hashSecret(demoPassword);
  if ((await listProgrammes(platform.db)).length === 0) {
    await platform.transaction(null, async (tx) => {
      const { placeId, rootId } = await addProgramme(tx, today);
      const [unit] = await addUnits(tx, placeId);
      await addStaff(tx, passwordHash, { root: rootId, programme: placeId, unit: unit as number });
      await addRegion(tx, { parentId: rootId, today, passwordHash });
    });
  }
  const people = await enrolAll(platform, passwordHash, today);
  const { id: programmeId, realm } = await programmeByCode(platform, games.code);
  const staff = await personIds(
    pool,
    demoStaff.filter(({ role }) => role !== 'reader').map(({ username }) => username),
  );
  await liveThroughDays(parts, { programmeId, realm, zone: games.zone, staff }, people);
  const region = await fillRegion(parts, platform, passwordHash);
  await giveFeedback(parts, { ...region, ...(await whoGivesFeedback(pool, realm, people)) });
  await pool.query('update installation set demo_filled = true');
}

async function fillRegion(parts: Parts, platform: Platform, passwordHash: string) {
  const { pool } = parts.database;
  const { programme, residents } = await enrolResidents(platform, passwordHash);
  const [one, other] = await personIds(
    pool,
    demoOfficers.map(({ username }) => username),
  );
  const [scanner] = await personIds(pool, ['scanner']);
  const { rows } = await pool.query<{ id: number }>(
    "select id from places where code = 'north-gate'",
  );
  if (!one || !other || !scanner || !rows[0]) throw new Error('The demo lacks who works there.');
  const workers = {
    officers: [one, other] as [string, string],
    scanner: { personId: scanner, siteId: rows[0].id },
  };
  await liveAsResidents(parts, programme, workers, residents);
  await countColoursJob.handle(platform, {});
  const { realm } = programme;
  return {
    residents: residents.map(({ personId }) => ({ personId, realm })),
    scanner: workers.scanner,
  };
}

/** Of somebody who is named on `/demo`. */
const feedbackCard = '1096046';

async function whoGivesFeedback(pool: Pool, realm: string, people: Enrolled[]) {
  const [administrator, organiser] = await personIds(pool, ['admin', 'organiser']);
  if (!administrator || !organiser) throw new Error('The demo lacks its staff.');
  // Somebody whom one can sign in as has an answer.
  const named = people.filter(({ card }) => card === feedbackCard);
  const participants = [...named, ...people.filter(({ use }) => !use)].map(({ personId }) => ({
    ...{ personId, realm },
  }));
  return { participants, administrator, organiser, zone: games.zone };
}

/** Who has these user names among the staff; a start that was killed has added them already. */
async function personIds(pool: Pool, usernames: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ lookup: string; id: string }>(
    `select lookup, person_id id from identifiers where kind = 'username' and realm = $2 and lookup = any($1)`,
    [usernames, staffRealm],
  );
  return usernames.flatMap((name) =>
    rows.filter(({ lookup }) => lookup === name).map(({ id }) => id),
  );
}

async function enrolAll(
  platform: Platform,
  passwordHash: string,
  today: string,
): Promise<Enrolled[]> {
  const programme = await programmeByCode(platform, games.code);
  const groups = games.groups.map(({ code }) => code);
  const people = [...namedPeople, ...inventedPeople(crowd, groups)];
  const entries = people.map((person) => entryOf(person, today));
  return platform.transaction(null, async (tx) => {
    const answers = await enrolPeople(tx, programme, entries);
    const enrolled = people.flatMap((person, index): Enrolled[] => {
      const answer = answers[index];
      return answer && 'personId' in answer ? [{ ...person, personId: answer.personId }] : [];
    });
    await activate(tx, enrolled, passwordHash);
    return enrolled;
  });
}

/** For those who are past their first sign-in: the demo's password and answers in every system. */
async function activate(tx: Tx, people: Enrolled[], passwordHash: string): Promise<void> {
  const questions = await Promise.all(
    demoAnswers.map(async ({ question, answer }) => ({ question, hash: await hashAnswer(answer) })),
  );
  for (const { personId } of people.filter(({ activated }) => activated)) {
    for (const app of games.systems) {
      await addAccount(tx, { personId, realm: games.code, app, passwordHash, questions });
    }
  }
}

async function addProgramme(tx: Tx, today: string) {
  const root = await addPlace(tx, {
    ...{ parentId: null, kind: 'organisation', code: 'demo' },
    ...{ zh: '安行演示', en: 'Anxing demo' },
  });
  const { placeId } = await createProgramme(tx, {
    content: games,
    code: games.code,
    place: { parentId: root.id, code: games.code, ...games.organiser },
    startsOn: addDays(today, -historyDays),
    endsOn: addDays(today, 45),
  });
  return { placeId, rootId: root.id };
}

async function addUnits(tx: Tx, placeId: number): Promise<number[]> {
  const units = await ensureOrganisations(tx, systemScope(), placeId, demoUnits);
  return demoUnits.map(({ code }) => units.get(code)?.id as number);
}

async function addStaff(
  tx: Tx,
  passwordHash: string,
  places: Record<'root' | 'programme' | 'unit', number>,
): Promise<void> {
  for (const { username, name, role, at } of demoStaff) {
    await createStaff(tx, { username, name, passwordHash, role, placeId: places[at] });
  }
}

function entryOf(person: DemoPerson, today: string): RosterEntry {
  const { card, furtherCard, name, documentDate, group, unit, overseas } = person;
  const organisation = demoUnits[unit] as (typeof demoUnits)[number];
  return {
    identifiers: [{ kind: 'card', value: card, ...(furtherCard && { aliases: [furtherCard] }) }],
    name,
    initial: documentDate.replaceAll('-', ''),
    group,
    organisation,
    attributes: { overseas },
    startsOn: addDays(today, -historyDays),
    endsOn: null,
  };
}
