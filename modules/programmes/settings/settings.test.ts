import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import { on } from '../../../platform/events.ts';
import { Problem } from '../../../platform/problems.ts';
import { addRole, type Cast, enrol, gather, weighInDays } from '../../../server/testing/cast.ts';
import { newDocument } from '../../../server/testing/documents.ts';
import { reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { oversight } from '../../oversight/contract.ts';
import { reports } from '../../reports/contract.ts';
import { expedition as content } from '../../reports/testing.ts';
import { staff } from '../../staff/contract.ts';
import { programmes, programmesProblems } from '../contract.ts';
import { type Programme, rulesProposed } from '../model.ts';
import { createProgramme } from '../programme/create.ts';
import { findProposed } from './proposed.ts';

/** Groups, services, days, alert rules and colour rules: drafts, two people, publishing. */

let kit: Kit;
let cast: Cast;
let expedition: Programme;
/** Administrator of everything, and the organiser of the station: both may change its rules. */
let ada: Client;
let otto: Client;
let id: number;
/** A condition of a module to the right, while a test states one. */
let isHeldUp = false;
const heldUp = on(rulesProposed, async () => {
  if (isHeldUp) throw new Problem(programmesProblems.publication_not_failed);
});

beforeAll(async () => {
  kit = await startKit({ handlers: [heldUp] });
  cast = await gather(kit);
  ada = await kit.as(cast.ada);
  otto = await kit.as(cast.otto);
});
let last = 0;
beforeEach(async () => {
  kit.clock.set(startOfTests);
  isHeldUp = false;
  last += 1;
  const place = { id: cast.places.station.id };
  expedition = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, { content, code: `rules-${last}`, place, ...weighInDays }),
  );
  id = expedition.id;
});
afterAll(() => kit.close());

const settings = (by = ada) => by.get(programmes.settings, { params: { id } });

/** Saves the draft with a change, on top of what is stored. */
async function change(make: (settings: ProgrammeSettings) => unknown, by = ada) {
  const { version, inForce, draft } = await settings(by);
  const next = structuredClone(draft?.content ?? inForce);
  make(next);
  const known = draft && { id: draft.id, revision: draft.revision };
  const basedOn = draft?.basedOn ?? version;
  const body = { draft: known, basedOn, content: next };
  return by.call(programmes.saveSettings, { params: { id }, body });
}

async function named() {
  const { version, draft } = await settings();
  return {
    params: { id },
    body: {
      draftId: draft?.id ?? 1,
      revision: draft?.revision ?? 1,
      comparedWith: version,
    },
  };
}
const propose = async (by = ada) => by.call(programmes.proposeSettings, await named());
const publish = async (by = ada) => by.call(programmes.publishSettings, await named());
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 200 ? 'done' : body.code;

const formOf = (typed: ProgrammeSettings, code: string) => {
  const form = typed.forms.find((each) => each.code === code);
  if (!form) throw new Error(`There is no form ${code}.`);
  return form;
};
const hotter = (typed: ProgrammeSettings) => {
  const [hot] = formOf(typed, 'daily').alerts;
  if (hot) hot.when = { field: 'temperature', gte: 38 };
};
const noLateDays = (typed: ProgrammeSettings) => {
  formOf(typed, 'daily').policy.backfill = false;
};
const guests = { code: 'guests', name: { zh: '来宾', en: 'Guests' }, services: ['health'] };

describe('a draft', () => {
  it('keeps what was typed with its mistakes, told at their places, and is published without', async () => {
    const broken = await change((typed) => {
      typed.groups.push({ ...guests, services: ['nothing'] });
      typed.days.unshift({
        for: { groups: ['ghosts'] },
        from: { on: 'x' },
        to: { programme: 'end' },
      });
      const [hot] = formOf(typed, 'daily').alerts;
      if (hot) Object.assign(hot, { label: { zh: '热', en: '' }, when: { field: 'fur', gte: 3 } });
      formOf(typed, 'papers').policy.backfill = true;
    });
    const told = (body: { problems: { path: string; code: string }[] }) =>
      body.problems.map(({ path, code }) => `${path}: ${code}`).sort();
    expect(told(broken.body)).toEqual([
      'days.0.from.on: bad_day',
      'forms.0.alerts.0.label: missing_text',
      'forms.0.alerts.0.when.field: unknown_reference',
    ]);
    expect(codeOf(await publish())).toBe('settings_invalid');
    const better = await change((typed) => {
      typed.days.shift();
      formOf(typed, 'daily').alerts.shift();
    });
    expect(told(better.body)).toEqual([
      'forms.1.policy.backfill: only_daily',
      'groups.2.services.0: unknown_reference',
    ]);
    expect((await settings()).draft).toMatchObject({ revision: 2, problems: better.body.problems });
  });

  it('may not change what stays: how often a form is filled in, and whether there are codes', async () => {
    const { body } = await change((typed) => {
      formOf(typed, 'daily').policy.slots = 'single';
      typed.colours = { forms: [], rules: [] } as unknown as ProgrammeSettings['colours'];
    });
    const codes = body.problems.map(({ path, code }) => `${path}: ${code}`);
    expect(codes).toEqual(
      expect.arrayContaining(['colours: colours_fixed', 'forms.0.policy.slots: slots_fixed']),
    );
  });

  it('of which two save at once is one of them’s, and the other hears of whom', async () => {
    const { version, inForce } = await settings();
    const begin = (by: Client) =>
      by.call(programmes.saveSettings, {
        params: { id },
        body: { draft: null, basedOn: version, content: inForce },
      });
    const begun = await Promise.all([begin(ada), begin(otto)]);
    expect(begun.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { draft } = await settings();
    const save = (by: Client) =>
      by.call(programmes.saveSettings, {
        params: { id },
        body: {
          draft: { id: draft?.id ?? 0, revision: 1 },
          basedOn: version,
          content: inForce,
        },
      });
    const saved = await Promise.all([save(ada), save(otto)]);
    expect(saved.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = saved.find(({ status }) => status === 409)?.body as unknown as {
      code: string;
      params: { name: string };
    };
    expect(refused.code).toBe('settings_changed');
    expect(refused.params.name).toBe((await settings()).draft?.changedBy);
    const query = { draftId: draft?.id ?? 0, revision: 2 };
    await ada.get(programmes.deleteSettings, { params: { id }, query });
    expect(codeOf(await save(otto))).toBe('settings_gone');
    expect((await settings()).draft).toBeNull();
  });

  it('goes over what others published meanwhile, and stops where both changed the same', async () => {
    await change(noLateDays);
    const identity = await ada.get(programmes.identity, { params: { id } });
    const renamed = structuredClone(identity);
    if (renamed.identity.groups[0]) renamed.identity.groups[0].name.en = 'Emperor penguins';
    renamed.identity.groups.push(guests);
    const body = { version: identity.version, identity: renamed.identity };
    await ada.get(programmes.changeIdentity, { params: { id }, body });
    expect((await settings()).draft).toMatchObject({ basedOn: 1, problems: [] });
    expect(codeOf(await publish(otto))).toBe('done');
    const { version, inForce, draft } = await settings();
    expect({ version, draft }).toEqual({ version: 3, draft: null });
    expect(formOf(inForce, 'daily').policy.backfill).toBe(false);
    expect(inForce.groups.map(({ name }) => name.en)).toEqual([
      ...['Emperor penguins', 'Adélies', 'Guests'],
    ]);

    await change((typed) => {
      if (typed.groups[1]) typed.groups[1].name.en = 'Black and white';
    });
    const newest = await ada.get(programmes.identity, { params: { id } });
    if (newest.identity.groups[1]) newest.identity.groups[1].name.en = 'Small ones';
    await ada.get(programmes.changeIdentity, {
      params: { id },
      body: { version: newest.version, identity: newest.identity },
    });
    const stopped = await publish();
    expect([codeOf(stopped), (stopped.body as { fields?: unknown }).fields]).toEqual([
      'settings_conflict',
      [{ path: 'groups.adelies.name.en', code: 'settings_conflict' }],
    ]);
    // Whoever has chosen says so by the version that the draft is put together with now.
    const chosen = await settings();
    await ada.get(programmes.saveSettings, {
      params: { id },
      body: {
        draft: { id: chosen.draft?.id ?? 0, revision: chosen.draft?.revision ?? 0 },
        basedOn: chosen.version,
        content: chosen.draft?.content ?? chosen.inForce,
      },
    });
    expect(codeOf(await publish())).toBe('done');
    expect((await settings()).inForce.groups[1]?.name.en).toBe('Black and white');
  });

  it('is compared with the version in force, and not published over another one', async () => {
    await change(noLateDays);
    const before = await named();
    const identity = await ada.get(programmes.identity, { params: { id } });
    identity.identity.name.en = 'The journey';
    await ada.get(programmes.changeIdentity, {
      params: { id },
      body: { version: identity.version, identity: identity.identity },
    });
    expect(codeOf(await ada.call(programmes.publishSettings, before))).toBe('programme_changed');
    const late = { ...before, body: { ...before.body, comparedWith: 2 } };
    expect(codeOf(await ada.call(programmes.publishSettings, late))).toBe('done');
    expect(codeOf(await ada.call(programmes.publishSettings, late))).toBe('settings_gone');
  });

  it('that says what is in force has nothing to publish', async () => {
    await change(() => {});
    expect(codeOf(await publish())).toBe('settings_unchanged');
  });

  it('lets go of a group alone that nobody is in, no open roster may name, and no rule of days does', async () => {
    const someone = await enrol(kit, expedition, { group: 'adelies' });
    await change((typed) => {
      typed.groups.pop();
    });
    const full = await publish();
    expect(full.body).toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'groups', code: 'group_in_use', params: { count: 1 } }],
    });
    expect((await settings()).people).toEqual({ adelies: 1 });
    await kit.database.pool.query(`update enrolments set group_code = 'emperors' where id = $1`, [
      someone.enrolmentId,
    ]);
    await kit.database.pool.query(
      `insert into roster_imports (id, programme_id, programme_version, file_name, state, created_by,
         created_at) values (gen_random_uuid(), $1, 1, 'r.xlsx', 'checked', $2, now())`,
      [id, cast.ada.personId],
    );
    expect((await publish()).body).toMatchObject({ fields: [{ code: 'group_awaited' }] });
    await kit.database.pool.query('delete from roster_imports where programme_id = $1', [id]);
    expect(codeOf(await publish())).toBe('done');
    expect((await settings()).inForce.groups.map(({ code }) => code)).toEqual(['emperors']);
    await change((typed) => {
      typed.groups = [{ ...guests }];
      typed.days = [
        { for: { groups: ['emperors'] }, from: { programme: 'start' }, to: { programme: 'end' } },
      ];
    });
    expect((await settings()).draft?.problems).toEqual([
      { path: 'days.0.for.groups.0', code: 'unknown_reference', params: { code: 'emperors' } },
    ]);
  });
});

describe('two people', () => {
  const waiting = async (by: Client) =>
    (await by.get(programmes.settingsCount, { params: { id } })).waiting;

  it('publish alert rules: one asks, another one publishes exactly this', async () => {
    await change(hotter);
    expect(codeOf(await publish(otto))).toBe('proposal_needed');
    expect(await waiting(otto)).toBe(0);
    expect(codeOf(await propose(ada))).toBe('done');
    expect([await waiting(ada), await waiting(otto)]).toEqual([0, 1]);
    expect((await settings()).draft?.proposal).toMatchObject({ by: 'Ada', mine: true });
    expect((await settings(otto)).draft?.proposal).toMatchObject({ mine: false, outdated: false });
    expect(codeOf(await publish(ada))).toBe('proposal_own');
    // Any change takes it back, also one that is no alert rule.
    await change(noLateDays, otto);
    expect((await settings()).draft?.proposal).toBeNull();
    expect(await waiting(otto)).toBe(0);
    expect(codeOf(await publish(otto))).toBe('proposal_needed');
    await propose(otto);
    await otto.get(programmes.withdrawSettings, { params: { id } });
    expect(codeOf(await publish(ada))).toBe('proposal_needed');
    await propose(otto);
    const answers = await Promise.all([publish(ada), publish(ada)]);
    expect(answers.map(codeOf).sort()).toEqual(['done', expect.any(String)]);
    const { version, inForce } = await settings();
    expect(version).toBe(2);
    expect(formOf(inForce, 'daily').alerts[0]?.when).toEqual({ field: 'temperature', gte: 38 });

    const { browser, send } = await reporter(kit, expedition);
    const mine = await browser.get(programmes.mine);
    const formVersionId = mine.forms.find((each) => each.definition.code === 'daily')?.versionId;
    await send('daily', { temperature: 37.5, cough: false }, { formVersionId: formVersionId ?? 0 });
    const listed = await ada.get(reports.alerts, { body: { programmeId: id, state: 'open' } });
    expect(listed.items).toEqual([]);

    const trail = await ada.get(oversight.audit, {
      query: { action: 'programme.rules_published' },
    });
    expect(JSON.stringify(trail)).toContain('forms.daily.alerts.hot');
  });

  it('are not needed for anything else, nor for the same thing once more', async () => {
    await change(noLateDays);
    expect(codeOf(await propose())).toBe('proposal_not_needed');
    expect(codeOf(await publish())).toBe('done');
  });

  it('may publish nothing over a version that was not compared', async () => {
    await change(hotter);
    await propose(ada);
    const identity = await ada.get(programmes.identity, { params: { id } });
    identity.identity.name.en = 'The journey';
    await ada.get(programmes.changeIdentity, {
      params: { id },
      body: { version: identity.version, identity: identity.identity },
    });
    expect((await settings(otto)).draft?.proposal).toMatchObject({ outdated: true });
    expect(await waiting(otto)).toBe(0);
    expect(codeOf(await publish(otto))).toBe('proposal_needed');
  });

  it('are not one person with two accounts, nor somebody who may not any more', async () => {
    const { personId } = await ada.get(staff.add, {
      body: {
        ...{ username: `puppet${last}`, name: 'Puppet', identity: newDocument() },
        ...{ role: 'organiser', placeId: cast.places.station.id },
      },
    });
    const puppet = await kit.as({ personId, realm: 'staff', app: 'console' });
    await change(hotter);
    await propose(puppet);
    const refused = await publish(ada);
    expect(refused.body).toMatchObject({ code: 'accounts_of_one_hand', params: { days: 7 } });
    expect([await waiting(ada), await waiting(otto)]).toEqual([0, 1]);
    expect(codeOf(await publish(otto))).toBe('done');

    await change((typed) => formOf(typed, 'daily').alerts.pop());
    await propose(puppet);
    await kit.database.pool.query('delete from grants where person_id = $1', [personId]);
    expect(codeOf(await publish(otto))).toBe('proposer_may_not');
    expect(await waiting(otto)).toBe(0);
  });

  it('wait for what a module to the right demands of exactly this draft', async () => {
    await change(hotter);
    isHeldUp = true;
    expect(codeOf(await propose())).toBe('publication_not_failed');
    expect((await settings()).draft?.proposal).toBeNull();
    isHeldUp = false;
    expect(codeOf(await propose())).toBe('done');
    const { draft } = await settings();
    const proposed = await findProposed(kit.platform, draft?.id ?? 0, draft?.revision ?? 0);
    expect(proposed?.changed).toEqual(['forms.daily.alerts.hot']);
    expect(proposed?.content.forms[0]?.definition.alerts?.[0]?.when).toMatchObject({ gte: 38 });
    expect(await findProposed(kit.platform, draft?.id ?? 0, 99)).toBeUndefined();
  });
});

it('is a matter of the whole programme', async () => {
  await addRole(kit, cast.rita, 'organiser', cast.places.north);
  for (const [who, status] of [
    [cast.olga, 404],
    [cast.rita, 404],
    [cast.otto, 200],
  ] as const) {
    const by = await kit.as(who);
    expect((await by.call(programmes.settings, { params: { id } })).status).toBe(status);
    expect((await by.call(programmes.publications, { params: { id } })).status).toBe(status);
  }
});
