import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProgramme, type Programme } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import { region } from '../templates/region.ts';
import { type Cast, gather, weighInDays } from './testing/cast.ts';
import { reporter } from './testing/expedition.ts';
import { type Kit, startKit } from './testing/kit.ts';

/** Residents of a region, who report whenever there is something to say. */
let kit: Kit;
let cast: Cast;
let programme: Programme;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  programme = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      content: region,
      code: 'ice-region',
      place: { id: cast.places.station.id },
      ...weighInDays,
    }),
  );
});
afterAll(() => kit.close());

const well = {
  unwell: false,
  temperature: 36.5,
  homeRegion: { code: '220104', zh: '别处', en: 'Elsewhere' },
  address: '冰街 1 号',
};

let phones = 0;

function resident() {
  phones += 1;
  return reporter(kit, programme, {
    identifiers: [{ kind: 'phone', value: `+861390000000${phones}` }],
    group: 'residents',
    attributes: {},
  });
}

it('takes a report again that says the same, and keeps the name of the region as it is', async () => {
  const { browser, send } = await resident();
  const first = await send('personal', well);
  const second = await send('personal', well);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body.slot).not.toBe(first.body.slot);
  const { reports: mine } = await browser.get(reports.mine, { params: { form: 'personal' } });
  expect(mine).toHaveLength(2);
  expect(mine[0]?.values).toMatchObject({
    homeRegion: {
      code: '220104',
      zh: '吉林省长春市朝阳区',
      en: 'Chaoyang District, Changchun, Jilin Province',
    },
  });
});

it('refuses places that are none, at their field', async () => {
  const { send } = await resident();
  const refused = async (code: string) =>
    (await send('personal', { ...well, homeRegion: { code, zh: '月球', en: 'Moon' } })).body;
  expect(await refused('999999')).toMatchObject({
    fields: [{ path: 'homeRegion', code: 'unknown_region' }],
  });
  expect(await refused('220100')).toMatchObject({
    fields: [{ path: 'homeRegion', code: 'region_incomplete' }],
  });
});

it('takes twenty in a day, and the next ones when the day has turned in Beijing', async () => {
  const { send } = await resident();
  kit.clock.set('2022-01-20T15:59:00Z');
  for (let sent = 0; sent < 20; sent += 1) {
    expect((await send('personal', well)).status).toBe(200);
  }
  expect(await send('personal', well)).toMatchObject({
    status: 409,
    body: { code: 'sent_often_today', params: { count: 20 } },
  });
  kit.clock.set('2022-01-20T16:00:00Z');
  expect((await send('personal', well)).status).toBe(200);
});
