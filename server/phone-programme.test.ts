import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seals } from '../forms/testing/seals.ts';
import { people } from '../modules/people/contract.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { createProgramme, type Programme } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import type { Browser } from './browser.ts';
import { type Cast, gather, weighInDays } from './testing/cast.ts';
import { type Kit, startKit } from './testing/kit.ts';
import { csvOf, importRoster, type SheetRow, upload } from './testing/roster.ts';

/** A programme whose people have phones and no card, from the roster to the report. */
let kit: Kit;
let cast: Cast;
let programme: Programme;
let otto: Browser;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  programme = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      content: seals,
      code: seals.code,
      place: { id: cast.places.station.id },
      ...weighInDays,
    }),
  );
  otto = await kit.as(cast.otto);
});
afterAll(() => kit.close());

const row = (given: SheetRow): SheetRow => ({
  'User name': '',
  Group: 'Emperors',
  'Organisation code': 'north',
  Visitor: 'no',
  ...given,
});

const family = [
  row({ 'Phone number': '139 0000 0001', Name: 'Ada Seal' }),
  row({ 'Phone number': '+47 21 00 01 23', 'User name': 'bo.seal', Name: 'Bo Seal' }),
  row({ 'Phone number': '+47 21 00 01 23', 'User name': 'cy.seal', Name: 'Cy Seal' }),
];

const listed = async (search?: string) => {
  const { items } = await otto.get(programmes.roster, {
    params: { id: programme.id },
    body: search ? { search } : {},
  });
  return items.map(({ name }) => name);
};

/** Has a code sent, minutes after any other, and signs in with it. */
async function enter(phone: string, username?: string): Promise<Browser> {
  kit.clock.set(new Date(kit.clock.now().getTime() + 10 * 60_000));
  const browser = await kit.as(null, 'portal', programme.realm);
  const { id } = await browser.get(people.captcha, { body: { kind: 'picture' } });
  const outbox = () => kit.platform.transports.outbox?.items() ?? [];
  const answer = outbox().find(({ to }) => to === id)?.text.en ?? '';
  const { token } = await browser.get(people.requestCode, {
    body: { phone, captcha: { id, answer } },
  });
  await kit.work();
  const message = outbox().find(({ kind }) => kind === 'sms')?.text.en ?? '';
  const code = /\d{6}/.exec(message)?.[0] ?? '';
  await browser.get(people.signInByCode, { body: { token, code, ...(username && { username }) } });
  return browser;
}

it('takes a roster without cards, and lists and finds its people', async () => {
  const { preview } = await upload(kit, otto, programme.id, csvOf(family));
  expect(preview?.sample).toMatchObject([
    { phone: '+86 139****0001' },
    { phone: '+47 21****23', username: 'bo.seal' },
    { phone: '+47 21****23', username: 'cy.seal' },
  ]);
  const { receipt } = await importRoster(kit, otto, programme.id, csvOf(family));
  expect(receipt).toMatchObject({ rows: 3, fresh: 3, refused: 0 });
  expect(await listed()).toEqual(['Ada Seal', 'Bo Seal', 'Cy Seal']);
  expect(await listed('bo.seal')).toEqual(['Bo Seal']);
  for (const typed of ['+4721000123', '0047 21 00 01 23', '＋４７ 210 00 123']) {
    expect(await listed(typed)).toEqual(['Bo Seal', 'Cy Seal']);
  }
  const { items } = await otto.get(programmes.roster, { params: { id: programme.id }, body: {} });
  expect(JSON.stringify(items)).not.toMatch(/13900000001|4721000123|21000123/);
  const again = await importRoster(kit, otto, programme.id, csvOf(family));
  expect(again.receipt).toMatchObject({ unchanged: 3 });
});

it('refuses rows that would leave somebody unable to sign in', async () => {
  const { problems } = (
    await upload(
      kit,
      otto,
      programme.id,
      csvOf([
        row({ 'Phone number': '+47 21 00 01 23', Name: 'Di Seal' }),
        row({ 'Phone number': '12', Name: 'Ed Seal' }),
        row({ 'Phone number': '', Name: 'Flo Seal' }),
      ]),
    )
  ).preview ?? { problems: [] };
  expect(problems.map(({ row: at, column, code }) => [at, column, code])).toEqual([
    [2, 'phone', 'identifier_shared'],
    [3, 'phone', 'identifier_invalid'],
    [4, 'phone', 'cell_required'],
  ]);
});

it('lets them in by a code, with one account for portal and desk, and takes their reports', async () => {
  const ada = await enter('13900000001');
  const me = await ada.get(people.me);
  expect(me).toMatchObject({ name: 'Ada Seal', realm: 'seals', mustFinish: false });
  expect(me.account).not.toContain('13900000001');
  expect((await ada.get(programmes.mine)).identifiers).toMatchObject([{ kind: 'phone' }]);
  expect((await ada.get(reports.overview)).declarationNeeded).toBe(false);

  await ada.get(people.changePassword, { body: { password: 'Weighed every day 7' } });
  const desk = await kit.as(null, 'desk', programme.realm);
  const { id } = await desk.get(people.captcha, { body: { kind: 'picture' } });
  const items = kit.platform.transports.outbox?.items() ?? [];
  const answer = items.find(({ to }) => to === id)?.text.en ?? '';
  const body = {
    account: '13900000001',
    password: 'Weighed every day 7',
    captcha: { id, answer },
  };
  expect((await desk.get(people.signInByPhone, { body })).me).toMatchObject({ app: 'desk' });
});

it('shows them to staff wherever people are shown, by user name or masked phone', async () => {
  const bo = await enter('+4721000123', 'bo.seal');
  const form = programme.forms.get('weigh-in');
  const floe = { reason: 'denied' } as const;
  const values = { weight: 20, moulting: true, limping: false, floe };
  const submission = {
    ...{ id: randomUUID(), form: 'weigh-in', formVersionId: form?.id as number, basedOn: 0 },
    ...{ day: '2022-01-20', values },
  };
  await bo.get(reports.submit, { body: submission });
  const [id, day] = [{ programmeId: programme.id }, '2022-01-20'];
  const query = { ...id, form: 'weigh-in', day };
  const { items: missing } = await otto.get(reports.missing, {
    body: { ...query, kind: 'missing' },
  });
  expect(missing.map(({ name }) => name)).toEqual(['Ada Seal', 'Cy Seal']);
  const { items: alerts } = await otto.get(reports.alerts, {
    body: { ...id, from: day, to: day },
  });
  expect(alerts.map(({ person }) => person.identifiers)).toMatchObject([
    [{ kind: 'phone' }, { kind: 'username', value: 'bo.seal' }],
  ]);
  expect((await otto.get(reports.completion, { query })).rows).toMatchObject([{ due: 3, done: 1 }]);
  expect(await otto.get(reports.remind, { body: { ...id, form: 'weigh-in' } })).toMatchObject({
    reminded: 2,
  });
  const { enrolmentId } = missing[0] as { enrolmentId: number };
  const { person } = await otto.get(reports.person, { params: { enrolmentId } });
  expect(person.identifiers).toMatchObject([{ kind: 'phone' }]);
  const sheet = { from: day, to: day, format: 'csv', lang: 'en', withMissing: true } as const;
  const exported = await otto.call(reports.export, {
    query: { ...id, form: 'weigh-in', ...sheet },
  });
  expect(exported.status).toBe(200);
  const text = exported.raw.toString();
  for (const part of ['User name', 'bo.seal', 'Ada Seal']) expect(text).toContain(part);
  const { rows: trail } = await kit.database.pool.query('select * from audit_entries');
  expect(trail.length).toBeGreaterThan(3);
  const all = [missing, alerts, person, text, trail];
  expect(JSON.stringify(all)).not.toMatch(/13900000001|21000123/);
  expect(text).not.toMatch(/card/i);
  const pdf = await bo.call(reports.summaryPdf, { query: { lang: 'zh' } });
  expect([pdf.status, pdf.raw.subarray(0, 4).toString()]).toEqual([200, '%PDF']);
});

it('asks a family for the user name', async () => {
  const cy = await enter('+4721000123', 'cy.seal');
  expect(await cy.get(people.me)).toMatchObject({ name: 'Cy Seal', account: 'cy.seal' });
});

it('answers its pages’ questions about signing in from the programme alone', async () => {
  const nobody = await kit.as(null, 'portal', programme.realm);
  const { signIn, realm } = await nobody.get(programmes.publicProgramme, {
    params: { code: 'seals' },
  });
  expect({ signIn, realm }).toEqual({ signIn: seals.signIn, realm: 'seals' });
});
