import { describe, expect, test } from 'vitest';
import type { ProgrammeContent } from '../../../forms/programme.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { useEffectWords } from './effect.ts';
import { edit, today, well } from './testing/editing.ts';
import { NoAnswer } from './testing/fake-server.ts';
import { changing } from './testing/programmes.ts';
import { reportsOf } from './testing/reports.ts';
import { doing, openStage, pass, stopTimers, until } from './testing/stage.tsx';

/** The weigh-in tells a milestone. */
const moving: ProgrammeContent = {
  ...changing,
  milestones: changing.milestones.map((milestone) => ({
    ...milestone,
    sources: [{ form: 'weigh-in', field: 'limpDetails' }],
  })),
};

async function filledIn(programme = moving) {
  const stage = openStage({ programme });
  const model = reportsOf(stage);
  const page = await edit(stage);
  await page.fill({ weight: 4, ...well });
  return { stage, model, ...page };
}

describe('a report that changes which days are due', () => {
  test('says so before it is sent, and is sent once the person wants that', async () => {
    const { stage, model, result, send, onDone } = await filledIn();
    stage.server.on(reports.effect, () => ({ newlyMissed: 10, phase: null }));
    await send();
    expect(result.current.effect).toEqual({ newlyMissed: 10, phase: null });
    expect(model.versions).toEqual([]);
    await doing(() => result.current.confirmEffect(false));
    expect(result.current.effect).toBeNull();
    expect(model.versions).toEqual([]);
    await send();
    await doing(() => result.current.confirmEffect(true));
    expect(model.versions).toHaveLength(1);
    expect(onDone).toHaveBeenCalledTimes(1);
    expect(stage.server.requests(reports.effect).at(-1)?.body).toEqual({
      form: 'weigh-in',
      values: { weight: 4, ...well },
    });
  });

  test('is sent at once where it changes nothing, or where nobody can say', async () => {
    const first = await filledIn();
    first.stage.server.on(reports.effect, () => ({ newlyMissed: 0, phase: null }));
    await first.send();
    expect(first.model.versions).toHaveLength(1);
    first.stage.server.on(reports.effect, () => {
      throw new NoAnswer();
    });
    const again = await edit(first.stage);
    await again.fill({ weight: 5 });
    await again.send();
    expect(first.model.versions).toHaveLength(2);
  });

  test('is not kept from being sent by a server that says nothing', async () => {
    const { stage, model, result } = await filledIn();
    stage.server.on(reports.effect, () => new Promise(() => undefined));
    stopTimers();
    const sending = result.current.send();
    await until(() => expect(stage.server.requests(reports.effect)).toHaveLength(1));
    await pass(6_000);
    await doing(() => sending);
    expect(model.versions).toHaveLength(1);
  });

  test('is asked about only of forms that tell a milestone', async () => {
    const { stage, send, model } = await filledIn(changing);
    await send();
    expect(stage.server.requests(reports.effect)).toEqual([]);
    expect(model.versions).toMatchObject([{ day: today }]);
  });
});

test('one day is told in the singular', () => {
  const stage = openStage({ programme: moving });
  const [phase] = moving.phases;
  const one = { newlyMissed: 1, phase: phase?.code ?? null };
  const { result } = stage.render(() => useEffectWords(one));
  expect(result.current).toHaveLength(2);
  expect(result.current.join()).toMatch(/one earlier day|1 天/);
});
