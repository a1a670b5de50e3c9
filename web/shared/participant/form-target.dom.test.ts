import { describe, expect, test } from 'vitest';
import { loadDraft } from '../offline/drafts.ts';
import { type FormAddress, useFormTarget } from './form-target.ts';
import { changing } from './testing/programmes.ts';
import { doing, openStage, pass, type Setting, stopTimers } from './testing/stage.tsx';

const form = 'weigh-in';
const [today, tomorrow] = ['2024-04-10', '2024-04-11'];

function formPage(address: FormAddress = { form }, setting: Setting = {}) {
  const stage = openStage({ programme: changing, ...setting });
  return { stage, ...stage.render(useFormTarget, address) };
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

  test('takes what was typed over to the day that has begun', async () => {
    const { stage, result } = formPage();
    const { key } = result.current;
    await doing(() => result.current.move(tomorrow, { weight: 4 }));
    expect(result.current.target).toMatchObject({ target: { day: tomorrow, slot: tomorrow } });
    expect(result.current.key).not.toBe(key);
    expect(await loadDraft({ account: stage.account, form, slot: tomorrow })).toEqual({
      attempt: { day: tomorrow, basedOn: 0, earlier: [] },
      values: { weight: 4 },
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

  test('gives a new entry an id, and the same one as long as it is open', () => {
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
  });
});
