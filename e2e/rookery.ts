import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { gatedRookery, openRookery, rookery } from '../forms/testing/rookery.ts';
import { printOwn } from '../modules/codes/printed/actions.ts';
import { openSession } from '../modules/people/public.ts';
import { addPlace, listPlaces } from '../modules/places/public.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { createProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import { assignScanner, createStaff } from '../modules/staff/public.ts';
import { readConfig } from '../platform/config.ts';
import { cookieName } from '../platform/http-identity.ts';
import type { Platform } from '../platform/platform.ts';
import { selfScope, staffRealm, systemScope } from '../platform/scope.ts';
import { inventedDocument } from '../server/demo/residents.ts';
import { openInstallation } from '../server/open.ts';
import { ask } from './demo.ts';
import { copyDemo, startServer } from './setup.ts';

/** A demo that has the invented programme of health codes, with people who are signed in by what this says. */

const clock = '2022-01-20T12:00:00+08:00';
const days = { startsOn: '2022-01-04', endsOn: '2022-03-31' };
const realm = 'rookery';
/** Of the person who has a code; the number of nobody. */
export const documentNumber = '110105199003070041';

export type RookeryServer = Awaited<ReturnType<typeof startServer>> & {
  /** Sessions of one person, on so many devices. */
  tokens: string[];
  /** In the console: of two who may decide about codes, of an administrator and of an organiser. */
  staff: string[];
  /** A session in the field app: of who checks people at the shore. */
  scannerToken: string;
  /** The person's code on paper. */
  printed: string;
  /** The server's data, to start it again on. */
  environment: Record<string, string>;
};

type RookeryOptions = {
  /** People register themselves, or are registered by a scanner. */
  registers?: boolean;
  /** Scanners are asked more than the temperature. */
  gated?: boolean;
  /** What a test needs in the database before the server runs. */
  prepare?: (platform: Platform, personId: string) => Promise<void>;
};

/** Whose sessions these are has reported well just now. */
export async function startWithRookery(
  name: string,
  devices: number,
  { registers = false, gated = false, prepare = async () => {} }: RookeryOptions = {},
): Promise<RookeryServer> {
  const usual = gated ? gatedRookery : rookery;
  const content = registers ? openRookery : usual;
  const environment = { ANXING_DATA: copyDemo(inject('unusedDemo')), ANXING_CLOCK: clock };
  const quiet = { info: () => {}, error: () => {} };
  const config = readConfig({ ...environment, PORT: '0' }, []);
  const { platform, database, close } = await openInstallation(config, quiet);
  const { rows } = await database.pool.query("select id from places where code = 'demo'");
  const place = { parentId: rows[0].id, code: rookery.code, ...rookery.organiser };
  const personId = await platform.transaction(null, async (tx) => {
    const programme = await createProgramme(tx, {
      ...{ content, code: realm, place, ...days },
    });
    const [answer] = await enrolPeople(tx, programme, [
      {
        identifiers: [
          ...(registers ? [] : [{ kind: 'card' as const, value: 'P0001' }]),
          { kind: 'identity', value: `prc_id ${documentNumber}` },
        ],
        ...{
          name,
          initial: registers ? null : '20190118',
          group: 'emperors',
          attributes: { visitor: false },
        },
        organisation: { code: 'shore', zh: '岸边', en: 'Shore' },
        ...{ startsOn: days.startsOn, endsOn: null },
      },
    ]);
    if (answer?.state !== 'fresh') throw new Error('Nobody was enrolled.');
    return answer.personId;
  });
  const tokens: string[] = [];
  for (let count = 0; count < devices; count += 1) {
    tokens.push((await openSession(platform, { personId, realm, app: 'portal' })).token);
  }
  const staff: string[] = [];
  const roles = ['health_authority', 'health_authority', 'administrator', 'organiser'];
  for (const [index, role] of roles.entries()) {
    const member = {
      username: `rookery-${index}`,
      name: ['Hana', 'Hugo', 'Hera', 'Hilda'][index] ?? '',
    };
    const identity = { kind: 'identity' as const, value: inventedDocument(60 + index) };
    const { personId: id } = await platform.transaction(null, (tx) =>
      createStaff(tx, {
        ...{ ...member, role, placeId: rows[0].id },
        identifiers: [identity],
      }),
    );
    const session = { personId: id, realm: staffRealm, app: 'console' } as const;
    staff.push((await openSession(platform, session)).token);
  }
  const scannerToken = await hireScanner(platform);
  await printOwn(platform, selfScope({ personId, realm }), 'zh');
  const printed = await database.pool.query('select text from printed_codes');
  await prepare(platform, personId);
  await close();
  return {
    ...(await startServer([], environment)),
    tokens,
    staff,
    scannerToken,
    environment,
    printed: printed.rows[0].text,
  };
}

/** A senior scanner at a site of the shore, who is there now. */
async function hireScanner(platform: Platform): Promise<string> {
  const personId = await platform.transaction(null, async (tx) => {
    const shore = (await listPlaces(tx.db, systemScope())).find(({ code }) => code === 'shore');
    const site = await addPlace(tx, {
      ...{ parentId: shore?.id ?? 0, kind: 'site', code: 'gate', zh: '北门', en: 'North gate' },
    });
    const hired = await createStaff(tx, { username: 'gatekeeper', name: '周站长' });
    await assignScanner(tx, {
      ...{ personId: hired.personId, siteId: site.id, level: 'senior', superior: null },
    });
    return hired.personId;
  });
  const session = { personId, realm: staffRealm, app: 'field' as const };
  return (await openSession(platform, session)).token;
}

/** Signs the scanner's phone in. */
export async function enterField(context: BrowserContext, { url, scannerToken }: RookeryServer) {
  await context.addCookies([{ name: cookieName('field', staffRealm), value: scannerToken, url }]);
}

/** Signs a device in. */
export async function enterRookery(context: BrowserContext, url: string, token: string) {
  await context.addCookies([{ name: cookieName('portal', realm), value: token, url }]);
}

/** Signs a member of staff in to the console. */
export async function enterConsole(context: BrowserContext, url: string, token: string) {
  await context.addCookies([{ name: cookieName('console', staffRealm), value: token, url }]);
}

/** Reports a temperature, as a page of that person would. */
export async function reportTemperature(
  context: BrowserContext,
  base: string,
  temperature: number,
): Promise<void> {
  const at = { app: 'portal', base, realm } as const;
  const mine = await ask(context, programmes.mine, at);
  const version = mine.definition.declaration?.version;
  if (version) await ask(context, reports.declaration, { ...at, body: { version } });
  const form = mine.forms.find(({ definition }) => definition.code === 'checkup');
  const report = { id: randomUUID(), form: 'checkup', formVersionId: form?.versionId ?? 0 };
  const values = { temperature, limping: false };
  await ask(context, reports.submit, {
    ...at,
    body: { ...report, day: '2022-01-20', basedOn: 0, values },
  });
}
