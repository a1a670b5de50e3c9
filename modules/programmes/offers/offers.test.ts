import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { ProgrammeContent, ProgrammeTemplate } from '../../../forms/programme.ts';
import { identityOf } from '../../../forms/programme-identity.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { crossing } from '../../../forms/testing/rookery.ts';
import { templateOf } from '../../../forms/testing/template-of.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type Cast, enrol, gather, weighInDays } from '../../../server/testing/cast.ts';
import { type Client, type Kit, startKit } from '../../../server/testing/kit.ts';
import { oversight } from '../../oversight/contract.ts';
import { programmes } from '../contract.ts';
import { currentProgramme } from '../programme/cache.ts';
import { createProgramme } from '../programme/create.ts';
import { enterOrigins, listWaitingOffers } from './start.ts';

/** Programmes made from a template that later releases mend: offered, taken as drafts, dismissed, offered again. */

/** What the release has; a test that changes it stands for the next release. */
const templates: ProgrammeTemplate[] = [];
let kit: Kit;
let cast: Cast;
let ada: Client;
let otto: Client;
let id: number;

beforeAll(async () => {
  kit = await startKit({ templates });
  cast = await gather(kit);
  ada = await kit.as(cast.ada);
  otto = await kit.as(cast.otto);
});
afterAll(() => kit.close());

let last = 0;
beforeEach(async () => {
  release();
  last += 1;
  const made = await ada.get(programmes.create, {
    body: {
      ...{ template: 'penguins', code: `made-${last}`, identity: identityOf(penguins) },
      ...{ placeId: cast.places.station.id, ...weighInDays },
    },
  });
  id = made.id;
});

type Change = (content: ProgrammeContent) => unknown;

/** The next release, with the template mended. */
function release(...changes: Change[]): void {
  const content = structuredClone(penguins);
  for (const change of changes) change(content);
  templates.splice(0, templates.length, templateOf(content));
}

const fieldOf = ({ forms }: Pick<ProgrammeContent, 'forms'>, code: string) =>
  forms[0]?.definition.fields.find((field) => field.code === code) as unknown as {
    max: number;
    label: { en: string };
  };
const heavier: Change = (content) => (fieldOf(content, 'weight').max = 50);
const reworded: Change = (content) => (fieldOf(content, 'fish').label.en = 'Fish today');
const crossed: Change = (content) => {
  content.forms.push(structuredClone(crossing));
  content.services[1]?.forms?.push('crossing');
};
const thinner: Change = (content) => {
  const [thin] = content.forms[0]?.definition.alerts ?? [];
  if (thin) thin.when = { field: 'weight', lt: 2 };
};
const helpless: Change = (content) => content.services.pop();

const formOffers = (by = ada) => by.get(programmes.formOffers, { params: { id } });
const settingsOffer = (by = ada) => by.get(programmes.settingsOffer, { params: { id } });
const forms = async () => (await formOffers()).offers.map(({ form }) => form);

type Decision = Partial<BodyOf<typeof programmes.decideFormOffer>>;

/** What is offered now, as somebody has looked at it. */
async function look(form: string) {
  const offer = (await formOffers()).offers.find((each) => each.form === form);
  const { seen = '', version = 1, draft = null } = offer ?? {};
  return { seen, version, draft: draft && { id: draft.id, revision: draft.revision } };
}

async function decide(form: string, decision: Decision, by = ada) {
  const body = { ...(await look(form)), decision: 'taken' as const, ...decision };
  return by.call(programmes.decideFormOffer, { params: { id, form }, body });
}

async function decideSettings(decision: Decision = {}, by = ada) {
  const { offer } = await settingsOffer();
  const { seen = '', version = 1, draft = null } = offer ?? {};
  const known = draft && { id: draft.id, revision: draft.revision };
  const body = { seen, version, draft: known, decision: 'taken' as const, ...decision };
  return by.call(programmes.decideSettingsOffer, { params: { id }, body });
}

const codeOf = ({ status, body }: { status: number; body: object }) =>
  status === 200 ? 'done' : (body as { code?: string }).code;

const draftOf = (draftId: number | null) =>
  ada.get(programmes.formDraft, { params: { id, draftId: draftId ?? 0 } });
const fieldIn = (content: { definition: unknown }, code: string) =>
  (content.definition as FormDefinition).fields.find((field) => field.code === code);

async function publish(draftId: number | null) {
  const { revision, inForce } = await draftOf(draftId);
  const body = { revision, comparedWith: inForce?.versionId ?? null };
  return ada.get(programmes.publishFormDraft, { params: { id, draftId: draftId ?? 0 }, body });
}

async function begin(change: (definition: FormDefinition) => unknown, by = otto) {
  const { id: draftId } = await by.get(programmes.startFormDraft, {
    params: { id },
    body: { form: 'weigh-in' },
  });
  await save(draftId, change, by);
  return draftId;
}

async function save(draftId: number, change: (definition: FormDefinition) => unknown, by = otto) {
  const { content, revision } = await draftOf(draftId);
  change(content.definition as FormDefinition);
  await by.get(programmes.saveFormDraft, { params: { id, draftId }, body: { revision, content } });
}

describe('a mended form', () => {
  it('is offered once a release has it, taken as a draft, and published by the ways there are', async () => {
    expect(await formOffers()).toMatchObject({ template: { code: 'penguins' }, offers: [] });
    release(heavier);
    const { offers, decided } = await formOffers();
    expect(offers).toMatchObject([
      { form: 'weigh-in', draft: null, version: 1, takingTheirs: null },
    ]);
    expect(decided).toEqual([]);
    const taken = await decide('weigh-in', {});
    const { draftId } = taken.body;
    const draft = await draftOf(draftId);
    expect(draft).toMatchObject({ form: 'weigh-in', changedBy: 'Ada', problems: [] });
    expect(fieldIn(draft.content, 'weight')).toMatchObject({ max: 50 });
    // Nothing is in force before somebody publishes it.
    expect((await currentProgramme(kit.platform, id)).version).toBe(1);
    expect(await formOffers()).toMatchObject({
      offers: [],
      decided: [{ form: 'weigh-in', decision: 'taken', by: 'Ada', reason: null }],
    });
    expect(await publish(draftId)).toMatchObject({ version: 2 });
    expect(await formOffers()).toMatchObject({ offers: [], decided: [] });
    const { items } = await ada.get(oversight.audit, {
      query: { action: 'programme.template_taken' },
    });
    expect(items[0]?.details).toEqual({
      ...{ programmeId: id, form: 'weigh-in', template: 'penguins', draftId },
    });
  });

  it('that is new becomes a draft of a new form, in the service that it is meant for', async () => {
    release(crossed, heavier);
    expect(await forms()).toEqual(['weigh-in', 'crossing']);
    expect((await settingsOffer()).offer).toBeNull();
    const { draftId } = (await decide('crossing', {})).body;
    expect(await draftOf(draftId)).toMatchObject({
      inForce: null,
      content: { services: ['papers'], definition: crossing.definition },
      problems: [],
    });
    await publish(draftId);
    expect(await forms()).toEqual(['weigh-in']);
    expect((await settingsOffer()).offer).toBeNull();
    release(heavier);
    expect(await formOffers()).toMatchObject({ dropped: [] });
    release((content) => {
      content.forms.shift();
      content.services[0]?.forms?.shift();
    });
    expect((await formOffers()).dropped).toMatchObject([{ form: 'weigh-in' }]);
  });

  it('of which both changed the same says what whoever takes it chooses', async () => {
    await publish(await begin((form) => Object.assign(form.fields[0] as object, { max: 47 })));
    release(heavier, reworded);
    const [offer] = (await formOffers()).offers;
    expect(fieldIn(offer?.keepingOurs ?? ({} as never), 'weight')).toMatchObject({ max: 47 });
    expect(fieldIn(offer?.takingTheirs ?? ({} as never), 'weight')).toMatchObject({ max: 50 });
    const { draftId } = (await decide('weigh-in', { prefer: 'theirs' })).body;
    const { content } = await draftOf(draftId);
    expect(fieldIn(content, 'weight')).toMatchObject({ max: 50 });
    expect(fieldIn(content, 'fish')?.label.en).toBe('Fish today');
  });

  it('goes into the draft that somebody has, who hears of it, and only as it was looked at', async () => {
    const draftId = await begin((form) => form.fields.pop());
    release(heavier);
    const [offer] = (await formOffers()).offers;
    expect(offer).toMatchObject({ draft: { id: draftId, revision: 2, changedBy: 'Otto' } });
    expect(codeOf(await decide('weigh-in', { draft: null }))).toBe('draft_changed');
    const stale = await decide('weigh-in', { draft: { id: draftId, revision: 1 } });
    expect(stale.body).toMatchObject({ code: 'draft_changed', params: { name: 'Otto' } });
    const before = await draftOf(draftId);
    expect((await decide('weigh-in', {})).body).toEqual({ draftId });
    const { content } = await draftOf(draftId);
    expect(fieldIn(content, 'weight')).toMatchObject({ max: 50 });
    expect(fieldIn(content, 'fish')).toBeUndefined();
    const late = await otto.call(programmes.saveFormDraft, {
      params: { id, draftId },
      body: { revision: before.revision, content: before.content },
    });
    expect(late.body).toMatchObject({ code: 'draft_changed', params: { name: 'Ada' } });
    expect(await forms()).toEqual([]);
  });

  it('is decided by one of two who do so at once, and not by who saw something else', async () => {
    release(heavier);
    const looked = await look('weigh-in');
    const answers = await Promise.all([
      decide('weigh-in', looked, ada),
      decide('weigh-in', { ...looked, decision: 'dismissed' }, otto),
      decide('weigh-in', looked, otto),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(['done', 'offer_gone', 'offer_gone']);
    release(heavier, reworded);
    const late = await look('weigh-in');
    release(reworded);
    expect(codeOf(await decide('weigh-in', late))).toBe('offer_changed');
    expect(codeOf(await decide('weigh-in', { version: 2 }))).toBe('programme_changed');
    const gone = { draft: { id: 999_999, revision: 1 } };
    release((content) =>
      (content.forms[1] as { definition: FormDefinition }).definition.fields.pop(),
    );
    expect(codeOf(await decide('arrival', gone))).toBe('settings_gone');
    expect(codeOf(await decide('nothing', {}))).toBe('offer_gone');
  });

  it('that was dismissed waits for the next change, or until somebody thinks again', async () => {
    release(heavier);
    // Whoever leaves it need not know that somebody has begun a draft or published something since.
    const left = { decision: 'dismissed' as const, reason: 'Our scale ends at 46.', version: 7 };
    expect(codeOf(await decide('weigh-in', left, otto))).toBe('done');
    const { offers, decided } = await formOffers();
    expect(offers).toEqual([]);
    const [no] = decided;
    expect(no).toMatchObject({
      ...{ form: 'weigh-in', decision: 'dismissed', by: 'Otto', reason: 'Our scale ends at 46.' },
    });
    release(heavier, reworded);
    const [again] = (await formOffers()).offers;
    expect(fieldIn(again?.keepingOurs ?? ({} as never), 'weight')).toMatchObject({ max: 46 });
    const reopen = () =>
      ada.call(programmes.reopenFormOffer, {
        params: { id, form: 'weigh-in' },
        query: { decisionId: no?.id ?? 0 },
      });
    expect(codeOf(await reopen())).toBe('done');
    expect(codeOf(await reopen())).toBe('offer_gone');
    const [all] = (await formOffers()).offers;
    expect(fieldIn(all?.keepingOurs ?? ({} as never), 'weight')).toMatchObject({ max: 50 });
    const { items } = await ada.get(oversight.audit, { query: {} });
    expect(items.slice(0, 2)).toMatchObject([
      { action: 'programme.template_reopened', reason: null },
      { action: 'programme.template_dismissed', reason: 'Our scale ends at 46.' },
    ]);
  });
});

describe('mended settings', () => {
  const settings = () => ada.get(programmes.settings, { params: { id } });
  const alertIn = ({ forms: all }: ProgrammeSettings) => all[0]?.alerts[0]?.when;

  it('become the draft of the rules, which still takes two people where alerts change', async () => {
    release(thinner);
    expect((await settingsOffer()).offer).toMatchObject({ version: 1, draft: null });
    const { draftId } = (await decideSettings()).body;
    const { draft, inForce } = await settings();
    expect(draft).toMatchObject({ id: draftId, basedOn: 1, problems: [], proposal: null });
    expect(alertIn(inForce)).toEqual({ field: 'weight', lt: 3 });
    expect(alertIn(draft?.content ?? inForce)).toEqual({ field: 'weight', lt: 2 });
    const body = { draftId: draftId ?? 0, revision: 1, comparedWith: 1 };
    const one = await ada.call(programmes.publishSettings, { params: { id }, body });
    expect(codeOf(one)).toBe('proposal_needed');
    await ada.get(programmes.proposeSettings, { params: { id }, body });
    expect(await settingsOffer()).toMatchObject({ offer: null, decided: { decision: 'taken' } });
    const other = await otto.call(programmes.publishSettings, { params: { id }, body });
    expect(other.body).toEqual({ version: 2 });
    expect(await settingsOffer()).toMatchObject({ offer: null, decided: null });
  });

  it('go over a draft that is there, for which whoever had asked asks again', async () => {
    const { version, inForce } = await settings();
    const content = structuredClone(inForce);
    content.forms[0]?.alerts.pop();
    await otto.get(programmes.saveSettings, {
      params: { id },
      body: { draft: null, basedOn: version, content },
    });
    const { draft } = await settings();
    const named = { draftId: draft?.id ?? 0, revision: 1, comparedWith: 1 };
    await otto.get(programmes.proposeSettings, { params: { id }, body: named });
    release(thinner);
    expect(codeOf(await decideSettings({ draft: null }))).toBe('draft_changed');
    expect(codeOf(await decideSettings())).toBe('done');
    const after = await settings();
    expect(after.draft).toMatchObject({ revision: 2, changedBy: 'Ada', proposal: null });
    expect(after.draft?.content.forms[0]?.alerts).toHaveLength(1);
    expect(alertIn(after.draft?.content ?? inForce)).toEqual({ field: 'weight', lt: 2 });
  });

  it('never take away a group, with people in it or without', async () => {
    const programme = await currentProgramme(kit.platform, id);
    await enrol(kit, programme, { group: 'adelies' });
    release(helpless, (content) => content.groups.pop());
    const { offer } = await settingsOffer();
    expect(offer?.keepingOurs.groups).toMatchObject([
      { code: 'emperors', services: ['weighing', 'papers'] },
      { code: 'adelies' },
    ]);
    const { draftId } = (await decideSettings()).body;
    const body = { draftId: draftId ?? 0, revision: 1, comparedWith: 1 };
    await ada.get(programmes.publishSettings, { params: { id }, body });
    const { people, inForce } = await settings();
    expect(people).toEqual({ adelies: 1 });
    expect(inForce.services.map(({ code }) => code)).toEqual(['weighing', 'papers']);
  });

  it('are dismissed and offered again', async () => {
    release(thinner);
    await decideSettings({ decision: 'dismissed' });
    const { offer, decided } = await settingsOffer();
    expect({ offer, decided }).toMatchObject({ offer: null, decided: { decision: 'dismissed' } });
    const query = { decisionId: decided?.id ?? 0 };
    await ada.get(programmes.reopenSettingsOffer, { params: { id }, query });
    expect((await settingsOffer()).offer).not.toBeNull();
  });
});

it('concerns the programme as a whole, and those who may change what is offered', async () => {
  for (const [who, status] of [
    [cast.olga, 404],
    [cast.rita, 403],
    [cast.otto, 200],
  ] as const) {
    const by = await kit.as(who);
    for (const route of [programmes.formOffers, programmes.settingsOffer]) {
      expect((await by.call(route, { params: { id } })).status).toBe(status);
    }
  }
});

it('at a start finds out what earlier programmes were made from, and says where something waits', async () => {
  const { id: invented } = cast.programme;
  const listed = async () =>
    (await listWaitingOffers(kit.platform, templates)).map(({ code, parts }) => `${code} ${parts}`);
  await kit.database.pool.query('update programmes set template = null, template_without = null');
  release(heavier, thinner);
  expect(await listed()).toEqual([]);
  const odd = { ...penguins, forms: [], milestones: [], phases: [], days: [] };
  const services = penguins.services.slice(2);
  const groups = penguins.groups.map((group) => ({ ...group, services: ['help'] }));
  const other = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: { ...odd, services, groups }, code: 'own', ...weighInDays },
      place: { id: cast.places.station.id },
    }),
  );
  await enterOrigins(kit.platform, templates);
  await enterOrigins(kit.platform, templates);
  const { rows } = await kit.database.pool.query(
    'select template, template_without from programmes where id = any($1) order by id',
    [[invented, other.id]],
  );
  expect(rows).toEqual([
    { template: 'penguins', template_without: [] },
    { template: null, template_without: null },
  ]);
  expect(await listed()).toContain('penguins 2');
  expect(await listed()).not.toContain('own 2');
  const params = { id: other.id };
  expect(await ada.get(programmes.formOffers, { params })).toMatchObject({ template: null });
  expect(await ada.get(programmes.settingsOffer, { params })).toMatchObject({ template: null });
  const [template] = templates.splice(0);
  expect(await ada.get(programmes.formOffers, { params: { id } })).toMatchObject({ offers: [] });
  if (template) templates.push(template);
  // What is over needs nothing any more.
  expect(await listed()).not.toEqual([]);
  kit.clock.set('2022-06-01T00:00:00Z');
  expect(await listed()).toEqual([]);
});
