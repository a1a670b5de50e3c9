import { describe, expect, test, vi } from 'vitest';
import { reports, reportsProblems } from '../../../modules/reports/contract.ts';
import { inStore } from '../offline/store.ts';
import type { SubmitBody } from './deliver.ts';
import { publishedIn } from './testing/editing.ts';
import { NoAnswer, refusal } from './testing/fake-server.ts';
import { changing } from './testing/programmes.ts';
import { type ServerModel, serverModel } from './testing/server-model.ts';
import { doing, openStage, type Setting, type Stage, until } from './testing/stage.tsx';
import { useTogetherStart } from './together-start.ts';
import { useTogether } from './use-together.ts';

const days = ['2024-04-07', '2024-04-08', '2024-04-09'];
const well = { moulting: false, limping: false };

/** A server that has a report of each day by itself. */
function serverOf({ server }: Stage) {
  const models = new Map<string, ServerModel>();
  const of = (day: string) => {
    const model = models.get(day) ?? serverModel();
    models.set(day, model);
    return model;
  };
  const take = (body: SubmitBody) => of(body.day).submit(body);
  const isReported = (day: string) => of(day).versions.length > 0;
  server.on(reports.missed, () => ({
    days: days.filter((day) => !isReported(day)),
    canBackfill: true,
  }));
  server.on(reports.mine, ({ query }) => ({
    reports: of(query.slot ?? '').versions.toReversed(),
    definitions: {},
  }));
  server.on(reports.submit, ({ body }) => take(body));
  return {
    take,
    stored: () => days.map((day) => of(day).versions.map(({ values }) => values.weight)),
  };
}

async function open(stage: Stage) {
  const begun = stage.render(() => useTogetherStart(publishedIn(stage)));
  await until(() => expect(begun.result.current.start).not.toBeNull());
  const { start } = begun.result.current;
  if (!start) throw new Error('Filling in does not begin.');
  begun.unmount();
  const onMistakes = vi.fn();
  const { result, unmount } = stage.render(() =>
    useTogether({ form: publishedIn(stage), start, onMistakes }),
  );
  const fill = (values: Record<string, unknown>) =>
    doing(() => {
      for (const [path, value] of Object.entries(values)) result.current.filling.set(path, value);
    });
  const weigh = (weights: Record<string, number>) =>
    fill(
      Object.fromEntries(
        Object.entries(weights).map(([day, weight]) => [
          result.current.fieldsOf(day)[0]?.path ?? '',
          weight,
        ]),
      ),
    );
  const send = () => doing(() => result.current.send());
  const outcome = (day: string) => result.current.outcomes.get(day)?.kind;
  return { start, result, unmount, fill, weigh, send, outcome, onMistakes };
}

async function filledIn(setting: Setting = {}) {
  const stage = openStage({ programme: changing, ...setting });
  const server = serverOf(stage);
  const page = await open(stage);
  await page.fill(well);
  await page.weigh({ [days[0] ?? '']: 4, [days[1] ?? '']: 5, [days[2] ?? '']: 6 });
  return { stage, ...server, ...page };
}

describe('several missed days filled in at one go', () => {
  test('are reports of their own, oldest first, with the weight of each day', async () => {
    const { stage, result, send, stored } = await filledIn();
    await send();
    expect(stored()).toEqual([[4], [5], [6]]);
    const sent = stage.server.requests(reports.submit).map(({ body }) => body);
    expect(sent.map(({ day }) => day)).toEqual(days);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
    expect(result.current).toMatchObject({ isFinished: true, days: [] });
  });

  test('can be chosen, and what was typed for a day comes back with it', async () => {
    const { result, send, stored } = await filledIn();
    await doing(() => result.current.choose(days[0] ?? '', false));
    await doing(() => result.current.choose(days[1] ?? '', false));
    await doing(() => result.current.choose(days[0] ?? '', true));
    await send();
    expect(stored()).toEqual([[4], [], [6]]);
  });

  test('are not sent while one of them has a mistake', async () => {
    const { stage, result, weigh, send, onMistakes } = await filledIn();
    await weigh({ [days[1] ?? '']: 99 });
    await send();
    expect(stage.server.requests(reports.submit)).toEqual([]);
    expect(onMistakes).toHaveBeenCalledTimes(1);
    expect(result.current.filling.shownIssues).toMatchObject([{ path: 'by-day.1.weight' }]);
  });

  test('are asked about once where answers hardly go together, and each has its advice', async () => {
    const { stage, result, fill, weigh, send, stored } = await filledIn();
    await weigh({ [days[0] ?? '']: 2.5, [days[1] ?? '']: 41 });
    await fill({ 'by-day.0.fish': 1 });
    await send();
    expect(stage.server.requests(reports.submit)).toEqual([]);
    expect(result.current.doubt).toMatchObject({ days: [days[1]], questions: [{}] });
    await send();
    expect(result.current.doubt).toBeNull();
    expect(stored()).toEqual([[2.5], [41], [6]]);
    const advice = days.map((day) => {
      const outcome = result.current.outcomes.get(day);
      return outcome && 'advice' in outcome ? outcome.advice.length : null;
    });
    expect(advice).toEqual([1, 0, 0]);
  });

  test('of which one is refused: the others are sent, and what was typed for it stays', async () => {
    const { stage, result, take, stored, send, outcome } = await filledIn();
    stage.server.on(reports.submit, ({ body }) => {
      if (body.day === days[1]) throw refusal(reportsProblems.day_outside_window);
      return take(body);
    });
    await send();
    expect(stored()).toEqual([[4], [], [6]]);
    expect(days.map(outcome)).toEqual(['sent', 'failed', 'sent']);
    expect(result.current).toMatchObject({ days: [days[1]], isFinished: false });
    expect(result.current.filling.valueAt('by-day.0.weight')).toBe(5);
    stage.server.on(reports.submit, ({ body }) => take(body));
    await send();
    expect(stored()).toEqual([[4], [5], [6]]);
    expect(result.current.isFinished).toBe(true);
  });

  test('stop at what keeps all of them from being sent', async () => {
    const { stage, send, result, outcome } = await filledIn();
    stage.server.on(reports.submit, () => {
      throw refusal(reportsProblems.declaration_needed);
    });
    await send();
    expect(stage.server.requests(reports.submit)).toHaveLength(1);
    expect(days.map(outcome)).toEqual(['failed', undefined, undefined]);
    expect(result.current.days).toEqual(days);
  });

  test('whose answer was lost are not reported a second time, even after the page was closed', async () => {
    const { stage, take, stored, send, unmount } = await filledIn();
    stage.server.on(reports.submit, async ({ body }) => {
      await take(body);
      throw new NoAnswer();
    });
    await send();
    unmount();
    stage.server.on(reports.submit, ({ body }) => take(body));
    stage.queries.clear();
    const again = await open(stage);
    // The server has the first day; the others are brought back with what was typed.
    expect(again.result.current).toMatchObject({ days: days.slice(1), broughtBack: true });
    await again.send();
    expect(stored()).toEqual([[4], [5], [6]]);
  });

  test('that were reported on another device meanwhile are left as they are', async () => {
    const { stage, stored, take, send, outcome } = await filledIn();
    const other = { id: crypto.randomUUID(), form: 'weigh-in', formVersionId: 1, basedOn: 0 };
    await take({ ...other, day: days[0] ?? '', values: { weight: 9, ...well } });
    await send();
    expect(stored()).toEqual([[9], [5], [6]]);
    expect(outcome(days[0] ?? '')).toBe('reported');
    expect(stage.server.requests(reports.submit)).toHaveLength(3);
  });

  test('wait on this device without a network, each by itself, and are not offered again', async () => {
    const { stage, result, stored, send, outcome, unmount } = await filledIn({ outbox: true });
    stage.server.online = false;
    await send();
    expect(days.map(outcome)).toEqual(['queued', 'queued', 'queued']);
    expect(result.current.isFinished).toBe(true);
    const waiting = await inStore(({ outbox }) => outbox.toArray(), []);
    expect(waiting.map(({ about }) => about.day).toSorted()).toEqual(days);
    unmount();
    stage.server.online = true;
    expect(stored()).toEqual([[], [], []]);
  });

  test('do not each wait for a server that gave the one before no answer', async () => {
    const { stage, send, outcome } = await filledIn({ outbox: true });
    stage.server.on(reports.submit, () => {
      throw new NoAnswer();
    });
    await send();
    expect(days.map(outcome)).toEqual(['queued', 'queued', 'queued']);
    const asked = stage.server.requests(reports.submit).map(({ body }) => body.day);
    expect(new Set(asked)).toEqual(new Set(days.slice(0, 1)));
  });
});
