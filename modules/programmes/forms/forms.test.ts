import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { FormDraft } from '../../../forms/form-draft.ts';
import { settingsOf, withSettings } from '../../../forms/programme-settings.ts';
import { type Cast, gather, weighInDays } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { reports } from '../../reports/contract.ts';
import { expedition as content, wellToday } from '../../reports/testing.ts';
import { programmes } from '../contract.ts';
import { contentOf } from '../identity/rules.ts';
import type { Programme } from '../model.ts';
import { currentProgramme } from '../programme/cache.ts';
import { createProgramme } from '../programme/create.ts';
import { publishVersion } from '../programme/publish.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
/** Administrator of everything, and the organiser of the station: both may build its forms. */
let ada: Client;
let otto: Client;
let id: number;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  ada = await kit.as(cast.ada);
  otto = await kit.as(cast.otto);
});
let last = 0;
// Each test has forms of its own.
beforeEach(async () => {
  kit.clock.set(startOfTests);
  last += 1;
  const place = { id: cast.places.station.id };
  expedition = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, { content, code: `forms-${last}`, place, ...weighInDays }),
  );
  id = expedition.id;
});
afterAll(() => kit.close());

const params = (draftId: number) => ({ params: { id, draftId } });
const list = (by = ada) => by.get(programmes.forms, { params: { id } });
const listed = async (code: string) => (await list()).find((form) => form.code === code);

async function start(form: string, body: object = {}, by = ada): Promise<number> {
  const started = await by.get(programmes.startFormDraft, {
    params: { id },
    body: { form, ...body },
  });
  return started.id;
}

/** Saves a draft with another definition, on top of what is stored. */
async function change(
  draftId: number,
  made: (definition: FormDefinition) => unknown,
  more: Partial<FormDraft> = {},
  by = ada,
) {
  const { revision, content: typed } = await by.get(programmes.formDraft, params(draftId));
  const definition = made(structuredClone(typed.definition) as FormDefinition);
  const body = { revision, content: { ...typed, ...more, definition } };
  return by.get(programmes.saveFormDraft, { ...params(draftId), body });
}

async function publish(draftId: number, by = ada) {
  const { revision, inForce } = await by.get(programmes.formDraft, params(draftId));
  const body = { revision, comparedWith: inForce?.versionId ?? null };
  return by.call(programmes.publishFormDraft, { ...params(draftId), body });
}

const title = { zh: '晚间填报', en: 'Evening report' };
const retitled = (definition: FormDefinition) => ({ ...definition, title });
const mood = {
  ...{ type: 'choice', code: 'mood', label: { zh: '心情', en: 'Mood' }, required: true },
  options: [{ code: 'good', label: { zh: '好', en: 'Good' } }],
} as const;

describe('a draft', () => {
  it('of a new form is saved with mistakes, told at their places, and published without', async () => {
    const draftId = await start('mood', { title: { zh: '心情', en: 'Mood' } });
    const begun = await ada.get(programmes.formDraft, params(draftId));
    expect(begun).toMatchObject({ form: 'mood', revision: 1, changedBy: 'Ada', inForce: null });
    expect(begun.problems).toEqual([{ path: 'definition.fields', code: 'empty_list' }]);
    const halfway = await change(draftId, (definition) => ({
      ...definition,
      fields: [{ ...mood, label: { zh: '心情', en: '' }, options: [] }],
    }));
    expect(halfway.problems).toEqual([
      { path: 'definition.fields.0.label', code: 'missing_text' },
      { path: 'definition.fields.0.options', code: 'empty_list' },
    ]);
    const refused = await publish(draftId);
    expect([refused.status, refused.body.code]).toEqual([422, 'draft_invalid']);
    expect(refused.body.fields).toEqual(halfway.problems);
    expect(await listed('mood')).toMatchObject({
      inForce: null,
      draft: { id: draftId },
      services: [],
    });
    const saved = await change(draftId, (definition) => ({ ...definition, fields: [mood] }), {
      services: [expedition.definition.services[0]?.code ?? ''],
    });
    expect(saved).toMatchObject({ revision: 3, problems: [] });
    const { person, browser, send } = await reporter(kit, expedition);
    expect((await publish(draftId)).body).toMatchObject({ version: 1 });
    expect(await listed('mood')).toMatchObject({ inForce: { version: 1 }, draft: null });
    const mine = await browser.get(programmes.mine);
    const form = mine.forms.find(({ definition }) => definition.code === 'mood');
    expect(form?.definition.fields).toEqual([mood]);
    const sent = await send('mood', { mood: 'good' }, { formVersionId: form?.versionId ?? 0 });
    expect(sent.status).toBe(200);
    const seen = await ada.get(reports.person, { params: { enrolmentId: person.enrolmentId } });
    expect(JSON.stringify(seen.reports)).toContain('"mood":"good"');
  });

  it.each([
    ['nothing at all', null, ['definition: not_an_object']],
    ['a list', [1], ['definition: not_an_object']],
    [
      'text that no table holds',
      { fields: [{ type: 'text\u0000' }] },
      ['definition.fields.0.type: unknown_type'],
    ],
  ])('may be anything while it is a draft: %s', async (_, definition, problems) => {
    const draftId = await start('odd', { title });
    const saved = await change(draftId, () => definition);
    const told = saved.problems.map(({ path, code }) => `${path}: ${code}`);
    expect(told).toEqual(expect.arrayContaining(problems));
    const read = await ada.get(programmes.formDraft, params(draftId));
    expect(read.content.definition).toEqual(definition);
    const { status } = await publish(draftId);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await list()).find(({ code }) => code === 'odd')?.draft?.id).toBe(draftId);
  });

  it('is one for each form; a copy is another form, offered to nobody yet', async () => {
    const draftId = await start('daily');
    const again = await ada.call(programmes.startFormDraft, {
      params: { id },
      body: { form: 'daily' },
    });
    expect(again.body.code).toBe('form_has_draft');
    const { inForce } = await ada.get(programmes.formDraft, params(draftId));
    const from = { versionId: inForce?.versionId ?? 0 };
    const copied = await start('evening', { from, title });
    const copy = await ada.get(programmes.formDraft, params(copied));
    expect(copy.content).toMatchObject({
      ...{ services: [], definition: { code: 'evening', title }, policy: { slots: 'daily' } },
    });
    expect(copy.problems).toEqual([]);
    for (const body of [
      { form: 'papers', from },
      { form: 'papers', title },
    ]) {
      const { status, body: told } = await ada.call(programmes.startFormDraft, {
        params: { id },
        body,
      });
      expect([status, told.code]).toEqual([409, 'form_code_taken']);
    }
    const strange = {
      form: 'strange',
      from: { versionId: cast.programme.forms.get('swim')?.id ?? 0 },
    };
    expect(
      (await ada.call(programmes.startFormDraft, { params: { id }, body: strange })).status,
    ).toBe(404);
    const given = await start('given', { from: { definition: { title, fields: [mood] } } });
    expect((await ada.get(programmes.formDraft, params(given))).problems).toEqual([]);
    await ada.get(programmes.deleteFormDraft, params(given));
    expect((await ada.call(programmes.formDraft, params(given))).status).toBe(404);
  });

  it('lets the second of two people hear of the first, and loses nothing of either', async () => {
    const draftId = await start('daily');
    const { revision, content: typed } = await ada.get(programmes.formDraft, params(draftId));
    const save = (by: Client, zh: string) => {
      const definition = { ...(typed.definition as FormDefinition), title: { zh, en: zh } };
      const body = { revision, content: { ...typed, definition } };
      return by.call(programmes.saveFormDraft, { ...params(draftId), body });
    };
    const answers = await Promise.all([save(ada, 'A'), save(otto, 'B')]);
    const taken = answers.findIndex(({ status }) => status === 200);
    const late = answers[1 - taken];
    expect([late?.status, late?.body.code]).toEqual([409, 'draft_changed']);
    expect(late?.body).toMatchObject({ params: { name: taken === 0 ? 'Ada' : 'Otto' } });
    const { content: kept, revision: now } = await ada.get(programmes.formDraft, params(draftId));
    expect(kept.definition).toMatchObject({ title: { zh: taken === 0 ? 'A' : 'B' } });
    expect(now).toBe(2);
    // Publishing what one has not seen is refused alike.
    const blind = { revision, comparedWith: expedition.forms.get('daily')?.id ?? 0 };
    const tried = await otto.call(programmes.publishFormDraft, { ...params(draftId), body: blind });
    expect(tried.body.code).toBe('draft_changed');
  });
});

describe('publishing', () => {
  it('makes one version of the form and of the programme, and leaves all else as it was', async () => {
    const draftId = await start('daily');
    await change(draftId, retitled);
    kit.clock.set('2022-01-20T05:00:00Z');
    expect((await publish(draftId)).body).toMatchObject({ version: 2 });
    const now = await currentProgramme(kit.platform, id);
    expect(now.version).toBe(2);
    for (const [code, { id: version }] of expedition.forms) {
      if (code !== 'daily') expect(now.forms.get(code)?.id).toBe(version);
    }
    expect(now.definition).toEqual(expedition.definition);
    const versions = await ada.get(programmes.formVersions, { params: { id, form: 'daily' } });
    expect(versions.map(({ version, publishedAt }) => [version, publishedAt])).toEqual([
      [2, '2022-01-20T05:00:00.000Z'],
      [1, startOfTests],
    ]);
    const first = { params: { id, form: 'daily', version: 1 } };
    const { content: old } = await ada.get(programmes.formVersion, first);
    expect(old.definition).toEqual(expedition.forms.get('daily')?.definition);
    expect(
      (await ada.call(programmes.formVersion, { params: { ...first.params, version: 9 } })).status,
    ).toBe(404);
    const { rows } = await kit.database.pool.query(
      `select action, details from audit_entries where action like 'form.%' order by id desc limit 2`,
    );
    expect(rows).toEqual([
      {
        action: 'form.published',
        details: { programmeId: id, form: 'daily', version: 2, programmeVersion: 2 },
      },
      { action: 'form.draft_started', details: { programmeId: id, form: 'daily' } },
    ]);
  });

  it('is told that another version came in between', async () => {
    const draftId = await start('daily');
    await change(draftId, retitled);
    const { revision, inForce } = await ada.get(programmes.formDraft, params(draftId));
    const next = structuredClone(contentOf(expedition));
    for (const { definition } of next.forms) definition.intro = { zh: '新', en: 'New' };
    await kit.platform.transaction(null, (tx) => publishVersion(tx, id, next));
    const body = { revision, comparedWith: inForce?.versionId ?? null };
    const { body: told } = await ada.call(programmes.publishFormDraft, {
      ...params(draftId),
      body,
    });
    expect(told.code).toBe('form_changed');
    expect((await ada.get(programmes.formDraft, params(draftId))).inForce?.version).toBe(2);
    expect((await publish(draftId)).body).toMatchObject({ version: 3 });
  });

  it('of two at once happens once', async () => {
    const draftId = await start('daily');
    await change(draftId, retitled);
    const answers = await Promise.all(
      [publish(draftId), publish(draftId, otto)].map((each) => each.catch(() => null)),
    );
    expect(answers.filter((each) => each?.status === 200)).toHaveLength(1);
    expect((await currentProgramme(kit.platform, id)).version).toBe(2);
  });

  it('keeps how often and for what a published form is filled in, and what others rest on', async () => {
    const draftId = await start('daily');
    const { policy } = (await ada.get(programmes.formDraft, params(draftId))).content;
    const once = { policy: { ...policy, slots: 'single' as const, backfill: false } };
    expect((await change(draftId, retitled, once)).problems).toContainEqual({
      ...{ path: 'policy.slots', code: 'slots_fixed' },
    });
    const checks = { purpose: 'check' as const };
    expect((await change(draftId, retitled, checks)).problems).toContainEqual({
      ...{ path: 'purpose', code: 'purpose_fixed' },
    });
    const voyage = await start('voyage');
    const emptied = await change(voyage, (definition) => ({
      ...definition,
      fields: definition.fields.filter(({ code }) => code !== 'landedOn'),
    }));
    expect(emptied.problems.map(({ path, code }) => `${path}: ${code}`)).toContain(
      'programme.milestones.0.sources.0.field: unknown_reference',
    );
  });

  it('takes reports on as before: by the version in force, the former ones readable and in one sheet', async () => {
    const people: Reporter[] = [];
    for (let n = 0; n < 4; n += 1) people.push(await reporter(kit, expedition));
    const [ann, ben, cem, dan] = people as [Reporter, Reporter, Reporter, Reporter];
    await ann.send('daily', wellToday);
    const draftId = await start('daily');
    const changed = await change(draftId, (definition) => ({
      ...definition,
      fields: [...definition.fields.filter(({ code }) => code !== 'cough'), mood],
      alerts: [],
      doubts: [],
    }));
    // Alerts are no matter of the form's draft: one about a question goes before the question does.
    expect(changed.problems.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'definition.alerts.1.when.field: unknown_reference',
    ]);
    const before = contentOf(expedition);
    const settings = structuredClone(settingsOf(before));
    settings.forms[0]?.alerts.pop();
    await kit.platform.transaction(null, (tx) =>
      publishVersion(tx, id, withSettings(before, settings)),
    );
    // Some arrive while it is being published: each is taken by the version in force at its moment, or told.
    const [done, ...racing] = await Promise.all([
      publish(draftId),
      ben.send('daily', wellToday),
      cem.send('daily', wellToday),
    ]);
    for (const { status, body } of racing) {
      expect([200, 409]).toContain(status);
      if (status === 409) expect(body.code).toBe('form_outdated');
    }
    const late = await dan.send('daily', wellToday);
    expect([late.status, late.body.code]).toEqual([409, 'form_outdated']);
    const values = { temperature: 36.5, mood: 'good' };
    const { versionId } = done.body as { versionId: number };
    expect((await dan.send('daily', values, { formVersionId: versionId })).status).toBe(200);
    const { definitions } = await ann.browser.get(reports.summary);
    expect(JSON.stringify(definitions)).toContain('cough');
    const query = { programmeId: id, form: 'daily', format: 'csv', lang: 'en' } as const;
    const sheet = await ada.call(reports.export, {
      query: { ...query, from: '2022-01-20', to: '2022-01-20' },
    });
    const lines = sheet.raw.toString('utf8').trim().split('\r\n');
    expect(lines[0]).toContain('Temperature (°C),Remark,Mood,Cough,');
    const row = (person: Reporter) => lines.find((line) => line.includes(person.person.entry.name));
    expect(row(ann)).toContain('36.5,,,No,');
    expect(row(dan)).toContain('36.5,,Good,,');
  });

  it('leaves days due as they are, also where others are asked for a daily form', async () => {
    const { person } = await reporter(kit, expedition);
    const revisionOf = async () => {
      const { rows } = await kit.database.pool.query<{ revision: number }>(
        'select revision from reporting_periods where enrolment_id = $1',
        [person.enrolmentId],
      );
      return rows[0]?.revision;
    };
    const before = await revisionOf();
    const draftId = await start('daily');
    await change(draftId, retitled);
    await publish(draftId);
    expect(await revisionOf()).toBe(before);
    const narrower = await start('daily');
    await change(narrower, retitled, { offeredTo: { groups: ['adelies'] } });
    expect((await publish(narrower)).status).toBe(200);
    expect(await revisionOf()).toBe(before);
  });
});

describe('retiring', () => {
  const retire = (form: string, retired = true) =>
    ada.call(programmes.retireForm, { params: { id, form }, body: { retired } });

  it('keeps what was reported, offers the form to nobody, and can be taken back', async () => {
    const { person, browser, send } = await reporter(kit, expedition);
    const draftId = await start('mood', { from: { definition: { title, fields: [mood] } } });
    await change(draftId, (definition) => definition, {
      services: [expedition.definition.services[0]?.code ?? ''],
    });
    const { body } = await publish(draftId);
    const { versionId: formVersionId } = body as { versionId: number };
    await send('mood', { mood: 'good' }, { formVersionId });
    expect((await retire('mood')).status).toBe(200);
    expect(await listed('mood')).toMatchObject({ retired: true });
    const offered = async () =>
      (await browser.get(programmes.mine)).forms.map((form) => form.versionId);
    expect(await offered()).not.toContain(formVersionId);
    const refused = await send('mood', { mood: 'good' }, { formVersionId });
    expect([refused.status, refused.body.code]).toEqual([404, 'form_not_offered']);
    expect((await browser.get(reports.summary)).reports).toHaveLength(1);
    const query = { programmeId: id, form: 'mood', format: 'csv', lang: 'en' } as const;
    const sheet = await ada.call(reports.export, { query });
    expect(sheet.raw.toString('utf8')).toContain(person.entry.name);
    expect((await retire('mood', false)).status).toBe(200);
    expect(await offered()).toContain(formVersionId);
  });

  it('is refused while a daily form is due, or days rest on a form', async () => {
    expect((await retire('daily')).body.code).toBe('form_due');
    expect((await retire('voyage')).body.code).toBe('form_needed');
    expect((await retire('nothing')).status).toBe(404);
    kit.clock.set('2022-04-01T04:00:00Z');
    ada = await kit.as(cast.ada);
    expect((await retire('daily')).status).toBe(200);
  });
});

it('is for who may build forms of the whole programme; a part of it reads what is published', async () => {
  const draftId = await start('daily');
  const olga = await kit.as(cast.olga);
  const rita = await kit.as(cast.rita);
  expect(
    (await rita.get(programmes.forms, { params: { id } })).every(({ draft }) => draft === null),
  ).toBe(true);
  const form = { params: { id, form: 'daily' } };
  expect(await rita.get(programmes.formVersions, form)).toHaveLength(1);
  expect(
    (await rita.call(programmes.startFormDraft, { params: { id }, body: { form: 'voyage' } }))
      .status,
  ).toBe(403);
  expect(
    (await olga.call(programmes.startFormDraft, { params: { id }, body: { form: 'voyage' } }))
      .status,
  ).toBe(404);
  expect((await olga.call(programmes.formDraft, params(draftId))).status).toBe(404);
  expect(
    (await olga.call(programmes.retireForm, { ...form, body: { retired: true } })).status,
  ).toBe(404);
});

describe('a form as a file', () => {
  const version = { form: 'daily', version: 1 };
  const fileOf = async (format: 'json' | 'xlsx') =>
    (await ada.call(programmes.formFile, { params: { id, ...version }, query: { format } })).raw;
  const read = (name: string, data: Buffer) =>
    ada.call(programmes.readFormFile, {
      params: { id },
      file: { name, mime: 'application/octet-stream', data },
    });

  it('comes back whole from JSON, and as far as XLSForm goes from a workbook', async () => {
    const daily = expedition.forms.get('daily')?.definition;
    const { body: json } = await read('daily.json', await fileOf('json'));
    expect(json).toEqual({ definition: daily, findings: [] });
    const { body: sheets } = await read('daily.xlsx', await fileOf('xlsx'));
    expect(sheets.definition).toMatchObject({ code: 'daily', title: daily?.title });
    expect(sheets.definition?.fields.map(({ code }) => code)).toEqual(
      daily?.fields.map(({ code }) => code),
    );
    const draftId = await start('again', { from: { definition: sheets.definition ?? {} } });
    expect((await ada.get(programmes.formDraft, params(draftId))).problems).toEqual([]);
  });

  it('may have mistakes as JSON, which the draft then names', async () => {
    const broken = Buffer.from(JSON.stringify({ title, fields: [{ ...mood, options: [] }] }));
    const { body } = await read('broken.json', broken);
    expect(body.findings).not.toEqual([]);
    const draftId = await start('broken', { from: { definition: body.definition ?? {} } });
    expect((await ada.get(programmes.formDraft, params(draftId))).problems).toEqual([
      { path: 'definition.fields.0.options', code: 'empty_list' },
    ]);
  });

  it.each([
    ['no JSON', 'a.json', '{"title":'],
    ['a list', 'a.json', '[]'],
    ['no workbook', 'a.xlsx', 'not a workbook'],
    ['nothing', 'a.xlsx', ''],
  ])('says why none comes of it: %s', async (_, name, data) => {
    const { status, body } = await read(name, Buffer.from(data));
    if (status === 200) expect([body.definition, body.findings.length > 0]).toEqual([null, true]);
    else expect(status).toBe(422);
  });
});
