import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports, reportsProblems } from '../../../modules/reports/contract.ts';
import { inStore } from '../offline/store.ts';
import { useEditorStart } from './editor-start.ts';
import type { PublishedForm } from './forms.ts';
import { useOverview } from './overview.ts';
import { edit, openEditor, publishedIn, sendElsewhere, today, well } from './testing/editing.ts';
import { NoAnswer, refusal } from './testing/fake-server.ts';
import { changing, withPhotos } from './testing/programmes.ts';
import { holdAnswers, type reportsOf } from './testing/reports.ts';
import { holdTable, outwait, silenceStorage } from './testing/silent-storage.ts';
import {
  doing,
  pass,
  type Setting,
  type Stage,
  someone,
  stopTimers,
  until,
} from './testing/stage.tsx';

const entries = () => inStore(({ outbox }) => outbox.toArray(), []);

describe('an answer that was lost', () => {
  /** The server stores what it gets, and the answer does not arrive. */
  const loseAnswer = ({ server }: Stage, model: ReturnType<typeof reportsOf>) =>
    server.on(reports.submit, async ({ body }) => {
      await model.submit(body);
      throw new NoAnswer();
    });

  test('does not keep what was changed since from following as a change', async () => {
    const { stage, model, weights, result, fill, send, onDone } = await openEditor();
    loseAnswer(stage, model);
    await fill({ weight: 4, ...well });
    await send();
    expect(result.current.problem?.code).toBe('offline');
    stage.server.on(reports.submit, ({ body }) => model.submit(body));
    await fill({ weight: 5 });
    await send();
    expect(weights()).toEqual([4, 5]);
    expect(result.current.conflict).toBeNull();
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({ receipt: { version: 2 } });
  });

  test('does not make the same content a second version', async () => {
    const { stage, model, weights, fill, send, onDone } = await openEditor();
    loseAnswer(stage, model);
    await fill({ weight: 4, ...well });
    await send();
    stage.server.on(reports.submit, ({ body }) => model.submit(body));
    await send();
    expect(weights()).toEqual([4]);
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({ receipt: { version: 1 } });
  });

  test('is known, too, after the page was closed and opened again', async () => {
    const { stage, model, weights, fill, send, unmount } = await openEditor();
    loseAnswer(stage, model);
    await fill({ weight: 4, ...well });
    await send();
    unmount();
    stage.server.on(reports.submit, ({ body }) => model.submit(body));
    stage.queries.clear();
    const again = await edit(stage);
    expect(again.start).toMatchObject({ newer: null, resumed: true });
    await again.fill({ weight: 5 });
    await again.send();
    expect(weights()).toEqual([4, 5]);
  });
});

describe('while the pages that a report changes wait for their answers', () => {
  test('the report is told as sent', async () => {
    const { stage, fill, send, onDone } = await openEditor();
    stage.render(() => useOverview(stage.account));
    stage.server.on(reports.overview, () => new Promise(() => undefined));
    await fill({ weight: 4, ...well });
    await send();
    expect(onDone).toHaveBeenCalledOnce();
  });

  test('editing does not begin with what was read before', async () => {
    const { stage, model, fill, send } = await openEditor();
    const begin = () => {
      const editing = { form: publishedIn(stage), target: { day: today, slot: today } };
      return stage.render(() => useEditorStart(editing)).result;
    };
    await until(() => expect(stage.queries.isFetching()).toBe(0));
    const open = begin();
    await until(() => expect(open.current.start).not.toBeNull());
    const answer = Promise.withResolvers<void>();
    stage.server.on(reports.mine, async () => {
      await answer.promise;
      return { reports: model.versions.toReversed(), definitions: {} };
    });
    await fill({ weight: 4, ...well });
    await send();
    const again = begin();
    await doing(() => sleep(50));
    expect(again.current.start).toBeNull();
    answer.resolve();
    await until(() => expect(again.current.start?.existing?.values).toMatchObject({ weight: 4 }));
  });
});

describe('a report that was sent from another device meanwhile', () => {
  const conflicting = async () => {
    const opened = await openEditor();
    await opened.fill({ weight: 4, ...well });
    await sendElsewhere(opened.model, 3);
    await opened.send();
    return opened;
  };

  test('is shown beside one’s own, and nothing is sent', async () => {
    const { weights, result, onDone } = await conflicting();
    expect(result.current.conflict).toMatchObject({
      ...{ other: { values: { weight: 3 }, version: 1 }, mine: { weight: 4 }, mayReplace: true },
    });
    expect(weights()).toEqual([3]);
    expect(onDone).not.toHaveBeenCalled();
  });

  test('is followed by one’s own where the person wants it', async () => {
    const { weights, result, onDone } = await conflicting();
    await doing(() => result.current.keepMine());
    expect(weights()).toEqual([3, 4]);
    expect(result.current.conflict).toBeNull();
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({ receipt: { version: 2 } });
  });

  test('takes the place of one’s own where the person wants it', async () => {
    const { stage, weights, result, draft, onReload } = await conflicting();
    await doing(() => result.current.takeOther());
    expect(onReload).toHaveBeenCalledOnce();
    expect(await draft()).toBeUndefined();
    expect(weights()).toEqual([3]);
    const again = await edit(stage);
    expect(again.result.current.filling.values).toMatchObject({ weight: 3 });
  });

  test('does not take the place of one’s own that is being sent already', async () => {
    const { stage, model, weights, result, onReload } = await conflicting();
    const answer = holdAnswers(stage, model);
    const { keepMine, takeOther } = result.current;
    const kept = keepMine();
    await doing(() => void takeOther());
    await doing(() => {
      answer();
      return kept;
    });
    expect(onReload).not.toHaveBeenCalled();
    expect(weights()).toEqual([3, 4]);
  });

  test('stays where it may not be changed any more', async () => {
    const { stage, result, fill, send } = await openEditor({ programme: undefined });
    stage.server.on(reports.submit, () => {
      throw refusal(reportsProblems.already_reported);
    });
    await fill({ weight: 4, ...well });
    await send();
    expect(result.current.conflict).toMatchObject({ other: null, mayReplace: false });
  });
});

describe('a report that waits on this device and cannot be read any more', () => {
  const conflicting = async () => {
    const { stage, weights, ...one } = await openEditor({ outbox: true });
    const other = await edit(stage);
    stage.server.online = false;
    await one.fill({ weight: 4, ...well });
    await one.send();
    one.unmount();
    await inStore(({ keys }) => keys.clear(), undefined);
    stage.server.online = true;
    await other.fill({ weight: 5, ...well });
    await other.send();
    return { weights, ...other };
  };

  test('is not sent over, and can be replaced by what was typed in another tab', async () => {
    const { weights, result, onDone } = await conflicting();
    expect(result.current.conflict).toMatchObject({ other: { values: null }, mayReplace: true });
    expect(weights()).toEqual([]);
    await doing(() => result.current.keepMine());
    expect(weights()).toEqual([5]);
    expect(result.current.conflict).toBeNull();
    expect(onDone).toHaveBeenCalledOnce();
  });
});

test('a conflict of which nothing is known lets the person send their own again', async () => {
  const { stage, weights, model, result, fill, send } = await openEditor();
  stage.server.on(reports.submit, () => {
    throw refusal(reportsProblems.already_reported);
  });
  await fill({ weight: 4, ...well });
  await send();
  expect(result.current.conflict).toMatchObject({ other: null, mayReplace: true });
  stage.server.on(reports.submit, ({ body }) => model.submit(body));
  await doing(() => result.current.keepMine());
  expect(weights()).toEqual([4]);
});

describe('a session that ends while a report is being filled in', () => {
  const signedOut = async () => {
    const opened = await openEditor();
    await opened.fill({ weight: 4, ...well });
    opened.stage.server.signedIn = null;
    const sending = opened.result.current.send();
    await until(() => expect(opened.result.current.signIn.open).toBe(true));
    return { ...opened, sending };
  };

  test('has the report wait for the sign-in, and then sends it once', async () => {
    const { stage, weights, result, sending, onDone } = await signedOut();
    expect(result.current.busy).toBe(true);
    stage.server.signedIn = stage.me;
    await doing(() => result.current.signIn.finish(true));
    await doing(() => sending);
    expect(weights()).toEqual([4]);
    expect(onDone).toHaveBeenCalledOnce();
  });

  test('leaves it unsent, and what was typed in place, where nobody signs in', async () => {
    const { weights, result, sending, draft } = await signedOut();
    await doing(() => result.current.signIn.finish(false));
    await doing(() => sending);
    expect(result.current).toMatchObject({ busy: false, problem: { code: 'not_signed_in' } });
    expect(weights()).toEqual([]);
    expect((await draft())?.values).toMatchObject({ weight: 4 });
  });

  test('does not send it as that of somebody else who signs in', async () => {
    const { stage, weights, result, sending, draft } = await signedOut();
    stage.server.signedIn = someone();
    await doing(() => result.current.signIn.finish(true));
    await doing(() => sending);
    expect(result.current.problem?.code).toBe('somebody_else');
    expect(weights()).toEqual([]);
    expect((await draft())?.values).toMatchObject({ weight: 4 });
  });
});

test.each([{ app: 'portal', outbox: true } as const, { app: 'desk', outbox: false } as const])(
  'nothing is sent as that of somebody else who has signed in meanwhile: $app',
  async (setting) => {
    const { stage, weights, result, fill, send, draft } = await openEditor(setting);
    await fill({ weight: 4, ...well });
    stage.server.signedIn = someone();
    await send();
    expect(result.current.problem?.code).toBe('somebody_else');
    expect(weights()).toEqual([]);
    expect((await draft())?.values).toMatchObject({ weight: 4 });
  },
);

describe('a page that is left while its report is being sent', () => {
  /** The entries of the outbox after the server has answered nobody any more. */
  const leftBefore = async (answer: 'taken' | 'refused') => {
    const opened = await openEditor({ outbox: true });
    const { stage, model, fill, result, unmount } = opened;
    const held = Promise.withResolvers<void>();
    stage.server.on(reports.submit, async ({ body }) => {
      await held.promise;
      if (answer === 'refused') throw refusal(reportsProblems.form_outdated);
      return model.submit(body);
    });
    await fill({ weight: 4, ...well });
    const sent = result.current.send();
    await until(async () => expect(await entries()).toMatchObject([{ state: 'sending' }]));
    unmount();
    await doing(() => {
      held.resolve();
      return sent;
    });
    return entries();
  };

  test('leaves it as not accepted where it was refused', async () => {
    expect(await leftBefore('refused')).toMatchObject([
      { state: 'refused', problem: { code: 'form_outdated' } },
    ]);
  });

  test('leaves it as sent where it was taken', async () => {
    expect(await leftBefore('taken')).toMatchObject([{ state: 'sent' }]);
  });
});

test('what was refused is told at once, while what is out of date is asked anew', async () => {
  const { stage, fill, send, result } = await openEditor({ outbox: true });
  stage.server.on(reports.submit, () => {
    throw refusal(reportsProblems.form_outdated);
  });
  stage.server.on(programmes.mine, () => new Promise(() => undefined));
  await fill({ weight: 4, ...well });
  await send();
  expect(result.current.problem?.code).toBe('form_outdated');
  await until(async () => expect(await entries()).toEqual([]));
});

test('what was not accepted goes once a later version of it was sent with photos, which does not wait', async () => {
  const { stage, model, weights, fill, send, unmount } = await openEditor({ outbox: true });
  stage.server.online = false;
  await fill({ weight: 4, ...well });
  await send();
  stage.server.on(reports.submit, () => {
    throw refusal(reportsProblems.form_outdated);
  });
  stage.server.online = true;
  await doing(() => void window.dispatchEvent(new Event('online')));
  await until(async () => expect(await entries()).toMatchObject([{ state: 'refused' }]));
  unmount();
  const { forms } = withPhotos({ ...changing, forms: stage.mine.forms });
  stage.mine = { ...stage.mine, forms: forms as PublishedForm[] };
  stage.server.on(reports.submit, ({ body }) => model.submit(body));
  const again = await edit(stage);
  await again.fill({ weight: 5 });
  await again.send();
  expect(weights()).toEqual([5]);
  expect(await entries()).toEqual([]);
});

test('a form with photos needs the network, and does not wait on this device', async () => {
  const { stage, result, fill, send, onDone } = await openEditor({
    ...{ outbox: true, programme: withPhotos(changing) },
  });
  stage.server.online = false;
  await fill({ weight: 4, ...well });
  await send();
  expect(result.current.problem?.code).toBe('offline');
  expect(onDone).not.toHaveBeenCalled();
});

test('a network that does not answer leaves a report to the outbox after ten seconds', async () => {
  const { stage, model, fill, result, weights, onDone } = await openEditor({
    app: 'portal',
    outbox: true,
  });
  await fill({ weight: 4, ...well });
  const answer = holdAnswers(stage, model);
  stopTimers();
  const sent = result.current.send();
  await until(() => expect(stage.server.requests(reports.submit)).toHaveLength(1));
  await pass(9_900);
  expect(onDone).not.toHaveBeenCalled();
  await pass(200);
  await until(() => expect(onDone.mock.calls[0]?.[0]).toMatchObject({ kind: 'queued' }));
  await doing(() => {
    answer();
    return sent;
  });
  await until(() => expect(weights()).toEqual([4]));
});

describe('a storage that does not answer', () => {
  /** Sends while the storage is silent, which then answers, late. */
  const sendUnheard = async (setting: Setting) => {
    const opened = await openEditor(setting);
    await opened.fill({ weight: 4, ...well });
    stopTimers();
    const speak = await silenceStorage();
    const sent = opened.result.current.send();
    await outwait(() => expect(opened.onDone).toHaveBeenCalledOnce());
    expect(opened.weights()).toEqual([4]);
    await doing(() => {
      speak();
      return sent;
    });
    return opened;
  };

  test.each([{ app: 'portal', outbox: true } as const, { app: 'desk', outbox: false } as const])(
    'has the report sent without it, and leaves nothing behind: $app',
    async (setting) => {
      const { draft } = await sendUnheard(setting);
      await until(async () => expect(await entries()).toEqual([]));
      await until(async () => expect(await draft()).toBeUndefined());
    },
  );

  test.each([{ app: 'portal', outbox: true } as const, { app: 'desk', outbox: false } as const])(
    'for drafts alone does not keep the report waiting, whatever was typed before: $app',
    async (setting) => {
      const { fill, result, weights, draft, onDone } = await openEditor(setting);
      await fill(well);
      stopTimers();
      const release = await holdTable('drafts');
      for (let weight = 11; weight <= 20; weight += 1) {
        await fill({ weight });
        await pass(400);
      }
      await fill({ weight: 4 });
      const sent = result.current.send();
      // Ten seconds for each of ten drafts would be longer than that.
      await outwait(() => expect(weights()).toEqual([4]));
      await outwait(() => expect(onDone).toHaveBeenCalledOnce());
      await doing(() => {
        release();
        return sent;
      });
      await until(async () => expect(await draft()).toBeUndefined());
    },
  );
});

describe('without a network', () => {
  test('the report waits on this device, and is sent once there is one', async () => {
    const { stage, weights, fill, send, draft, onDone } = await openEditor({ outbox: true });
    stage.server.online = false;
    await fill({ weight: 4, ...well });
    await send();
    expect(onDone).toHaveBeenCalledExactlyOnceWith({ kind: 'queued', day: today, advice: [] });
    expect(await draft()).toBeUndefined();
    stage.server.online = true;
    await doing(() => void window.dispatchEvent(new Event('online')));
    await until(() => expect(weights()).toEqual([4]));
  });

  test('what is being sent already is not sent beside it as the network comes back', async () => {
    const { stage, model, fill, send } = await openEditor({ outbox: true });
    stage.server.online = false;
    await fill({ weight: 4, ...well });
    await send();
    const answer = holdAnswers(stage, model);
    stage.server.online = true;
    const comeBack = () => void window.dispatchEvent(new Event('online'));
    await doing(comeBack);
    const requests = () => stage.server.requests(reports.submit);
    await until(() => expect(requests()).toHaveLength(1));
    await doing(comeBack);
    // To send it beside that would take fewer steps of the storage.
    for (let steps = 0; steps < 20; steps += 1) await doing(entries);
    expect(requests()).toHaveLength(1);
    answer();
    await until(async () => expect(await entries()).toMatchObject([{ state: 'sent' }]));
  });

  test('but with one that answers itself the report waits, too', async () => {
    const { stage, weights, fill, send, onDone } = await openEditor({ outbox: true });
    stage.server.inBetween = () => new Response('<h1>Wi-Fi</h1>');
    await fill({ weight: 4, ...well });
    await send();
    expect(onDone).toHaveBeenCalledExactlyOnceWith({ kind: 'queued', day: today, advice: [] });
    stage.server.inBetween = () => null;
    await doing(() => void window.dispatchEvent(new Event('online')));
    await until(() => expect(weights()).toEqual([4]));
  });

  test('one that waits is changed in its place', async () => {
    const { stage, weights, fill, send, unmount } = await openEditor({ outbox: true });
    stage.server.online = false;
    await fill({ weight: 4, ...well });
    await send();
    unmount();
    const again = await edit(stage);
    expect(again.result.current.filling.values).toMatchObject({ weight: 4 });
    await again.fill({ weight: 5 });
    await again.send();
    stage.server.online = true;
    await doing(() => void window.dispatchEvent(new Event('online')));
    await until(() => expect(weights()).toEqual([5]));
  });

  test('one that waits is not replaced unasked by what was taken over from another day', async () => {
    const { stage, weights, fill, send, unmount } = await openEditor({ outbox: true });
    stage.server.online = false;
    await fill({ weight: 4, ...well });
    await send();
    unmount();
    const value = {
      attempt: { day: today, basedOn: 0, earlier: [] },
      values: { weight: 5, ...well },
    };
    const over = await edit(stage, true, {
      day: today,
      slot: today,
      draft: { id: '', value, unsaved: true },
    });
    await over.send();
    expect(over.onDone).not.toHaveBeenCalled();
    expect(over.result.current.conflict).toMatchObject({
      other: { version: 0, values: { weight: 4 } },
    });
    await doing(() => over.result.current.keepMine());
    stage.server.online = true;
    await doing(() => void window.dispatchEvent(new Event('online')));
    await until(() => expect(weights()).toEqual([5]));
  });

  test('on a PC it is not sent, and what was typed stays', async () => {
    const { stage, result, fill, send, onDone } = await openEditor({ app: 'desk' });
    stage.server.online = false;
    await fill({ weight: 4, ...well });
    await send();
    expect(result.current).toMatchObject({ problem: { code: 'offline' }, busy: false });
    expect(result.current.filling.values).toMatchObject({ weight: 4 });
    expect(onDone).not.toHaveBeenCalled();
  });
});
