import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { crossing, gatedRookery } from '../../../forms/testing/rookery.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { type Phone, phoneOf } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { addPlace } from '../../places/public.ts';
import { type Programme, publishVersion } from '../../programmes/public.ts';
import { assignScanner, createStaff } from '../../staff/public.ts';
import { screening } from '../contract.ts';

/** What scanners fill in beside the temperature. */

let kit: Kit;
let cast: Cast;
let programme: Programme;
let siteId: number;
let sam: Client;
let one: Reporter & { phone: Phone };

type Check = BodyOf<typeof screening.check>;
const minute = 60_000;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit(undefined, gatedRookery));
  const personId = await kit.platform.transaction(null, async (tx) => {
    const at = { parentId: cast.places.north.id, kind: 'site' as const, code: 'gate' };
    const site = await addPlace(tx, { ...at, zh: '北门', en: 'North gate' });
    siteId = site.id;
    const hired = await createStaff(tx, { username: 'sam', name: 'Sam' });
    const whom = { personId: hired.personId, siteId, level: 'senior' as const };
    await assignScanner(tx, { ...whom, superior: null });
    return hired.personId;
  });
  sam = await kit.as({ personId, realm: 'staff', app: 'field' });
  const resident = await reporter(kit, programme, { name: '王小明' });
  await resident.send('checkup', { temperature: 38, limping: false });
  one = { ...resident, phone: await phoneOf(kit, resident.person) };
});
let turn = 0;
// Each showing of a code counts once.
beforeEach(() => kit.clock.set(new Date(Date.parse(startOfTests) + ++turn * 20 * minute)));
afterAll(() => kit.close());

const pass = (milliseconds: number) =>
  kit.clock.set(new Date(kit.clock.now().getTime() + milliseconds));

/** The form as a phone has it that asks now. */
async function formNow() {
  const { programmes } = await sam.get(screening.site, { params: { siteId } });
  const [form] = programmes.map((each) => each.form);
  if (!form) throw new Error('No form is asked for.');
  return form;
}

async function checkWith(answers: Check['answers']): Promise<Check> {
  return {
    ...{ id: randomUUID(), siteId, way: { code: await one.phone.show() }, temperature: 36.5 },
    ...{ shown: 'green', checkedAt: kit.clock.now().toISOString() },
    ...(answers && { answers }),
  };
}

const answersOf = async (id: string) =>
  (await sam.get(screening.record, { params: { id } })).answers;

const good = { transport: 'sledge', companions: 3, phone: '13800000000' };

it('is told to phones with the form, kept with the check, and shown masked', async () => {
  const form = await formNow();
  expect(form.definition).toEqual(crossing.definition);
  const body = await checkWith({ formVersionId: form.versionId, values: good });
  await sam.get(screening.check, { body });
  expect(await answersOf(body.id)).toEqual({
    form: { definition: crossing.definition, zone: 'Pacific/Auckland' },
    values: { transport: 'sledge', companions: 3, phone: '+861******0000' },
    incomplete: false,
  });
  const { rows } = await kit.database.pool.query('select content::text as text from check_answers');
  expect(rows[0].text).not.toContain('13800000000');
  // The same one sent again is the same one; with anything else filled in it is another.
  await sam.get(screening.check, { body });
  const again = async (answers: Check['answers']) => {
    const { answers: _, ...rest } = body;
    const other = { ...rest, ...(answers && { answers }) };
    return (await sam.call(screening.check, { body: other })).body.code;
  };
  const { versionId: formVersionId } = form;
  expect(await again({ formVersionId, values: { ...good, phone: '13800000001' } })).toBe(
    'check_id_reused',
  );
  expect(await again({ formVersionId: 999_999, values: good })).toBe('check_id_reused');
  expect(await again(undefined)).toBe('check_id_reused');
  const plain = await checkWith(undefined);
  await sam.get(screening.check, { body: plain });
  expect(await answersOf(plain.id)).toBeNull();
  const filled = { ...plain, answers: { formVersionId, values: good } };
  expect((await sam.call(screening.check, { body: filled })).body.code).toBe('check_id_reused');
});

describe('mistakes', () => {
  it.each([
    ['nothing where something is needed', {}, [['transport', 'required']]],
    ['an unknown option', { transport: 'flew' }, [['transport', 'not_an_option']]],
    ['what is needed by a condition', { transport: 'sledge' }, [['companions', 'required']]],
    ['a bound', { ...good, companions: 10 }, [['companions', 'out_of_range']]],
    ['an unknown field', { ...good, wings: 2 }, [['wings', 'unknown_field']]],
    [
      'an unknown place',
      { ...good, from: { code: '999999', zh: '', en: '' } },
      [['from', 'unknown_region']],
    ],
  ])('are told of a check that is made now: %s', async (_, values, mistakes) => {
    const { versionId } = await formNow();
    const body = await checkWith({ formVersionId: versionId, values });
    const answer = await sam.call(screening.check, { body });
    expect(answer.body).toMatchObject({
      code: 'invalid_input',
      fields: mistakes.map(([path, code]) => ({ path: `answers.values.${path}`, code })),
    });
    expect((await sam.call(screening.record, { params: { id: body.id } })).status).toBe(404);
  });

  it('of a check that comes late cost no more than themselves', async () => {
    const { versionId } = await formNow();
    const values = { ...good, companions: 10, wings: 2 };
    const body = await checkWith({ formVersionId: versionId, values });
    pass(10 * minute);
    await sam.get(screening.check, { body });
    expect(await answersOf(body.id)).toMatchObject({
      values: { transport: 'sledge', phone: '+861******0000' },
      incomplete: true,
    });
  });
});

it('is read by the version that the phone had, also after another one counts', async () => {
  const before = await formNow();
  const { forms, ...rest } = gatedRookery;
  const later = structuredClone(crossing);
  later.definition.fields = later.definition.fields.filter(({ code }) => code === 'from');
  const publish = (content: Partial<typeof gatedRookery>) =>
    kit.platform.transaction(null, (tx) => {
      const { startsOn, endsOn } = programme.definition;
      return publishVersion(tx, programme.id, { ...rest, forms, startsOn, endsOn, ...content });
    });
  await publish({ forms: [...forms.filter((each) => each !== crossing), later] });
  const after = await formNow();
  expect(after.versionId).not.toBe(before.versionId);
  const body = await checkWith({ formVersionId: before.versionId, values: good });
  await sam.get(screening.check, { body });
  expect(await answersOf(body.id)).toMatchObject({
    form: { definition: crossing.definition },
    values: { companions: 3 },
    incomplete: false,
  });
  const { screeningForm: _, ...without } = rest;
  await kit.platform.transaction(null, (tx) => {
    const { startsOn, endsOn } = programme.definition;
    const left = forms.filter((each) => each !== crossing);
    return publishVersion(tx, programme.id, { ...without, forms: left, startsOn, endsOn });
  });
  const { programmes } = await sam.get(screening.site, { params: { siteId } });
  expect(programmes[0]?.form).toBeNull();
  const orphan = await checkWith({ formVersionId: before.versionId, values: good });
  await sam.get(screening.check, { body: orphan });
  expect(await answersOf(orphan.id)).toMatchObject({ values: { companions: 3 } });
});

it('of a form that nobody knows is left out, and the check is taken', async () => {
  const body = await checkWith({ formVersionId: 999_999, values: good });
  await sam.get(screening.check, { body });
  expect(await answersOf(body.id)).toEqual({ form: null, values: {}, incomplete: true });
});

it('of a form that is not asked at checks is left out, and the check is taken', async () => {
  const { rows } = await kit.database.pool.query(
    "select id::int from form_versions where form = 'checkup'",
  );
  const values = { temperature: 37, limping: false };
  const body = await checkWith({ formVersionId: rows[0].id, values });
  await sam.get(screening.check, { body });
  expect(await answersOf(body.id)).toEqual({ form: null, values: {}, incomplete: true });
});
