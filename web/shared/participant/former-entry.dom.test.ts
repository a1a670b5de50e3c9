import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ProgrammeContent } from '../../../forms/programme.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { loadDrafts } from '../offline/drafts.ts';
import { outboxOf } from '../offline/outbox.ts';
import type { SubmitBody } from './deliver.ts';
import { setFormerAside } from './former-entry.ts';
import { edit, today, well } from './testing/editing.ts';
import { NoAnswer } from './testing/fake-server.ts';
import { changing } from './testing/programmes.ts';
import { type ServerModel, serverModel } from './testing/server-model.ts';
import { openStage, type Setting, until } from './testing/stage.tsx';

const form = 'weigh-in';
const neverChanging: ProgrammeContent = {
  ...changing,
  forms: changing.forms.map((each) => ({ ...each, policy: { ...each.policy, change: 'never' } })),
};
const [first, second] = [randomUUID(), randomUUID()];

/** A form of which one may send many; the answer to the first entry is lost. */
async function lostAnswer(setting: Setting = {}) {
  const stage = openStage({ programme: changing, ...setting });
  const entries = new Map<string, ServerModel>();
  const modelOf = (slot: string) => {
    const model = entries.get(slot) ?? serverModel();
    entries.set(slot, model);
    return model;
  };
  const submit = (body: SubmitBody) => modelOf(body.entry ?? '').submit(body);
  stage.server.on(reports.mine, ({ query }) => ({
    ...{ reports: modelOf(query.slot ?? '').versions.toReversed(), definitions: {} },
  }));
  stage.server.on(reports.submit, async ({ body }) => {
    await submit(body);
    throw new NoAnswer();
  });
  const begin = (entry: string, slot = 'new') => edit(stage, false, { day: today, slot, entry });
  const one = await begin(first);
  await one.fill({ weight: 4, ...well });
  const isChanged = async (weight: number) => {
    await one.fill({ weight });
    one.unmount();
    await until(async () => expect((await one.draft())?.values).toMatchObject({ weight }));
  };
  const addAnother = () => {
    one.unmount();
    stage.queries.clear();
    return begin(second);
  };
  return {
    ...{ stage, one, begin, isChanged, addAnother },
    takeNext: () => stage.server.on(reports.submit, ({ body }) => submit(body)),
    weights: (entry: string) => modelOf(entry).versions.map(({ values }) => values.weight),
    draftsOf: (slot: string) => loadDrafts({ account: stage.account, form, slot }),
  };
}

describe('adding another entry after one whose answer was lost', () => {
  test('begins with nothing and says that the former was sent', async () => {
    const { one, addAnother, takeNext, weights, draftsOf } = await lostAnswer();
    await one.send();
    expect(one.result.current.problem?.code).toBe('offline');
    const { result, fill, send } = await addAnother();
    expect(result.current.filling.values).toEqual({});
    expect(result.current.former).toMatch(/previous entry was submitted/);
    expect(await draftsOf('new')).toEqual([]);
    takeNext();
    await fill({ weight: 5, ...well });
    await send();
    expect([weights(first), weights(second)]).toEqual([[4], [5]]);
  });

  test('leaves with the former what was changed in it since', async () => {
    const { one, begin, isChanged, addAnother, takeNext, weights } = await lostAnswer();
    await one.send();
    await isChanged(4.5);
    const { result, unmount } = await addAnother();
    expect(result.current.filling.values).toEqual({});
    expect(result.current.former).toMatch(/changes .* are saved/);
    unmount();
    takeNext();
    const again = await begin(first, first);
    expect(again.result.current).toMatchObject({ broughtBack: true, isChange: true });
    await again.send();
    expect([weights(first), weights(second)]).toEqual([[4, 4.5], []]);
  });

  test('begins with what was changed since, where the former can never be changed', async () => {
    const programme = neverChanging;
    const { one, isChanged, addAnother, takeNext, weights } = await lostAnswer({ programme });
    await one.send();
    await isChanged(5);
    const { result, send } = await addAnother();
    expect(result.current).toMatchObject({ broughtBack: true, filling: { values: { weight: 5 } } });
    expect(result.current.former).toMatch(/previous entry was submitted/);
    takeNext();
    await send();
    expect([weights(first), weights(second)]).toEqual([[4], [5]]);
  });

  test('says that the former waits on this device, and leaves it there', async () => {
    const { stage, one, addAnother } = await lostAnswer({ outbox: true });
    stage.server.on(reports.submit, () => new Promise(() => undefined));
    void one.result.current.send();
    const waiting = () => outboxOf(stage.account)?.list();
    await until(async () => expect(await waiting()).toMatchObject([{ state: 'sending' }]));
    await until(async () => expect(await one.draft()).toBeDefined());
    const { result } = await addAnother();
    expect(result.current.filling.values).toEqual({});
    expect(result.current.former).toMatch(/waiting to be sent/);
  });

  test('asks before it takes the place of one that nobody knew of', async () => {
    const { stage, one, addAnother, takeNext, weights } = await lostAnswer();
    await one.send();
    stage.server.online = false;
    const { result, fill, send } = await addAnother();
    expect(result.current).toMatchObject({ broughtBack: true, former: null });
    stage.server.online = true;
    takeNext();
    await fill({ weight: 5 });
    await send();
    expect(result.current.conflict?.other?.values).toMatchObject({ weight: 4 });
    expect(weights(first)).toEqual([4]);
  });

  test('takes nothing for sent that it cannot compare', async () => {
    const attempt = { day: today, basedOn: 0, entry: first, earlier: [randomUUID()] };
    const draft = { id: randomUUID(), value: { attempt, values: { weight: 4 } } };
    const server = serverModel();
    await server.submit({
      ...{ id: attempt.earlier[0] ?? '', form, formVersionId: 1, day: today, entry: first },
      ...{ basedOn: 0, values: { weight: 4 } },
    });
    const clean = () => Promise.reject(new Error('The part of the page that checks is gone.'));
    const key = { account: 'penguins/1', form, slot: 'new' };
    const tools = { server, outbox: null, clean, instead: null };
    expect(await setFormerAside(key, [draft], tools)).toEqual({
      drafts: [{ ...draft, value: { ...draft.value, attempt: { ...attempt, earlier: [] } } }],
      former: null,
    });
  });
});
