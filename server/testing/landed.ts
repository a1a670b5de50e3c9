import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { addPerson, solveCaptcha } from '../../modules/people/testing.ts';
import { reports } from '../../modules/reports/contract.ts';
import { wellToday } from '../../modules/reports/testing.ts';
import { firstAdministratorLink } from '../../modules/staff/public.ts';
import { loadKeys } from '../../platform/keys.ts';
import type { Summary } from '../../platform/saving.ts';
import type { TestServer } from '../../platform/test/cluster.ts';
import { recordLanded } from '../../platform/test/landed.ts';
import { allMigrations } from '../compose.ts';
import { modules } from '../modules.ts';
import { recordMode } from '../prepare-database.ts';
import { type Cast, gather } from './cast.ts';
import { type Reporter, reporter, startExpedition, withdraw } from './expedition.ts';
import { type Kit, startKit } from './kit.ts';
import { csvOf, importRoster, rosterRow } from './roster.ts';

/** Where the record of the last landed state lies; `tools/record-landed.ts` takes it. */
export const landedRecord = join(import.meta.dirname, 'landed');

/**
 * Takes a record of this state: of its migrations, and of an installation in which the cast has done
 * a little of everything, so that a later migration finds rows in most tables.
 */
export async function takeRecord(record: string, server: TestServer): Promise<Summary> {
  const folder = await mkdtemp(join(tmpdir(), 'anxing-record-'));
  const keysFile = join(folder, 'keys.json');
  const keys = await loadKeys(keysFile, true);
  const kit = await startKit({ server, keys });
  try {
    const { pool } = kit.database;
    await recordMode({ mode: 'demo', dataDir: folder }, pool, kit.clock.now());
    await liveThroughADay(kit);
    const parts = { pool, filesFolder: kit.filesFolder, keysFile };
    return await recordLanded(record, parts, await allMigrations());
  } finally {
    await kit.close();
    await rm(folder, { recursive: true });
  }
}

async function liveThroughADay(kit: Kit): Promise<void> {
  await firstAdministratorLink(kit.platform);
  const cast = await gather(kit);
  await addPerson(kit.platform, 'P0200', { aliases: ['P9200'], activated: ['portal'] });
  await solveCaptcha(kit.platform);
  const expedition = await startExpedition(kit, cast);
  const [someone, other] = [await reporter(kit, expedition), await reporter(kit, expedition)];
  await reporter(kit, expedition, { attributes: { visitor: true } }, { declared: false });
  await fillInForms(someone);
  await workThroughTheNight(kit);
  await workAtDesk(kit, cast, expedition.id, someone.person.enrolmentId);
  await other.send('daily', wellToday);
  await withdraw(kit, other.person, '2022-01-22');
}

async function fillInForms({ browser, send }: Reporter): Promise<void> {
  const file = { name: 'page.jpg', mime: 'image/jpeg', data: await blankPhoto() };
  const { id: page } = await browser.get(reports.addPhoto, { file });
  await browser.get(reports.addPhoto, { file });
  const answers = [
    await send('daily', { ...wellToday, remark: '安好' }),
    await send('daily', { temperature: 37.9, cough: true }, { basedOn: 1 }),
    await send('papers', { pages: [page], phone: '+8643100000001' }),
    await send('sample', { result: 'untested' }),
    await send('voyage', { landedOn: '2022-01-10', leavesOn: '2022-01-30' }),
  ];
  const refused = answers.filter(({ status }) => status !== 200);
  if (refused.length > 0) throw new Error(`Reports were refused: ${JSON.stringify(refused)}`);
}

/** Does the work that comes back by itself. */
async function workThroughTheNight(kit: Kit): Promise<void> {
  for (const { schedule, handle } of modules.flatMap(({ jobs = [] }) => jobs)) {
    if (schedule) await handle(kit.platform, {} as never);
  }
}

async function workAtDesk(kit: Kit, cast: Cast, programmeId: number, enrolmentId: number) {
  const otto = await kit.as(cast.otto);
  const rows = [rosterRow(), rosterRow({ 'Ring number': 'P0101', Group: 'seals' })];
  await importRoster(kit, otto, cast.programme.id, csvOf(rows));
  await otto.get(reports.person, { params: { enrolmentId } });
  await otto.get(reports.remind, { body: { programmeId, form: 'daily' } });
  await kit.work();
}

async function blankPhoto(): Promise<Buffer> {
  const background = '#c9c2b0';
  return sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
