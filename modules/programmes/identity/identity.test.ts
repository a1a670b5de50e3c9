import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProgrammeIdentity } from '../../../forms/programme.ts';
import { type Cast, enrol, gather } from '../../../server/testing/cast.ts';
import { type Client as Browser, type Kit, startKit } from '../../../server/testing/kit.ts';
import { csvOf, rosterRow, upload } from '../../../server/testing/roster.ts';
import { sportsDay, sportsDayWithout } from '../../../server/testing/sports-day.ts';
import { reports } from '../../reports/contract.ts';
import { programmes } from '../contract.ts';

let kit: Kit;
let cast: Cast;
let ada: Browser;
let otto: Browser;
let params: { id: number };
let template: string;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  ada = await kit.as(cast.ada);
  otto = await kit.as(cast.otto);
  params = { id: cast.programme.id };
  template = (await ada.get(programmes.templates))[0]?.code ?? '';
});
afterAll(() => kit.close());

/** Changes a copy. */
function changed(identity: ProgrammeIdentity, change: (copy: ProgrammeIdentity) => void) {
  const copy = structuredClone(identity);
  change(copy);
  return copy;
}

describe('a new programme', () => {
  const days = { startsOn: '2023-02-01', endsOn: '2023-03-31' };
  const create = async (given: object) => {
    const { status, body } = await ada.call(programmes.create, {
      body: {
        ...{ template, code: 'sports', ...days, placeId: cast.places.station.id },
        ...given,
      } as never,
    });
    return { status, fields: body.fields?.map(({ path, code }) => `${path}: ${code}`) };
  };

  it('is refused without an identity: the example of the template is no answer', async () => {
    expect(await create({})).toEqual({ status: 422, fields: ['identity: required'] });
  });

  type Change = (copy: ProgrammeIdentity) => void;
  it.each<[string, Change]>([
    ['name.en: required', ({ name }) => (name.en = ' ')],
    ['shortName.zh: required', ({ shortName }) => (shortName.zh = '')],
    ['shortName.zh: schema_maxLength', ({ shortName }) => (shortName.zh = '运'.repeat(41))],
    ['contacts.phone: required', ({ contacts }) => (contacts.phone = '')],
    ['contacts.phone: contact_phone_invalid', ({ contacts }) => (contacts.phone = '0431 88880000')],
    ['contacts.phone: contact_phone_invalid', ({ contacts }) => (contacts.phone = '+86 12')],
    ['contacts.mail: contact_mail_invalid', ({ contacts }) => (contacts.mail = 'sports@school')],
    ['contacts.cards: support_card_invalid', ({ contacts }) => contacts.cards.push('no card')],
    ['brand.colour: colour_of_state', (copy) => (copy.brand = { colour: '#c81e1e' })],
    ['brand.colour: colour_too_light', (copy) => (copy.brand = { colour: '#8ab4f8' })],
    ['brand.colour: colour_invalid', (copy) => (copy.brand = { colour: 'blue' })],
    ['card: required', (copy) => delete copy.card],
    ['card.pattern: card_pattern_invalid', ({ card }) => (card!.pattern = '[')],
    ['declaration: required', (copy) => delete copy.declaration],
    ['groups: required', (copy) => (copy.groups = [])],
    ['groups.1.name.zh: group_taken', ({ groups }) => (groups[1]!.name.zh = '学生 ')],
    ['groups.0.services: service_unknown', ({ groups }) => groups[0]?.services.push('spa')],
    ['pages: page_missing', (copy) => (copy.pages = [])],
    [
      'forms.0: wording_unknown',
      (copy) => (copy.forms = [{ code: 'tax', intro: { zh: '税', en: 'Tax' } }]),
    ],
  ])('is refused with %s', async (problem, change) => {
    const { status, fields } = await create({ identity: changed(sportsDay, change) });
    expect(status).toBe(422);
    expect(fields).toContain(`identity.${problem}`);
  });

  it('does without parts of the template that it has no use for', async () => {
    expect(await create({ identity: sportsDay, without: ['spa'] })).toEqual({
      status: 422,
      fields: ['without: part_unknown'],
    });
    const { status } = await create({ identity: sportsDay, without: sportsDayWithout });
    expect(status).toBe(200);
    const made = (await ada.get(programmes.list)).find(({ code }) => code === 'sports');
    expect(made?.forms.map(({ definition }) => definition.code)).toEqual(['daily']);
    expect(made?.definition).toMatchObject({
      ...{ attributes: [], milestones: [], phases: [{ code: 'throughout' }] },
      days: [{ from: { enrolment: 'start' }, to: { enrolment: 'end' } }],
    });
  });
});

describe('changing the identity', () => {
  let version: number;
  let identity: ProgrammeIdentity;

  beforeEach(async () => {
    ({ version, identity } = await otto.get(programmes.identity, { params }));
  });

  const change = (by: Browser, next: ProgrammeIdentity, on = version) =>
    by.call(programmes.changeIdentity, { params, body: { version: on, identity: next } });
  const phoneOf = async () => {
    const nobody = await kit.as(null);
    const { contacts } = await nobody.get(programmes.publicProgramme, {
      params: { code: 'penguins' },
    });
    return contacts.phone;
  };

  it('is seen at once where people sign in, on the front page and by who is signed in', async () => {
    const penny = await kit.as(cast.penny);
    const next = changed(identity, (copy) => {
      copy.contacts.phone = '+64 9 111 2222';
      copy.organiser.en = ' Floe Office ';
      copy.brand = { colour: '#5b2a86' };
    });
    expect((await change(otto, next)).body).toEqual({ version: version + 1 });
    expect(await phoneOf()).toBe('+64 9 111 2222');
    const nobody = await kit.as(null);
    const [offered] = await nobody.get(programmes.offered);
    expect(offered?.organiser.en).toBe('Floe Office');
    const { definition } = await penny.get(programmes.mine);
    expect(definition).toMatchObject({
      contacts: { phone: '+64 9 111 2222' },
      brand: { colour: '#5b2a86' },
    });
  });

  it('tells the audit trail which parts changed, at the programme’s place', async () => {
    const next = changed(identity, (copy) => {
      copy.shortName.zh = '上秤';
      copy.groups[0]!.name.en = 'Emperor penguins';
    });
    expect((await change(otto, next)).status).toBe(200);
    const { rows } = await kit.database.pool.query(
      `select actor_id, place_id, details from audit_entries where action = 'programme.changed'
       order by id desc limit 1`,
    );
    expect(rows).toEqual([
      {
        actor_id: cast.otto.personId,
        place_id: cast.places.station.id,
        details: {
          programmeId: params.id,
          version: version + 1,
          fields: ['shortName.zh', 'groups.emperors.name.en'],
        },
      },
    ]);
  });

  it('makes no version of nothing', async () => {
    expect((await change(otto, identity)).body).toEqual({ version });
  });

  it('lets the second of two at once hear of it, and changes nothing', async () => {
    const one = changed(identity, ({ contacts }) => (contacts.phone = '+64 9 333 3333'));
    const two = changed(identity, ({ contacts }) => (contacts.phone = '+64 9 444 4444'));
    const answers = await Promise.all([change(otto, one), change(ada, two)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe('programme_changed');
    const won = answers[0]?.status === 200 ? one : two;
    expect(await phoneOf()).toBe(won.contacts.phone);
  });

  it('asks for a declaration anew when it says something else, and only then', async () => {
    const penny = await kit.as(cast.penny);
    const needed = async () => (await penny.get(reports.overview)).declarationNeeded;
    const declare = async () => {
      const { definition } = await penny.get(programmes.mine);
      const body = { version: definition.declaration?.version ?? 0 };
      await penny.get(reports.declaration, { body });
    };
    await declare();
    expect(await needed()).toBe(false);
    await change(
      otto,
      changed(identity, ({ contacts }) => (contacts.mail = 'floe@penguins.example')),
    );
    expect(await needed()).toBe(false);
    const next = changed(identity, ({ declaration, contacts }) => {
      contacts.mail = 'floe@penguins.example';
      declaration!.text.en = 'I promise to be weighed before breakfast.';
    });
    expect((await change(otto, next, version + 1)).status).toBe(200);
    expect(await needed()).toBe(true);
    await declare();
    expect(await needed()).toBe(false);
  });

  it('keeps a group that people are in, and lets go of an empty one', async () => {
    await enrol(kit, cast.programme, { group: 'adelies' });
    const without = changed(identity, (copy) => copy.groups.splice(1, 1));
    const { status, body } = await change(otto, without);
    expect(status).toBe(422);
    expect(body.fields).toMatchObject([
      { path: 'identity.groups', code: 'group_in_use', params: { groupEn: 'Adélies' } },
    ]);
    const gulls = { code: 'gulls', name: { zh: '海鸥', en: 'Gulls' }, services: ['help'] };
    const more = changed(identity, ({ groups }) => groups.push(gulls));
    expect((await change(otto, more)).status).toBe(200);
    // A roster that waits may name the group.
    await upload(kit, otto, params.id, csvOf([rosterRow({ Group: 'Gulls' })]));
    const refused = await change(otto, identity, version + 1);
    expect(refused.body.fields).toMatchObject([{ code: 'group_awaited' }]);
    const [waiting] = (await otto.get(programmes.imports, { params })).items;
    const one = { ...params, importId: waiting?.id ?? '' };
    await otto.get(programmes.discardImport, { params: one });
    expect((await change(otto, identity, version + 1)).status).toBe(200);
  });

  it('changes wording of forms, and leaves what was reported as it was reported', async () => {
    const intro = { zh: '空腹上秤。', en: 'Before breakfast, please.' };
    const next = changed(identity, ({ forms }) => (forms![0]!.intro = intro));
    expect((await change(otto, next)).status).toBe(200);
    const penny = await kit.as(cast.penny);
    const { forms } = await penny.get(programmes.mine);
    expect(forms[0]).toMatchObject({ version: 2, definition: { intro } });
    expect(forms[1]).toMatchObject({ version: 1 });
  });

  it('is for those whose places hold the whole programme, and who may', async () => {
    const status = async (who: keyof Cast & ('olga' | 'rita' | 'boris' | 'penny')) => {
      const browser = await kit.as(cast[who]);
      const seen = await browser.call(programmes.identity, { params });
      const done = await change(browser, identity);
      return [seen.status, done.status];
    };
    expect(await status('olga')).toEqual([404, 404]);
    expect(await status('boris')).toEqual([404, 404]);
    expect(await status('rita')).toEqual([403, 403]);
    expect(await status('penny')).toEqual([403, 403]);
  });
});
