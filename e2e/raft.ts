import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { prcCheckDigit } from '../forms/identity.ts';
import { otters } from '../forms/testing/otters.ts';
import { rookery } from '../forms/testing/rookery.ts';
import { addAccount, openSession } from '../modules/people/public.ts';
import { addPlace, listPlaces } from '../modules/places/public.ts';
import { createProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { assignScanner, createStaff } from '../modules/staff/public.ts';
import { readConfig } from '../platform/config.ts';
import { cookieName } from '../platform/http-identity.ts';
import type { Platform } from '../platform/platform.ts';
import { staffRealm, systemScope } from '../platform/scope.ts';
import { openInstallation } from '../server/open.ts';
import { copyDemo, startServer } from './setup.ts';

/** A daughter, her mother and her grandmother in an invented programme, and a scanner. */

export const realm = 'raft';
const days = { startsOn: '2022-01-04', endsOn: '2022-03-31' };
const numberOf = (digits: string) => `${digits}${prcCheckDigit(digits)}`;
export const people = {
  daughter: { name: '王小明', number: numberOf('11010519900101001') },
  mother: { name: '欧阳大明', number: numberOf('11010519600101002') },
  grandmother: { name: '赵钱孙', number: numberOf('11010519300101004') },
};

export type Member = 'daughter' | 'mother' | 'scanner';

export type Raft = Awaited<ReturnType<typeof startRaft>>;

/** A server with them; `linked`: the daughter acts for the two others. */
export async function startRaft({ linked = false } = {}) {
  const clock = '2022-01-20T12:00:00+08:00';
  const environment = { ANXING_DATA: copyDemo(inject('unusedDemo')), ANXING_CLOCK: clock };
  const quiet = { info: () => {}, error: () => {} };
  const config = readConfig({ ...environment, PORT: '0' }, []);
  const { platform, database, close } = await openInstallation(config, quiet);
  const { rows } = await database.pool.query("select id from places where code = 'demo'");
  const [daughter = '', mother = '', grandmother = ''] = await enrolFamily(platform, rows[0].id);
  const tokens: Record<Member, string> = {
    daughter: await enter(platform, daughter),
    mother: await enter(platform, mother),
    scanner: await hire(platform),
  };
  const link = async (wardId: string) => {
    const id = randomUUID();
    await database.pool.query(
      `insert into family_links (id, realm, carer_id, ward_id, agreed_at, confirmed)
       values ($1, $2, $3, $4, '2022-01-19', 'account')`,
      [id, realm, daughter, wardId],
    );
    return id;
  };
  const links = linked
    ? { mother: await link(mother), grandmother: await link(grandmother) }
    : { mother: '', grandmother: '' };
  await close();
  return { ...(await startServer([], environment)), tokens, links };
}

function enrolFamily(platform: Platform, parentId: number): Promise<string[]> {
  const { signIn, attributes } = otters;
  return platform.transaction(null, async (tx) => {
    const programme = await createProgramme(tx, {
      ...{ content: { ...rookery, signIn, attributes }, code: realm, ...days },
      place: { parentId, code: realm, ...rookery.organiser },
    });
    const entries = Object.values(people).map(({ name, number }) => ({
      ...{ name, initial: null, group: 'emperors', attributes: {}, endsOn: null },
      organisation: { code: 'shore', zh: '岸边', en: 'Shore' },
      ...{ identifiers: [{ kind: 'identity' as const, value: number }], startsOn: days.startsOn },
    }));
    const answers = await enrolPeople(tx, programme, entries);
    return answers.map((each) => ('personId' in each ? each.personId : ''));
  });
}

async function enter(platform: Platform, personId: string): Promise<string> {
  const given = { personId, realm, app: 'portal' as const };
  await platform.transaction(null, (tx) => addAccount(tx, { ...given, passwordHash: 'none' }));
  return (await openSession(platform, given)).token;
}

async function hire(platform: Platform): Promise<string> {
  const personId = await platform.transaction(null, async (tx) => {
    const shore = (await listPlaces(tx.db, systemScope())).find(({ code }) => code === 'shore');
    const site = await addPlace(tx, {
      ...{ parentId: shore?.id ?? 0, kind: 'site', code: 'gate', zh: '北门', en: 'North gate' },
    });
    const hired = await createStaff(tx, { username: 'raftkeeper', name: '周站长' });
    const placed = { siteId: site.id, level: 'senior', superior: null } as const;
    await assignScanner(tx, { personId: hired.personId, ...placed });
    return hired.personId;
  });
  const inField = { personId, realm: staffRealm, app: 'field' as const };
  return (await openSession(platform, inField)).token;
}

/** Signs a device in. */
export async function enterRaft(context: BrowserContext, { url, tokens }: Raft, who: Member) {
  const name = who === 'scanner' ? cookieName('field', staffRealm) : cookieName('portal', realm);
  await context.addCookies([{ name, value: tokens[who], url }]);
}
