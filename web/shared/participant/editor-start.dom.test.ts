import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { ApiProblem } from '../api.ts';
import { loadDrafts, saveDraft } from '../offline/drafts.ts';
import { outboxOf } from '../offline/outbox.ts';
import { type Draft, subjectOf, type Target } from './attempt.ts';
import { useEditorStart } from './editor-start.ts';
import { findForm, type Report } from './forms.ts';
import { NoAnswer, refusal } from './testing/fake-server.ts';
import { changing } from './testing/programmes.ts';
import { outwait, silenceStorage } from './testing/silent-storage.ts';
import {
  doing,
  now,
  openStage,
  type Setting,
  type Stage,
  stopTimers,
  until,
} from './testing/stage.tsx';

const form = 'weigh-in';
const day = '2024-04-10';

function report(version: number, weight: number): Report {
  return {
    ...{ id: randomUUID(), form, formVersionId: 1, slot: day, day, version },
    ...{ values: { weight, moulting: false, limping: false }, alerts: [], incomplete: false },
    ...{ sentAt: new Date(now).toISOString(), app: 'desk', sentBy: null },
  };
}

const draftOf = (weight: number, attempt: Partial<Draft['attempt']> = {}): Draft => ({
  attempt: { day, basedOn: 0, earlier: [], ...attempt },
  values: { weight },
});

const keyOf = ({ account }: Stage) => ({ account, form, slot: day });

/** A page of today's form; `stored` are the versions that the server has, the newest first. */
function stageWith(stored: Report[], setting: Setting = {}) {
  const stage = openStage({ programme: changing, ...setting });
  stage.server.on(reports.mine, () => ({ reports: stored, definitions: {} }));
  return stage;
}

/** A report that waits in the outbox of this device; gives its id. */
async function queue(stage: Stage, weight: number): Promise<string> {
  const id = randomUUID();
  const content = { ...draftOf(weight).attempt, id, form, formVersionId: 1, values: { weight } };
  const parcel = { id, subject: subjectOf(form, day), about: {}, earlier: [], content };
  stage.server.on(reports.submit, () => {
    throw new NoAnswer();
  });
  const error = new ApiProblem('offline', 0);
  await outboxOf(stage.account)?.send(parcel, async () => ({ kind: 'failed', error }));
  return id;
}

/** Opens the form. */
function begun(stage: Stage, more: Partial<Target> = {}) {
  const published = findForm(stage.mine, form);
  if (!published) throw new Error(`There is no form ${form}.`);
  return stage.render(() =>
    useEditorStart({ form: published, target: { day, slot: day, ...more } }),
  );
}

/** Opens the form, and waits until it is known where editing begins. */
async function opened(stage: Stage, more: Partial<Target> = {}) {
  const { result } = begun(stage, more);
  expect(result.current).toMatchObject({ start: null, error: null });
  await until(() => expect(result.current.start ?? result.current.error).not.toBeNull());
  return result;
}

test('a report that is never changed is only shown', async () => {
  const stored = report(1, 4);
  const unchanging = {
    ...changing,
    forms: changing.forms.map((each) => ({
      ...each,
      policy: { ...each.policy, change: 'never' as const },
    })),
  };
  expect((await opened(stageWith([stored], { programme: unchanging }))).current.closed).toEqual(
    stored,
  );
  expect((await opened(stageWith([], { programme: unchanging }))).current.closed).toBeNull();
  expect((await opened(stageWith([stored]))).current.closed).toBeNull();
});

describe('editing begins', () => {
  test('with nothing where nothing was filled in', async () => {
    const stage = stageWith([]);
    const { start } = (await opened(stage)).current;
    expect(start).toEqual({
      attempt: { day, basedOn: 0, earlier: [] },
      fresh: { day, basedOn: 0, earlier: [] },
      ...{ values: {}, existing: null, newer: null, resumed: false, draftKey: keyOf(stage) },
      ...{ draft: null, unsaved: false, former: null },
    });
  });

  test('with nothing where the storage of the device never answers', async () => {
    const stage = stageWith([], { outbox: true });
    stopTimers();
    await silenceStorage();
    const { result } = begun(stage);
    await outwait(() => expect(result.current.start).toMatchObject({ values: {}, resumed: false }));
  });

  test('with what the server has', async () => {
    const stored = report(2, 4);
    const { start } = (await opened(stageWith([stored, report(1, 3)]))).current;
    expect(start).toMatchObject({
      ...{ attempt: { basedOn: 2 }, values: stored.values, existing: stored },
      ...{ newer: null, resumed: false },
    });
  });

  test('without what the form does not ask for any more', async () => {
    const stored = report(1, 4);
    const values = { ...stored.values, plumage: 'grey' };
    const { start } = (await opened(stageWith([{ ...stored, values }]))).current;
    expect(start?.values).toEqual(stored.values);
  });

  test('with what was typed before, and shows beside it what is newer on the server', async () => {
    const stored = report(2, 4);
    const stage = stageWith([stored]);
    await saveDraft(keyOf(stage), draftOf(5, { basedOn: 1 }));
    const { start } = (await opened(stage)).current;
    expect(start).toMatchObject({
      ...{ attempt: { basedOn: 2 }, values: { weight: 5 }, newer: stored, resumed: true },
    });
  });

  test('with what was typed before, where the newer one is this edit’s own', async () => {
    const stored = report(2, 4);
    const stage = stageWith([stored]);
    await saveDraft(keyOf(stage), draftOf(5, { basedOn: 1, earlier: [stored.id] }));
    const { start } = (await opened(stage)).current;
    expect(start).toMatchObject({ attempt: { basedOn: 2 }, newer: null, resumed: true });
  });

  test('with what waits in the outbox, before any draft', async () => {
    const stage = stageWith([], { outbox: true });
    await saveDraft(keyOf(stage), draftOf(5));
    const id = await queue(stage, 6);
    const { start } = (await opened(stage)).current;
    expect(start).toMatchObject({
      ...{ attempt: { earlier: [id] }, values: { weight: 6 }, resumed: true },
    });
  });

  test('with what was typed as a change of what waits in the outbox', async () => {
    const stage = stageWith([], { outbox: true });
    const id = await queue(stage, 6);
    await saveDraft(keyOf(stage), draftOf(5, { earlier: [id] }));
    const { start } = (await opened(stage)).current;
    expect(start).toMatchObject({
      ...{ attempt: { earlier: [id] }, values: { weight: 5 }, resumed: true },
    });
  });

  test('with the newest of what was typed in several tabs, or the one that changes what waits', async () => {
    const stage = stageWith([], { outbox: true });
    const ofKey = keyOf(stage);
    await saveDraft(ofKey, draftOf(4));
    const { id: newest } = await saveDraft(ofKey, draftOf(5));
    const { start } = (await opened(stage)).current;
    expect(start).toMatchObject({ values: { weight: 5 }, draft: newest, unsaved: false });
    const id = await queue(stage, 6);
    const { id: change } = await saveDraft(ofKey, draftOf(7, { earlier: [id] }));
    await saveDraft(ofKey, draftOf(8));
    const { start: changing } = (await opened(stage)).current;
    expect(changing).toMatchObject({ values: { weight: 7 }, draft: change });
  });

  test('with what was typed for another day, as another edit than the report of this one that waits', async () => {
    const stage = stageWith([], { outbox: true });
    await queue(stage, 6);
    const draft = draftOf(5);
    const { start } = (await opened(stage, { draft: { id: '', value: draft, unsaved: true } }))
      .current;
    expect(start).toMatchObject({
      ...{ attempt: { day, earlier: [] }, values: { weight: 5 }, resumed: true },
    });
  });

  test('without what somebody else typed on this device', async () => {
    const other = stageWith([]);
    await saveDraft(keyOf(other), draftOf(5));
    const stage = stageWith([]);
    expect((await opened(stage)).current.start).toMatchObject({ values: {}, resumed: false });
    // It is still theirs.
    expect(await loadDrafts(keyOf(other))).toMatchObject([{ value: draftOf(5) }]);
  });

  test.each([
    ['there is no network', { online: false }],
    ['a gateway answers', { inBetween: () => new Response('Bad gateway', { status: 502 }) }],
  ])('where %s, too: the server will tell', async (_, network) => {
    const stage = stageWith([]);
    Object.assign(stage.server, network);
    expect((await opened(stage)).current.start).toMatchObject({ values: {}, existing: null });
  });

  test('not where the server refuses to say what it has, until it does', async () => {
    const stage = stageWith([]);
    stage.server.on(reports.mine, () => {
      throw refusal(commonProblems.internal);
    });
    const result = await opened(stage);
    expect(result.current).toMatchObject({ start: null, error: { code: 'internal' } });
    stage.server.on(reports.mine, () => ({ reports: [], definitions: {} }));
    await doing(() => result.current.retry());
    await until(() => expect(result.current.start).not.toBeNull());
    expect(result.current.error).toBeNull();
  });

  test('once: what is typed is not replaced when the server is asked anew', async () => {
    const stage = stageWith([]);
    const result = await opened(stage);
    const { start } = result.current;
    stage.server.on(reports.mine, () => ({ reports: [report(1, 4)], definitions: {} }));
    await doing(() => stage.queries.invalidateQueries({ queryKey: [reports.mine.url] }));
    expect(stage.server.requests(reports.mine)).toHaveLength(2);
    expect(result.current.start).toBe(start);
  });
});
