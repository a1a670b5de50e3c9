import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Credential, type IssuingKey, issueCredential } from '../credential/credential.ts';
import { present } from '../credential/presentation.ts';
import { credentialFor, hour, makePhone, type Phone } from '../credential/testing/makers.ts';
import { colourNames } from '../forms/colours.ts';
import { insertCredential, raiseSmallestVersion } from '../modules/codes/credentials/queries.ts';
import { insertPhone, retirePhone } from '../modules/codes/phones/queries.ts';
import { listPhonesCredentials } from '../modules/codes/revocations/queries.ts';
import { signingKey } from '../modules/codes/signing-keys/actions.ts';
import { startSession } from '../modules/people/sessions/actions.ts';
import { enrolmentOf } from '../modules/programmes/public.ts';
import type { Platform } from '../platform/platform.ts';
import { browserFiles, type Device, launch, openDevice, phone, savePictures } from './browser.ts';
import { pictureOfCode, playing, writeFilm } from './film.ts';
import { barriers, keepPictures, overflows } from './page-checks.ts';
import { enterField, type RookeryServer, startWithRookery } from './rookery.ts';

/** Every reason for which a code counts for nothing, as a guard sees it; each code is signed by the server's own key. */

const film = join(browserFiles, 'refused-code.mjpeg');
let server: RookeryServer;
let browser: Browser;
let scanner: Device;

type Holder = { enrolmentId: number; phone: Phone; key: IssuingKey & { keyId: string } };

/** What phones got from the server, and whose keys sign what is shown. */
const issued = new Map<string, { signed: Uint8Array<ArrayBuffer>; phone: Phone }>();

/** When the codes were made, in seconds since 1970. */
let start = 0;

async function prepare(platform: Platform, personId: string): Promise<void> {
  const now = platform.clock.now();
  start = Math.floor(now.getTime() / 1000);
  const facts = await enrolmentOf(platform, personId, 'rookery');
  const enrolmentId = facts?.enrolmentId ?? 0;
  const key = await signingKey(platform);
  const session = { personId, realm: 'rookery', app: 'portal' } as const;
  const { id: sessionId } = await startSession(platform.db, now, session);
  const [own, former] = [await makePhone(), await makePhone()];
  await raiseSmallestVersion(platform.db, facts?.programmeId ?? 0);
  const ofFormer = { enrolmentId, key, phone: former };
  const retired = await register(platform, ofFormer, sessionId);
  await issue(platform, { ...ofFormer, phoneKeyId: retired }, 'replaced', {});
  await retirePhone(platform.db, retired, now);
  await listPhonesCredentials(platform.db, enrolmentId, now);
  const ofOwn = { enrolmentId, key, phone: own };
  const holder = { ...ofOwn, phoneKeyId: await register(platform, ofOwn, sessionId) };
  const day = 24 * hour;
  await issue(platform, holder, 'good', {});
  await issue(platform, holder, 'another', {});
  await issue(platform, holder, 'old', { issued: start - day - hour, expires: start - hour });
  await issue(platform, holder, 'early', { issued: start + hour, expires: start + day });
  await issue(platform, holder, 'of games', { programme: 'games' });
  await issue(platform, holder, 'recalled', { version: 1 });
}

const register = (
  { db, clock }: Platform,
  { enrolmentId, phone: { deviceKey } }: Holder,
  sessionId: string,
) =>
  insertPhone(db, {
    ...{ enrolment_id: enrolmentId, public_key: Buffer.from(deviceKey), session_id: sessionId },
    ...{ carer_id: null, agent: 'Chrome', registered_at: clock.now() },
  });

async function issue(
  { db }: Platform,
  { enrolmentId, phone: owner, key, phoneKeyId }: Holder & { phoneKeyId: number },
  name: string,
  changes: Partial<Credential>,
): Promise<void> {
  const usual = { version: 2, programme: 'rookery', maskedName: '王*明', issued: start - hour };
  const expires = start + 23 * hour;
  const credential = credentialFor(owner, { ...usual, expires, ...changes });
  const signed = await issueCredential(credential, key);
  issued.set(name, { signed, phone: owner });
  await insertCredential(db, {
    reference: Buffer.from(credential.reference),
    ...{ enrolment_id: enrolmentId, phone_key_id: phoneKeyId, version: credential.version },
    ...{ colour: credential.colour, signed: Buffer.from(signed), key_id: key.keyId },
    issued_at: new Date(credential.issued * 1000),
    expires_at: new Date(credential.expires * 1000),
  });
}

beforeAll(async () => {
  server = await startWithRookery('王小明', 1, { prepare });
  browser = await launch(playing(film));
  const narrow = { ...phone, viewport: { width: 360, height: 740 } };
  const chinese = { ...narrow, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  scanner = await openDevice(chinese, { browser, isNew: true });
  await enterField(scanner.page.context(), server);
  await scanner.page.goto(`${server.url}/field/scan`);
}, 300_000);

afterAll(async () => {
  await scanner?.putAway();
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('refused', { scanner: scanner.page });
});

/** The server's time, in seconds since 1970. */
async function serverTime(): Promise<number> {
  const { headers } = await fetch(`${server.url}/api/system/`);
  return Date.parse(headers.get('x-anxing-now') ?? '') / 1000;
}

type Shown = {
  /** Which of those that were issued. */
  code: string;
  /** So many seconds after now it was signed. */
  seconds?: number;
  /** How far the phone's clock was ahead of it. */
  clockAhead?: number;
  /** Whose phone signs what is shown, where it is not the one that it was issued to. */
  by?: Phone;
};

async function show({ code, seconds = 0, clockAhead = 0, by }: Shown): Promise<void> {
  const { signed, phone: owner } = issued.get(code) as NonNullable<ReturnType<typeof issued.get>>;
  const moment = (await serverTime()) + seconds;
  const text = await present(signed, { moment, clockAhead }, (by ?? owner).privateKey);
  await writeFilm(film, [await pictureOfCode(text)]);
}

/** Opens the camera, and waits for what is said of the person in front of it. */
async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: '打开相机' }).click();
  await page.getByRole('region', { name: '人员信息' }).waitFor();
}

const colours = Object.values(colourNames).flatMap(({ zh, en }) => [zh, en]);

/** What is shown is said in words, and by no colour. */
async function expectNoColour(page: Page, heading: string): Promise<void> {
  const person = page.getByRole('region', { name: '人员信息' });
  await person.getByText(heading, { exact: true }).waitFor();
  const told = await person.getByRole('alert').textContent();
  expect(colours.filter((each) => told?.includes(each))).toEqual([]);
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
}

const stranger = await makePhone();

it.each<[string, Shown, string]>([
  ['has expired', { code: 'old' }, '已过期'],
  ['is not valid yet', { code: 'early' }, '尚未生效'],
  ['was filmed ten minutes ago', { code: 'good', seconds: -600 }, '截图或旧画面'],
  ['comes from a phone whose clock is fast', { code: 'another', seconds: 600 }, '手机时间不准'],
  ['is of another programme', { code: 'of games' }, '其他项目的码'],
  ['was recalled', { code: 'recalled' }, '已被收回'],
  ['is shown by another phone', { code: 'good', by: stranger }, '伪造的码'],
  ['was replaced by another phone', { code: 'replaced' }, '已失效'],
])('a code that %s is refused without any colour', async (name, shown, heading) => {
  const { page } = scanner;
  await show(shown);
  await page.reload();
  await look(page);
  await expectNoColour(page, heading);
  expect(await page.getByLabel('体温测量结果').count()).toBe(0);
  await keepPictures(`refused-${name}`, scanner.page);
});

/** As where there is no network: the page itself is there, and nothing that it asks for. */
const cutOff = (page: Page) => page.route('**/api/**', (route) => route.abort());

it.each<[string, Shown, RegExp]>([
  ['was revoked', { code: 'replaced' }, /可能已变更或被收回/],
  ['nothing was heard of for 13 hours', { code: 'good', seconds: 13 * hour }, /太久没有联网更新/],
])('without a network a code that %s is not confirmed', async (name, shown, why) => {
  const { page } = scanner;
  // The phone has heard what was revoked, and from then on nothing.
  await page.reload();
  await page.getByText(/失效码名单：/).waitFor();
  await show(shown);
  await cutOff(page);
  await page.clock.setFixedTime(Date.now() + 1000 * (shown.seconds ?? 0));
  await page.reload();
  await look(page);
  await expectNoColour(page, '未确认');
  await page.getByText(why).waitFor();
  await page.getByLabel('体温测量结果').waitFor();
  await keepPictures(`refused-${name}`, scanner.page);
  await page.unrouteAll();
});
