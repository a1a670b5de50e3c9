import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { saveDraft } from '../offline/drafts.ts';
import { edit, openEditor, sendElsewhere, today, well } from './testing/editing.ts';
import { changing } from './testing/programmes.ts';
import { holdAnswers, reportsOf } from './testing/reports.ts';
import { outwait, silenceAtOnce } from './testing/silent-storage.ts';
import { doing, openStage, pass, stopTimers, until } from './testing/stage.tsx';

/** Whether the browser asks before it closes the page, as old browsers need to be told, too. */
const asksBeforeClosing = () => {
  const event = new Event('beforeunload', { cancelable: true });
  const told = vi.fn();
  Object.defineProperty(event, 'returnValue', { set: told });
  window.dispatchEvent(event);
  expect(told).toHaveBeenCalledTimes(event.defaultPrevented ? 1 : 0);
  return event.defaultPrevented;
};

describe('a draft', () => {
  test('is kept when the page goes away, and is there when it is opened again', async () => {
    const { stage, fill, unmount, draft } = await openEditor();
    await fill({ weight: 4 });
    unmount();
    await until(async () => expect((await draft())?.values).toEqual({ weight: 4 }));
    const again = await edit(stage);
    expect(again.result.current.broughtBack).toBe(true);
    expect(again.result.current.filling.values).toEqual({ weight: 4 });
  });

  test('is kept a moment after typing, and at once when the page is left', async () => {
    const { fill, draft } = await openEditor();
    stopTimers();
    await fill({ weight: 4 });
    await pass(400);
    await until(async () => expect((await draft())?.values).toEqual({ weight: 4 }));
    await fill({ weight: 5 });
    window.dispatchEvent(new Event('pagehide'));
    await until(async () => expect((await draft())?.values).toEqual({ weight: 5 }));
  });

  test('is waited for by the browser until it is stored', async () => {
    const { fill } = await openEditor();
    stopTimers();
    await fill({ weight: 4 });
    expect(asksBeforeClosing()).toBe(true);
    await pass(400);
    await until(() => expect(asksBeforeClosing()).toBe(false));
  });

  test('is none while nothing was typed', async () => {
    const { unmount, draft } = await openEditor();
    unmount();
    await doing(() => undefined);
    expect(await draft()).toBeUndefined();
  });

  test('is dropped by starting over, which shows what is stored', async () => {
    const { stage, model, fill, unmount, draft } = await openEditor();
    await fill({ weight: 4 });
    unmount();
    await until(async () => expect(await draft()).toBeDefined());
    await sendElsewhere(model, 3);
    stage.queries.clear();
    const again = await edit(stage);
    expect(again.start.newer?.values).toMatchObject({ weight: 3 });
    await doing(() => again.result.current.startOver());
    expect(again.result.current.filling.values).toEqual({ weight: 3, ...well });
    expect(again.result.current.broughtBack).toBe(false);
    await until(async () => expect(await draft()).toBeUndefined());
  });

  test('is another one when the same is typed again after starting over', async () => {
    const { stage, fill, unmount, draft } = await openEditor();
    await fill({ weight: 4 });
    unmount();
    await until(async () => expect(await draft()).toBeDefined());
    const again = await edit(stage);
    await doing(() => again.result.current.startOver());
    await until(async () => expect(await draft()).toBeUndefined());
    await again.fill({ weight: 4 });
    again.unmount();
    await until(async () => expect((await draft())?.values).toEqual({ weight: 4 }));
  });

  test('stays while it is being sent, whatever is pressed', async () => {
    const { stage, model, fill, unmount, draft } = await openEditor();
    await fill({ weight: 4, ...well });
    unmount();
    await until(async () => expect(await draft()).toBeDefined());
    const { result } = await edit(stage);
    const answer = holdAnswers(stage, model);
    const sent = result.current.send();
    await until(() => expect(result.current.busy).toBe(true));
    await doing(() => result.current.startOver());
    expect(result.current.filling.values).toEqual({ weight: 4, ...well });
    expect(await draft()).toBeDefined();
    await doing(() => {
      answer();
      return sent;
    });
  });

  test('is none of what waits in the outbox and is only looked at', async () => {
    const { stage, fill, send, unmount } = await openEditor({ outbox: true });
    stage.server.online = false;
    await fill({ weight: 4, ...well });
    await send();
    unmount();
    const again = await edit(stage);
    expect(again.result.current.filling.values).toMatchObject({ weight: 4 });
    again.unmount();
    await doing(() => undefined);
    expect(await again.draft()).toBeUndefined();
  });

  test('of a new entry that may have been sent is left alone by the next one', async () => {
    const stage = openStage({ programme: changing });
    const model = reportsOf(stage);
    const [former, lost, next] = [randomUUID(), randomUUID(), randomUUID()];
    const target = { day: today, slot: 'new', entry: next };
    const attempt = { day: today, entry: former, basedOn: 0, earlier: [lost] };
    const key = { account: stage.account, form: 'weigh-in', slot: 'new' };
    await saveDraft(key, { attempt, values: { weight: 4 } });
    const { result, fill, send } = await edit(stage, false, target);
    expect(result.current.attempt).toMatchObject({ entry: former, earlier: [lost] });
    await doing(() => result.current.startOver());
    expect(result.current.filling.values).toEqual({});
    await fill({ weight: 5, ...well });
    await send();
    expect(stage.server.requests(reports.submit).at(-1)?.body).toMatchObject({ entry: next });
    expect(model.versions).toHaveLength(1);
  });

  describe('of another tab', () => {
    type Tab = Awaited<ReturnType<typeof edit>>;
    const weights = async (tab: Tab) => (await tab.drafts()).map(({ values }) => values.weight);

    /** Two tabs in which something else was typed into the same form. */
    const twoTabs = async ([one, other]: [Tab, Tab]) => {
      await one.fill({ weight: 4, ...well });
      await other.fill({ weight: 5, ...well });
      window.dispatchEvent(new Event('pagehide'));
      await until(async () => expect((await weights(one)).toSorted()).toEqual([4, 5]));
      return { one, other };
    };

    test('stays when this one’s is sent, and is offered beside what was sent', async () => {
      const { stage, model, ...first } = await openEditor();
      const { one, other } = await twoTabs([first, await edit(stage)]);
      await one.send();
      expect(model.versions).toMatchObject([{ values: { weight: 4 } }]);
      await until(async () => expect(await weights(other)).toEqual([5]));
      stage.queries.clear();
      const { start } = await edit(stage);
      expect(start).toMatchObject({ values: { weight: 5 }, newer: { values: { weight: 4 } } });
    });

    test('stays when this one is begun anew', async () => {
      const { stage, ...first } = await openEditor();
      const { one, other } = await twoTabs([first, await edit(stage)]);
      await doing(() => one.result.current.startOver());
      await until(async () => expect(await weights(other)).toEqual([5]));
    });

    test('stays when both went on with the same one', async () => {
      const { stage, ...first } = await openEditor();
      await first.fill({ weight: 3, ...well });
      first.unmount();
      await until(async () => expect(await weights(first)).toEqual([3]));
      const { one, other } = await twoTabs([await edit(stage), await edit(stage)]);
      await other.send();
      await until(async () => expect(await weights(one)).toEqual([4]));
    });

    test('of a new entry is another entry, and is offered after it', async () => {
      const stage = openStage({ programme: changing });
      reportsOf(stage);
      const begin = () => edit(stage, false, { day: today, slot: 'new', entry: randomUUID() });
      const { one, other } = await twoTabs([await begin(), await begin()]);
      const newest = (await one.draft())?.attempt.entry;
      const [first, second] = newest === one.start.attempt.entry ? [one, other] : [other, one];
      for (const { start, unmount, result } of [first, second]) {
        unmount();
        const again = await begin();
        expect(again.start.attempt).toEqual(start.attempt);
        expect(again.start.values).toEqual(result.current.filling.values);
        await doing(() => again.result.current.startOver());
        again.unmount();
      }
      await until(async () => expect(await weights(one)).toEqual([]));
    });
  });

  describe('that cannot be stored', () => {
    test('makes the browser ask before it closes the page', async () => {
      vi.stubGlobal('indexedDB', undefined);
      const { fill } = await openEditor();
      expect(asksBeforeClosing()).toBe(false);
      await fill({ weight: 4 });
      expect(asksBeforeClosing()).toBe(true);
    });

    test('because the storage is full does so too, until the next change is stored', async () => {
      const { result, fill, draft } = await openEditor();
      stopTimers();
      const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError');
      });
      await fill({ weight: 4 });
      await pass(400);
      await until(() => expect(result.current.isUnsaved).toBe(true));
      expect(asksBeforeClosing()).toBe(true);
      put.mockRestore();
      await fill({ weight: 5 });
      expect(asksBeforeClosing()).toBe(true);
      await pass(400);
      await until(() => expect(result.current.isUnsaved).toBe(false));
      await until(() => expect(asksBeforeClosing()).toBe(false));
      expect((await draft())?.values).toEqual({ weight: 5 });
    });

    test('in time, but is later, gives way to the next change', async () => {
      const { result, fill, drafts } = await openEditor({ app: 'desk' });
      stopTimers();
      let answerAll = () => {};
      const put = vi.spyOn(IDBObjectStore.prototype, 'put');
      put.mockImplementationOnce(function (this: IDBObjectStore, ...given) {
        put.mockRestore();
        answerAll = silenceAtOnce();
        return this.put(...given);
      });
      await fill({ weight: 4 });
      await pass(400);
      await until(() => expect(put).not.toBe(IDBObjectStore.prototype.put));
      await outwait(() => expect(result.current.isUnsaved).toBe(true));
      answerAll();
      await until(async () => expect(await drafts()).toMatchObject([{ values: { weight: 4 } }]));
      await fill({ weight: 5 });
      await pass(400);
      await until(async () => expect(await drafts()).toMatchObject([{ values: { weight: 5 } }]));
    });

    test('is tried again when the page goes out of sight', async () => {
      const { fill, draft } = await openEditor();
      const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
        throw new DOMException('full', 'QuotaExceededError');
      });
      await fill({ weight: 4 });
      await until(() => expect(put).toHaveBeenCalled());
      await until(async () => {
        window.dispatchEvent(new Event('pagehide'));
        expect((await draft())?.values).toEqual({ weight: 4 });
      });
    });
  });
});
