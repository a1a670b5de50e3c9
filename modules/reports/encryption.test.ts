import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Cast } from '../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../server/testing/expedition.ts';
import type { Kit } from '../../server/testing/kit.ts';
import type { Programme } from '../programmes/public.ts';
import { reports } from './contract.ts';
import { decryptValues } from './encryption.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let one: Reporter;
let pages: string[];

const document = { kind: 'passport' as const, number: 'X00000001' };
const camp = { latitude: -77.84631, longitude: 166.67632, accuracy: 12 };
const telling = /X00000001|21123456|21123457|77\.84|166\.67/;
const papers = () => ({
  pages,
  document,
  phone: '+64 21 123 456',
  camp,
  stamps: [{ on: '2022-01-19', office: '+64 21 123 457' }],
});
const kept = {
  document,
  phone: '+6421123456',
  camp,
  stamps: [{ on: '2022-01-19', office: '+6421123457' }],
};

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  one = await reporter(kit, expedition);
  pages = [(await one.browser.get(reports.addPhoto, { file: await page() })).id];
  expect((await one.send('papers', papers())).body.version).toBe(1);
});
afterAll(() => kit.close());

async function page() {
  const blank = { create: { width: 40, height: 30, channels: 3, background: '#c9c2b0' } } as const;
  return { name: 'page.jpg', mime: 'image/jpeg', data: await sharp(blank).jpeg().toBuffer() };
}

async function stored() {
  const { rows } = await kit.database.pool.query(
    "select content from reports where form = 'papers' and enrolment_id = $1",
    [one.person.enrolmentId],
  );
  return rows.map(({ content }) => content);
}

it('keeps numbers of documents, phones and positions encrypted, also in the rows of a group', async () => {
  const [content] = await stored();
  expect(JSON.stringify(content)).not.toMatch(telling);
  expect(content).toMatchObject({ document: { kind: 'passport' }, stamps: [{ on: '2022-01-19' }] });
});

it('shows them whole to the person', async () => {
  const { reports: own } = await one.browser.get(reports.mine, { params: { form: 'papers' } });
  expect(own[0]?.values).toMatchObject(kept);
  const pdf = await one.browser.call(reports.summaryPdf, { query: { lang: 'en' } });
  expect(pdf.status).toBe(200);
});

it('shows staff the ends and the area alone', async () => {
  const otto = await kit.as(cast.otto);
  const { enrolmentId } = one.person;
  const seen = await otto.get(reports.person, { params: { enrolmentId } });
  expect(JSON.stringify(seen)).not.toMatch(telling);
  expect(seen.reports[0]?.values).toMatchObject({
    document: { kind: 'passport', number: 'X0*****01' },
    phone: '+642****3456',
    camp: { latitude: -77.8, longitude: 166.7, accuracy: 8000 },
    stamps: [{ office: '+642****3457' }],
  });
});

it('knows what was sent again, and what was changed', async () => {
  expect((await one.send('papers', papers(), { basedOn: 1 })).body.version).toBe(1);
  const changed = { ...papers(), phone: '+64 21 123 458' };
  expect((await one.send('papers', changed, { basedOn: 1 })).body.version).toBe(2);
  expect(await stored()).toHaveLength(2);
});

it('does not open for another person', async () => {
  const [content] = await stored();
  const definition = expedition.forms.get('papers')?.definition;
  if (!definition) throw new Error('no papers');
  const owner = { definition, enrolmentId: one.person.enrolmentId + 1 };
  expect(() => decryptValues(kit.platform.keys, owner, content)).toThrow();
});

it('takes the reason why there is no position, where the form allows it', async () => {
  const two = await reporter(kit, expedition);
  const { pages: _, ...rest } = papers();
  const photos = await two.browser.get(reports.addPhoto, { file: await page() });
  const answer = (given: object) => two.send('papers', { ...rest, pages: [photos.id], ...given });
  const refused = await answer({ camp: { reason: 'denied' } });
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ fields: [{ path: 'camp', code: 'position_needed' }] });
  expect((await answer({ camp: { reason: 'unavailable' } })).body.version).toBe(1);
  const { reports: own } = await two.browser.get(reports.mine, { params: { form: 'papers' } });
  expect(own[0]?.values.camp).toEqual({ reason: 'unavailable' });
});
