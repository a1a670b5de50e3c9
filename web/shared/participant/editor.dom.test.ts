import { describe, expect, test, vi } from 'vitest';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports, reportsProblems } from '../../../modules/reports/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { PublishedForm } from './forms.ts';
import { edit, openEditor, today, well } from './testing/editing.ts';
import { refusal } from './testing/fake-server.ts';
import { changing } from './testing/programmes.ts';
import { holdAnswers, reportsOf } from './testing/reports.ts';
import { doing, openStage, type Setting, type Stage, turnDay, until } from './testing/stage.tsx';

const tomorrow = '2024-04-11';

describe('sending', () => {
  test('stores the report, drops the draft and says so', async () => {
    const { weights, fill, send, draft, unmount, onDone, onMistakes } = await openEditor();
    await fill({ weight: 4, ...well });
    await send();
    expect(weights()).toEqual([4]);
    expect(onDone).toHaveBeenCalledExactlyOnceWith({
      ...{ kind: 'sent', receipt: expect.objectContaining({ day: today, version: 1 }) },
      advice: [],
    });
    expect(onMistakes).not.toHaveBeenCalled();
    unmount();
    await doing(() => undefined);
    expect(await draft()).toBeUndefined();
  });

  test('shows what is missing, and sends nothing', async () => {
    const { stage, result, fill, send, onMistakes } = await openEditor();
    await fill({ weight: 4 });
    expect(result.current.filling.shownIssues).toEqual([]);
    await send();
    expect(onMistakes).toHaveBeenCalledOnce();
    expect(result.current.filling.shownIssues.map(({ path }) => path)).toEqual([
      'moulting',
      'limping',
    ]);
    expect(stage.server.requests(reports.submit)).toEqual([]);
  });

  test('shows the server’s mistakes at their fields until these are changed', async () => {
    const { stage, result, fill, send, onMistakes } = await openEditor();
    stage.server.on(reports.submit, () => {
      const fields = [{ path: 'values.weight', code: 'too_small', params: { min: 2 } }];
      throw refusal(commonProblems.invalid_input, { fields });
    });
    await fill({ weight: 1.5, ...well, fish: 0 });
    await send();
    expect(onMistakes).toHaveBeenCalledOnce();
    expect(result.current.filling.issueAt('weight')?.code).toBe('too_small');
    await fill({ weight: 2.5 });
    expect(result.current.filling.issueAt('weight')).toBeUndefined();
  });

  test('says so when it fails in a way that nobody thought of', async () => {
    const { result, fill, send, onDone } = await openEditor();
    await fill({ weight: 4, ...well });
    vi.spyOn(result.current.filling, 'check').mockRejectedValue(new Error('no code'));
    await send();
    expect(result.current.problem).not.toBeNull();
    expect(result.current.busy).toBe(false);
    expect(onDone).not.toHaveBeenCalled();
  });

  test('is done once when it is pressed twice', async () => {
    const { stage, result, fill, onDone } = await openEditor({ outbox: true });
    await fill({ weight: 4, ...well });
    await doing(() => Promise.all([result.current.send(), result.current.send()]));
    expect(stage.server.requests(reports.submit)).toHaveLength(1);
    expect(onDone).toHaveBeenCalledOnce();
    expect(result.current).toMatchObject({ conflict: null, busy: false });
  });

  test('has other pages ask anew for what they show of reports', async () => {
    const { stage, fill, send } = await openEditor();
    const before = stage.server.requests(reports.overview).length;
    await fill({ weight: 4, ...well });
    await send();
    expect(stage.server.requests(reports.overview).length).toBe(before + 1);
  });
});

describe('what is told of what was reported', () => {
  const advice = [
    { zh: '请多吃鱼，并告诉站里。', en: 'Please eat more fish and tell the station.' },
  ];

  test('comes with the answer, and without a network from the device itself', async () => {
    const sent = await openEditor();
    await sent.fill({ weight: 2.5, ...well, fish: 1 });
    await sent.send();
    expect(sent.onDone).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ kind: 'sent', advice }),
    );
    sent.unmount();
    const queued = await openEditor({ outbox: true });
    queued.stage.server.online = false;
    await queued.fill({ weight: 2.5, ...well, fish: 1 });
    await queued.send();
    expect(queued.onDone).toHaveBeenCalledExactlyOnceWith({ kind: 'queued', day: today, advice });
  });
});

describe('answers that hardly go together', () => {
  test('are asked about once, and sent as they are', async () => {
    const { result, weights, fill, send, onDone } = await openEditor();
    await fill({ weight: 40, ...well });
    await send();
    expect(weights()).toEqual([]);
    expect(onDone).not.toHaveBeenCalled();
    expect(result.current.busy).toBe(false);
    expect(result.current.doubt?.questions.map(({ en }) => en)).toEqual([
      'Forty kilograms or more: is that right?',
    ]);
    expect([...(result.current.doubt?.fields ?? [])]).toEqual(['weight']);
    await send();
    expect(result.current.doubt).toBeNull();
    expect(weights()).toEqual([40]);
  });

  test('can be mended in place; others are asked about again, the same ones are not', async () => {
    const { result, weights, fill, send } = await openEditor();
    await fill({ weight: 45, ...well });
    await send();
    await doing(() => result.current.leaveDoubt());
    expect(result.current.doubt).toBeNull();
    await fill({ weight: 44 });
    await send();
    expect(result.current.doubt).not.toBeNull();
    await fill({ weight: 39.9 });
    await send();
    expect(result.current.doubt).toBeNull();
    expect(weights()).toEqual([39.9]);
  });

  test('are not asked about again where sending failed', async () => {
    const { stage, result, weights, fill, send } = await openEditor();
    stage.server.on(reports.submit, () => {
      throw refusal(commonProblems.busy);
    });
    await fill({ weight: 40, ...well });
    await send();
    await send();
    expect(result.current.problem?.code).toBe('busy');
    const model = reportsOf(stage);
    await send();
    expect(result.current.doubt).toBeNull();
    expect([weights(), model.versions.length]).toEqual([[], 1]);
  });
});

describe('a form that was updated while it was open', () => {
  /** The form without its question about fish. */
  const updatedForms = ({ mine }: Stage) => {
    const [{ definition, ...first }, ...others] = mine.forms as [PublishedForm];
    const fields = definition.fields.filter(({ code }) => code !== 'fish');
    const updated = { ...first, versionId: 7, version: 2, definition: { ...definition, fields } };
    return [updated, ...others];
  };

  test('does not change under the hands', async () => {
    const { stage, result, fill } = await openEditor();
    await fill({ weight: 4, fish: 2 });
    stage.mine = { ...stage.mine, forms: updatedForms(stage) };
    await doing(() => stage.queries.invalidateQueries({ queryKey: [programmes.mine.url] }));
    expect(stage.server.requests(programmes.mine)).toHaveLength(1);
    expect(result.current.form.versionId).toBe(1);
    expect(result.current.filling.values).toEqual({ weight: 4, fish: 2 });
  });

  test('is sent again in its new version, with what it still asks for', async () => {
    const { stage, result, fill, send } = await openEditor();
    stage.server.on(reports.submit, () => {
      throw refusal(reportsProblems.form_outdated);
    });
    await fill({ weight: 4, ...well, fish: 2 });
    stage.mine = { ...stage.mine, forms: updatedForms(stage) };
    await send();
    expect(result.current.problem?.code).toBe('form_outdated');
    expect(stage.server.requests(programmes.mine)).toHaveLength(1);
    await until(() => expect(result.current.filling.values).toEqual({ weight: 4, ...well }));
    reportsOf(stage);
    await send();
    expect(stage.server.requests(reports.submit).at(-1)?.body).toMatchObject({
      ...{ formVersionId: 7, values: { weight: 4, ...well } },
    });
  });
});

describe('a day that turns while the form is open', () => {
  const midnight = async (setting: Setting = {}, forToday = true) => {
    const stage = openStage({ programme: changing, ...setting });
    const model = reportsOf(stage);
    const opened = await edit(stage, forToday);
    await opened.fill({ weight: 4, ...well });
    window.dispatchEvent(new Event('pagehide'));
    await until(async () => expect(await opened.draft()).toBeDefined());
    await turnDay();
    return { stage, model, ...opened };
  };

  test('asks for which day the form is, which may stay the one that it was opened for', async () => {
    const { model, result, send } = await midnight();
    expect(result.current).toMatchObject({ today: tomorrow, turned: true, closed: false });
    await doing(() => result.current.keepDay());
    expect(result.current.turned).toBe(false);
    await send();
    expect(model.versions).toMatchObject([{ day: today }]);
  });

  test('takes what was typed over to the day that has begun, where the person wants it', async () => {
    const { result, unmount, draft, onMove } = await midnight();
    await doing(() => result.current.takeToday());
    expect(onMove).toHaveBeenCalledExactlyOnceWith(tomorrow, { weight: 4, ...well });
    unmount();
    await doing(() => undefined);
    // It is not what was typed for the day that has passed any more.
    expect(await draft()).toBeUndefined();
  });

  test('takes nothing over that is being sent already', async () => {
    const { stage, model, result, onMove, onDone } = await midnight();
    const answer = holdAnswers(stage, model);
    const sent = result.current.send();
    await until(() => expect(result.current.busy).toBe(true));
    await doing(() => void result.current.takeToday());
    expect(onMove).not.toHaveBeenCalled();
    await doing(() => {
      answer();
      return sent;
    });
    expect(onDone).toHaveBeenCalledOnce();
  });

  test('closes the form where no day can be filled in later', async () => {
    const { result } = await midnight({ programme: undefined });
    expect(result.current).toMatchObject({ turned: true, closed: true });
  });

  test('is none of the concern of a form that was opened for a day of the past', async () => {
    const { result } = await midnight({}, false);
    expect(result.current.turned).toBe(false);
  });
});
