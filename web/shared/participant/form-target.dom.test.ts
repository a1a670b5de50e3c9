import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { programmes } from '../../../modules/programmes/contract.ts';
import { draftOfEdit, dropDraft, loadDrafts } from '../offline/drafts.ts';
import { type Start, useEditorStart } from './editor-start.ts';
import { type FormAddress, type FormTarget, useFormTarget } from './form-target.ts';
import { changing } from './testing/programmes.ts';
import { reportsOf } from './testing/reports.ts';
import { holdTable, outwait } from './testing/silent-storage.ts';
import {
  doing,
  openStage,
  pass,
  type Setting,
  type Stage,
  stopTimers,
  turnDay,
  until,
} from './testing/stage.tsx';

const form = 'weigh-in';
const [today, tomorrow] = ['2024-04-10', '2024-04-11'];

function formPage(address: FormAddress = { form }, setting: Setting = {}) {
  const stage = openStage({ programme: changing, ...setting });
  return { stage, ...stage.render(useFormTarget, address) };
}

/** Where editing begins on a page that shows this. */
async function begun(stage: Stage, shown: FormTarget): Promise<Start> {
  if (shown.kind !== 'edit') throw new Error('There is nothing to edit.');
  const { result, unmount } = stage.render(() => useEditorStart(shown));
  await until(() => expect(result.current.start).not.toBeNull());
  unmount();
  return result.current.start as Start;
}

describe('the page of a form', () => {
  test('keeps the day on which it was opened when that turns meanwhile', async () => {
    const stage = openStage({ programme: changing });
    stopTimers();
    const { result } = stage.render(useFormTarget, { form });
    const { key } = result.current;
    await pass(12 * 3_600_000 + 1_000);
    expect(result.current).toMatchObject({ key, target: { target: { day: today, slot: today } } });
  });

  test.each([true, false])(
    'takes what was typed over to the day that has begun; storage: %s',
    async (canStore) => {
      if (!canStore) vi.stubGlobal('indexedDB', undefined);
      const { stage, result } = formPage();
      reportsOf(stage);
      const { key } = result.current;
      await doing(() => result.current.move(tomorrow, { weight: 4 }));
      expect(result.current.key).not.toBe(key);
      expect(await begun(stage, result.current.target)).toMatchObject({
        ...{ attempt: { day: tomorrow, basedOn: 0 }, values: { weight: 4 }, resumed: true },
        ...{ draftKey: { slot: tomorrow }, unsaved: !canStore },
      });
    },
  );

  test('leaves nothing behind of what it took over, where that was stored late', async () => {
    const { stage, result } = formPage();
    reportsOf(stage);
    stopTimers();
    const release = await holdTable('drafts');
    const { key } = result.current;
    void result.current.move(tomorrow, { weight: 4 });
    await outwait(() => expect(result.current.key).not.toBe(key));
    release();
    const { draftKey, draft, unsaved } = await begun(stage, result.current.target);
    expect(unsaved).toBe(true);
    expect(await loadDrafts(draftKey)).toMatchObject([{ value: { values: { weight: 4 } } }]);
    await doing(() => draftOfEdit(draftKey, draft).drop());
    expect(await loadDrafts(draftKey)).toEqual([]);
  });

  test('that was taken over shows what is stored once it is asked to', async () => {
    const { stage, result } = formPage();
    reportsOf(stage);
    await doing(() => result.current.move(tomorrow, { weight: 4 }));
    const { draft } = await begun(stage, result.current.target);
    await dropDraft(draft ?? '');
    await doing(() => result.current.reload());
    expect(await begun(stage, result.current.target)).toMatchObject({
      ...{ attempt: { day: tomorrow }, values: {}, resumed: false },
    });
  });

  test('begins anew with what is stored when it is asked to', async () => {
    const { result } = formPage();
    const { key, target } = result.current;
    await doing(() => result.current.reload());
    expect(result.current.key).not.toBe(key);
    expect(result.current.target).toEqual(target);
  });

  test('that was taken over to another day is not so at another address', async () => {
    const { result, rerender } = formPage({ form, day: '2024-04-09' });
    await doing(() => result.current.move(tomorrow, {}));
    rerender({ form, day: '2024-04-08' });
    expect(result.current.target).toMatchObject({ target: { day: '2024-04-08' } });
  });

  test.each([{ form: 'arrival' }, { form: 'swim' }, { form: 'nothing' }])(
    'goes on with what was stored since, after $form was opened',
    async (other) => {
      const { stage, result, rerender } = formPage();
      reportsOf(stage);
      await turnDay();
      await doing(() => result.current.move(tomorrow, { weight: 4 }));
      const { draft, draftKey, attempt } = await begun(stage, result.current.target);
      await doing(() => draftOfEdit(draftKey, draft).save({ attempt, values: { weight: 5 } }));
      rerender(other);
      rerender({ form });
      expect(await begun(stage, result.current.target)).toMatchObject({
        ...{ attempt: { day: tomorrow }, values: { weight: 5 }, resumed: true },
      });
    },
  );

  test('is for the day on which its address was opened last', async () => {
    const { result, rerender } = formPage({ form: 'arrival' });
    await turnDay();
    rerender({ form });
    expect(result.current.target).toMatchObject({ target: { day: tomorrow, slot: tomorrow } });
  });

  test('that is open stays when it is not offered any more', async () => {
    const { stage, result, rerender } = formPage();
    const { target } = result.current;
    stage.mine = { ...stage.mine, forms: [] };
    await doing(() => stage.queries.invalidateQueries({ queryKey: [programmes.mine.url] }));
    await doing(() => sleep(5));
    rerender({ form });
    expect(result.current.target).toBe(target);
    rerender({ form, day: '2024-04-08' });
    expect(result.current.target.kind).toBe('gone');
  });

  test('gives a new entry an id, the same one until it begins anew', async () => {
    const programme = {
      ...changing,
      forms: changing.forms.map((each) => ({
        ...each,
        ...(each.definition.code === 'swim' && { offeredTo: {} }),
      })),
    };
    const { result, rerender } = formPage({ form: 'swim', entry: 'new' }, { programme });
    const entry = () =>
      result.current.target.kind === 'edit' ? result.current.target.target.entry : undefined;
    const first = entry();
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    rerender({ form: 'swim', entry: 'new' });
    expect(entry()).toBe(first);
    await doing(() => result.current.reload());
    expect(entry()).toMatch(/^[0-9a-f-]{36}$/);
    expect(entry()).not.toBe(first);
  });
});
