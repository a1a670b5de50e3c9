import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { reports, reportsProblems } from '../../../modules/reports/contract.ts';
import { ApiProblem } from '../api.ts';
import { outboxOf } from '../offline/outbox.ts';
import { openStore } from '../offline/store.ts';
import { subjectOf } from './attempt.ts';
import { useOutbox } from './outbox-provider.tsx';
import { useOverview } from './overview.ts';
import { recordsOf } from './queries.ts';
import { visitorQuery } from './session.ts';
import { NoAnswer, refusal } from './testing/fake-server.ts';
import { changing } from './testing/programmes.ts';
import { reportsOf } from './testing/reports.ts';
import {
  doing,
  openStage,
  pass,
  type Stage,
  someone,
  stopTimers,
  until,
} from './testing/stage.tsx';

const form = 'weigh-in';
const today = '2024-04-10';

/** A report that was filled in on this device without a network. */
async function wait({ account }: Stage, day = today): Promise<void> {
  const id = randomUUID();
  const values = { weight: 4, moulting: false, limping: false };
  await outboxOf(account)?.send(
    {
      ...{ id, subject: subjectOf(form, day), about: { form, day, slot: day } },
      ...{ earlier: [], content: { id, form, formVersionId: 1, day, basedOn: 0, values } },
    },
    async () => ({ kind: 'failed', error: new ApiProblem('offline', 0) }),
  );
}

const opened = () => openStage({ programme: changing, outbox: true });
const states = ({ entries }: ReturnType<typeof useOutbox>) => entries.map(({ state }) => state);

describe('what waits on this device', () => {
  test('is sent when the app is opened, and other pages then ask anew', async () => {
    const stage = opened();
    const { versions } = reportsOf(stage);
    await wait(stage);
    const { result } = stage.render(useOutbox);
    await until(() => expect(states(result.current)).toEqual(['sent']));
    expect(versions).toHaveLength(1);
    await until(() => expect(stage.server.requests(reports.overview)).toHaveLength(1));
  });

  test('is tried again by itself, after a while', async () => {
    const stage = opened();
    stage.server.on(reports.submit, () => {
      throw new NoAnswer();
    });
    await wait(stage);
    stopTimers();
    const { result } = stage.render(useOutbox);
    await until(() => expect(result.current.entries[0]).toMatchObject({ attempts: 2 }));
    expect(states(result.current)).toEqual(['waiting']);
    reportsOf(stage);
    await pass(6_000);
    await until(() => expect(states(result.current)).toEqual(['sent']));
  });

  test.each([
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
    ['the page is shown again', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('is sent at once when %s', async (_, happens) => {
    const stage = opened();
    stage.server.online = false;
    await wait(stage);
    const { result } = stage.render(useOutbox);
    await until(() => expect(states(result.current)).toEqual(['waiting']));
    reportsOf(stage);
    stage.server.online = true;
    await doing(() => void happens());
    await until(() => expect(states(result.current)).toEqual(['sent']));
  });

  test('is tried again, too, after the clock of the device was put back', async () => {
    const stage = opened();
    stage.server.on(reports.submit, () => {
      throw new NoAnswer();
    });
    await wait(stage);
    stopTimers();
    const { result } = stage.render(useOutbox);
    await until(() => expect(result.current.entries[0]).toMatchObject({ attempts: 2 }));
    vi.setSystemTime(Date.now() - 40 * 86_400_000);
    reportsOf(stage);
    await pass(600_000);
    await until(() => expect(states(result.current)).toEqual(['sent']));
  });

  test('is tried again, too, while pages wait for what changed', async () => {
    const stage = opened();
    const model = reportsOf(stage);
    stage.server.on(reports.overview, () => new Promise(() => undefined));
    stage.server.on(reports.submit, ({ body }) => {
      if (model.versions.length > 0) throw new NoAnswer();
      return model.submit(body);
    });
    await wait(stage);
    await wait(stage, '2024-04-09');
    stopTimers();
    const { result } = stage.render(() => {
      useOverview(stage.account);
      return useOutbox();
    });
    await until(() => expect(states(result.current).toSorted()).toEqual(['sent', 'waiting']));
    await doing(() => sleep(50));
    const tries = stage.server.requests(reports.submit).length;
    await pass(6_000);
    await until(() => expect(stage.server.requests(reports.submit).length).toBeGreaterThan(tries));
  });

  test('is told to be sent once nobody begins with what was read before, while others are still being sent', async () => {
    const stage = opened();
    const model = reportsOf(stage);
    stage.server.on(reports.submit, ({ body }) => {
      if (model.versions.length > 0) return new Promise(() => undefined);
      return model.submit(body);
    });
    const { queryKey } = recordsOf(stage.account, form, today);
    stage.queries.setQueryData(queryKey, { reports: [], former: [] } as never);
    await wait(stage);
    await wait(stage, '2024-04-09');
    const { result } = stage.render(useOutbox);
    await until(() => expect(states(result.current)).toContain('sent'));
    expect(states(result.current)).not.toEqual(['sent', 'sent']);
    expect(stage.queries.getQueryData(queryKey)).toBeUndefined();
  });

  test('is not begun from what the device has stored, once the server has said that there is something newer', async () => {
    const stage = opened();
    const records = recordsOf(stage.account, form, today);
    stage.server.on(reports.mine, () => ({ reports: [], definitions: {} }));
    await stage.queries.fetchQuery(records);
    stage.server.on(reports.submit, () => {
      throw refusal(reportsProblems.already_reported);
    });
    await wait(stage);
    const { result } = stage.render(useOutbox);
    await until(() => expect(states(result.current)).toEqual(['refused']));
    stage.server.online = false;
    await expect(stage.queries.fetchQuery({ ...records, retry: false })).rejects.toThrow();
  });

  test('is shown, too, where the storage of the device failed at first', async () => {
    const stage = opened();
    stage.server.online = false;
    (await openStore()).close({ disableAutoOpen: false });
    const failing = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    });
    onTestFinished(() => failing.mockRestore());
    stopTimers();
    const { result } = stage.render(useOutbox);
    await until(() => expect(failing).toHaveBeenCalled());
    await pass(1000);
    failing.mockRestore();
    await wait(stage);
    await pass(60_000);
    await until(() => expect(states(result.current)).toEqual(['waiting']));
  });

  test.each([
    ['a network that wants a sign-in', () => new Response('<h1>Wi-Fi</h1>')],
    ['a gateway whose server is restarting', () => new Response('no route', { status: 404 })],
  ])('waits on while %s answers instead of the server', async (_, inBetween) => {
    const stage = opened();
    const { versions } = reportsOf(stage);
    stage.server.inBetween = inBetween;
    await wait(stage);
    const { result } = stage.render(useOutbox);
    await doing(() => result.current.sendNow());
    await until(() => expect(result.current.entries[0]).toMatchObject({ attempts: 2 }));
    expect(states(result.current)).toEqual(['waiting']);
    stage.server.inBetween = () => null;
    await doing(() => result.current.sendNow());
    await until(() => expect(states(result.current)).toEqual(['sent']));
    expect(versions).toHaveLength(1);
  });

  test('waits for the sign-in of its person, and goes on after it', async () => {
    const stage = opened();
    const { versions } = reportsOf(stage);
    const { queryKey } = visitorQuery(stage.me.realm);
    stage.queries.setQueryData(queryKey, { me: stage.me, left: null });
    stage.server.signedIn = null;
    await wait(stage);
    const { result } = stage.render(useOutbox);
    await doing(() => result.current.sendNow());
    await until(() => expect(result.current.entries[0]).toMatchObject({ state: 'waiting' }));
    stage.server.signedIn = someone();
    await doing(() => result.current.sendNow());
    expect(versions).toEqual([]);
    stage.server.signedIn = stage.me;
    await doing(() => stage.queries.invalidateQueries({ queryKey }));
    await until(() => expect(versions).toHaveLength(1));
  });

  test('that the server refuses stays, and says why', async () => {
    const stage = opened();
    stage.server.on(reports.submit, () => {
      throw refusal(reportsProblems.day_outside_window, { params: { day: today } });
    });
    await wait(stage);
    const { result } = stage.render(useOutbox);
    await until(() =>
      expect(result.current.entries).toMatchObject([
        { state: 'refused', problem: { code: 'day_outside_window' } },
      ]),
    );
  });

  test('is left alone once the page of its person is gone', async () => {
    const stage = opened();
    const answer = Promise.withResolvers<void>();
    stage.server.on(reports.submit, async () => {
      await answer.promise;
      throw new NoAnswer();
    });
    await wait(stage);
    stopTimers();
    const { unmount } = stage.render(useOutbox);
    await until(() => expect(stage.server.requests(reports.submit)).toHaveLength(1));
    unmount();
    answer.resolve();
    await until(async () => {
      expect(await outboxOf(stage.account)?.list()).toMatchObject([{ state: 'waiting' }]);
    });
    await pass(600_000);
    await doing(() => sleep(50));
    expect(stage.server.requests(reports.submit)).toHaveLength(1);
  });
});

test('outside of its provider nothing waits: reports are only sent at once', () => {
  const { result } = openStage().render(useOutbox);
  expect(result.current).toMatchObject({ outbox: null, entries: [] });
});
