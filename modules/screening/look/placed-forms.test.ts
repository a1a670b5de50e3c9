import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProgrammeContent, ProgrammeForm } from '../../../forms/programme.ts';
import { crossing, gatedRookery } from '../../../forms/testing/rookery.ts';
import { systemScope } from '../../../platform/scope.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { type Phone, phoneOf } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { addPlace, type PlaceRow, setPlaceDisabledIn } from '../../places/public.ts';
import { programmes } from '../../programmes/contract.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../../reports/contract.ts';
import { assignScanner, createStaff } from '../../staff/public.ts';
import { screening } from '../contract.ts';

/** Forms that are given to places: which one scanners are asked for, and which one people report by. */

const under = (form: ProgrammeForm, code: string): ProgrammeForm => ({
  ...form,
  definition: { ...form.definition, code, title: { zh: code, en: code } },
});
const diary = gatedRookery.forms.find(
  ({ definition }) => definition.code === 'diary',
) as ProgrammeForm;
const logs = ['log-a', 'log-b'];

/** Two further forms of checks, and two that people may report by beside the diary. */
const content: ProgrammeContent = {
  ...gatedRookery,
  checkForms: ['harbour', 'ridge'],
  placedForms: logs,
  services: gatedRookery.services.map((service) =>
    service.forms ? { ...service, forms: [...service.forms, ...logs] } : service,
  ),
  forms: [
    ...gatedRookery.forms,
    ...['harbour', 'ridge'].map((code) => under(crossing, code)),
    ...logs.map((code) => under(diary, code)),
  ],
};

let kit: Kit;
let cast: Cast;
let programme: Programme;
let ada: Client;
let sam: Client;
let site: PlaceRow;
let person: Reporter & { phone: Phone };
type Level = 'station' | 'north' | 'colony' | 'site';
let at: Record<Level, PlaceRow>;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit(undefined, content));
  ada = await kit.as(cast.ada);
  const personId = await kit.platform.transaction(null, async (tx) => {
    const below = (parent: PlaceRow, kind: 'organisation' | 'site', code: string) =>
      addPlace(tx, { parentId: parent.id, kind, code, zh: code, en: code });
    const colony = await below(cast.places.north, 'organisation', 'colony');
    site = await below(colony, 'site', 'gate');
    const { station, north } = cast.places;
    at = { station, north, colony, site };
    const hired = await createStaff(tx, { username: 'sam', name: 'Sam' });
    const whom = { personId: hired.personId, siteId: site.id, level: 'senior' as const };
    await assignScanner(tx, { ...whom, superior: null });
    return hired.personId;
  });
  sam = await kit.as({ personId, realm: 'staff', app: 'field' });
  const one = await reporter(kit, programme, { name: '王小明' });
  await one.send('checkup', { temperature: 38, limping: false });
  person = { ...one, phone: await phoneOf(kit, one.person) };
});
let turn = 0;
beforeEach(async () => {
  // Each showing of a code counts once.
  kit.clock.set(new Date(Date.parse(startOfTests) + ++turn * 20 * 60_000));
  await kit.database.pool.query('truncate form_placements');
  await give('station', 'check', null);
});
afterAll(() => kit.close());

const place = (who: Client, placeId: number, purpose: 'check' | 'report', form: string | null) =>
  who.call(programmes.placeForm, {
    params: { id: programme.id },
    body: { placeId, purpose, form },
  });

async function give(level: Level, purpose: 'check' | 'report', form: string | null) {
  expect((await place(ada, at[level].id, purpose, form)).body).toEqual({ ok: true });
}

async function asked() {
  const found = await sam.get(screening.site, { params: { siteId: site.id } });
  return found.programmes[0]?.form ?? null;
}
const askedCode = async () => (await asked())?.definition.code;

describe('the form of a check', () => {
  it('is the nearest at or above the site, below the programme’s own', async () => {
    expect(await askedCode()).toBe('crossing');
    for (const [level, form] of [
      ['station', 'harbour'],
      ['north', 'ridge'],
      ['colony', 'harbour'],
      ['site', 'ridge'],
      ['site', 'crossing'],
    ] as const) {
      await give(level, 'check', form);
      expect(await askedCode()).toBe(form);
    }
    await give('site', 'check', null);
    expect(await askedCode()).toBe('harbour');
  });

  it('moves with its place', async () => {
    await give('north', 'check', 'harbour');
    expect(await askedCode()).toBe('harbour');
    await move(at.colony, cast.places.south);
    expect(await askedCode()).toBe('crossing');
    await move(at.colony, cast.places.north);
    expect(await askedCode()).toBe('harbour');
  });

  it('given to the site is filled in there, read back by it, and taken from a phone that had another', async () => {
    const before = await asked();
    await give('site', 'check', 'harbour');
    const after = await asked();
    expect(after?.definition.code).toBe('harbour');
    const good = { transport: 'sledge', companions: 3, phone: '13800000000' };
    for (const form of [after, before]) {
      const id = randomUUID();
      await sam.get(screening.check, {
        body: {
          ...{ id, siteId: site.id, way: { code: await person.phone.show() }, temperature: 36.5 },
          ...{ shown: 'green', checkedAt: kit.clock.now().toISOString() },
          answers: { formVersionId: form?.versionId ?? 0, values: good },
        },
      });
      const { answers } = await sam.get(screening.record, { params: { id } });
      expect(answers?.form?.definition).toEqual(form?.definition);
      expect(answers).toMatchObject({ values: { companions: 3 }, incomplete: false });
      kit.clock.set(new Date(kit.clock.now().getTime() + 20 * 60_000));
    }
  });

  it('costs a check no statement, and is noticed by another process within seconds', async () => {
    await give('site', 'check', 'harbour');
    expect(await askedCode()).toBe('harbour');
    // As another process would.
    await kit.database.pool.query("update form_placements set form = 'ridge'");
    expect(await askedCode()).toBe('harbour');
    await expect.poll(askedCode, { timeout: 10_000, interval: 300 }).toBe('ridge');
  });

  it('that is retired where it was the default is asked nowhere; one that is given cannot be', async () => {
    const retire = (form: string, retired: boolean) =>
      ada.call(programmes.retireForm, { params: { id: programme.id, form }, body: { retired } });
    await give('site', 'check', 'harbour');
    const refused = await retire('harbour', true);
    expect(refused.body).toMatchObject({ code: 'form_given', params: { count: 1 } });
    await give('site', 'check', null);
    expect((await retire('harbour', true)).status).toBe(200);
    expect((await place(ada, site.id, 'check', 'harbour')).body.code).toBe('form_retired');
    expect((await retire('harbour', false)).status).toBe(200);
  });
});

describe('a form that people report by', () => {
  const offered = async () => {
    const { forms } = await person.browser.get(programmes.mine);
    return forms.map(({ definition }) => definition.code).filter((code) => code !== 'checkup');
  };
  const openItems = async () =>
    (await person.browser.get(reports.overview)).forms.map(({ form }) => form);
  const send = async (form: string) => {
    const { status, body } = await person.send(form, { entry: 'x' });
    return status === 200 ? 'taken' : body.code;
  };

  it('goes by place is offered where it is the nearest that is given, and nowhere else', async () => {
    expect(await offered()).toEqual(['diary']);
    await give('station', 'report', 'log-a');
    await give('north', 'report', 'log-b');
    // The person stands in the north.
    expect(await offered()).toEqual(['diary', 'log-b']);
    expect(await openItems()).toEqual(['checkup', 'diary', 'log-b']);
    expect(await send('log-b')).toBe('taken');
    expect(await send('log-a')).toBe('form_not_offered');
    expect(await send('diary')).toBe('taken');
    await give('north', 'report', null);
    expect(await offered()).toEqual(['diary', 'log-a']);
    const south = await reporter(kit, programme, {
      organisation: { code: 'south', zh: '南部群', en: 'South Colony' },
    });
    await give('north', 'report', 'log-b');
    const { forms } = await south.browser.get(programmes.mine);
    expect(forms.map(({ definition }) => definition.code)).toEqual(['checkup', 'diary', 'log-a']);
    // What was sent by it stays, also where it is offered no more.
    await give('north', 'report', 'log-a');
    const summary = await person.browser.get(reports.summary);
    expect(summary.reports.map(({ form }) => form)).toContain('log-b');
  });

  it('is one that goes by place', async () => {
    expect((await place(ada, at.north.id, 'report', 'crossing')).body.code).toBe(
      'form_not_for_places',
    );
    expect((await place(ada, at.north.id, 'check', 'diary')).body.code).toBe('form_not_for_places');
    expect((await place(ada, at.north.id, 'report', 'diary')).body.code).toBe(
      'form_not_for_places',
    );
    expect((await place(ada, at.north.id, 'report', 'nothing')).status).toBe(404);
    const above = await place(ada, cast.places.root.id, 'report', 'diary');
    expect(above.body.code).toBe('place_outside_programme');
  });
});

it('is given by whoever may publish forms there, and seen from below', async () => {
  const [olga, rita, boris] = [
    await kit.as(cast.olga),
    await kit.as(cast.rita),
    await kit.as(cast.boris),
  ];
  await give('station', 'check', 'harbour');
  expect((await place(olga, at.north.id, 'check', 'ridge')).status).toBe(200);
  expect((await place(olga, at.station.id, 'check', 'ridge')).status).toBe(404);
  expect((await place(boris, at.north.id, 'check', 'ridge')).status).toBe(404);
  expect((await place(rita, at.north.id, 'check', 'ridge')).status).toBe(403);
  const seen = async (who: Client) =>
    (await who.get(programmes.formPlacements, { params: { id: programme.id } })).map(
      ({ placeEn, form, mine }) => [placeEn, form, mine],
    );
  expect(await seen(olga)).toEqual([
    ['Ice Floe Station', 'harbour', false],
    ['North Colony', 'ridge', true],
  ]);
  expect(await seen(boris)).toEqual([['Ice Floe Station', 'harbour', false]]);
  const { rows } = await kit.database.pool.query(
    `select action, place_id, details from audit_entries where action = 'form.placed' and actor_id = $1`,
    [cast.olga.personId],
  );
  expect(rows).toEqual([
    {
      ...{ action: 'form.placed', place_id: at.north.id },
      details: { programmeId: programme.id, purpose: 'check', form: 'ridge' },
    },
  ]);
});

// Whoever works there is signed out with it, so that this comes last.
it('does not count at a place out of use', async () => {
  await give('station', 'report', 'log-a');
  await give('north', 'report', 'log-b');
  const offered = async () => {
    const { forms } = await person.browser.get(programmes.mine);
    return forms.map(({ definition }) => definition.code).filter((code) => code.startsWith('log'));
  };
  const northIs = async (disabled: boolean) => {
    await kit.platform.transaction(null, (tx) =>
      setPlaceDisabledIn(tx, systemScope(), at.north.id, disabled),
    );
    // A change of places is noticed as one by another process is.
    await expect
      .poll(offered, { timeout: 10_000, interval: 300 })
      .toEqual([disabled ? 'log-a' : 'log-b']);
  };
  await northIs(true);
  const rows = await ada.get(programmes.formPlacements, { params: { id: programme.id } });
  expect(rows.map(({ form, open }) => [form, open])).toEqual([
    ['log-a', true],
    ['log-b', false],
  ]);
  await northIs(false);
});

/** Puts a place with everything below it under another one. */
async function move({ id }: PlaceRow, below: PlaceRow): Promise<void> {
  await kit.database.pool.query('update places set parent_id = $2 where id = $1', [id, below.id]);
}
