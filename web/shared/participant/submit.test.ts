import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api.ts';
import { NotInTime } from '../in-time.ts';
import { createOutbox, type Outbox, type OutboxStore } from '../offline/outbox.ts';
import { type Attempt, subjectOf } from './attempt.ts';
import {
  type OtherVersion,
  replacing,
  type SubmitResult,
  senderOf,
  submitAttempt,
} from './submit.ts';
import { memoryEntries, openVault } from './testing/schedules.ts';
import { serverModel } from './testing/server-model.ts';

const day = '2026-01-02';
const attempt: Attempt = { day, basedOn: 0, earlier: [] };
const which = { form: 'weighIn', formVersionId: 1 };

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
});
afterAll(() => {
  vi.useRealTimers();
});

/** A phone whose storage takes only so many changes and fails afterwards; or takes them and does not say so. */
function phone(changes = Number.POSITIVE_INFINITY) {
  const server = serverModel();
  const submit = vi.spyOn(server, 'submit');
  const entries = memoryEntries();
  let left = changes;
  let unheard = 0;
  const store: OutboxStore = {
    list: entries.list,
    change: async (account, made) => {
      left -= 1;
      if (left < 0) throw new Error('The disk is full.');
      const result = await entries.change(account, made);
      unheard -= 1;
      if (unheard >= 0) throw new NotInTime();
      return result;
    },
  };
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `r${ids}`;
  };
  const outbox = createOutbox('colony/penguin', store, openVault);
  const tools = {
    ...{ server, outbox, newId, note: async () => undefined },
    ...{ atOnce: false, isOpen: () => true },
  };
  const send = (kilo: number, from = attempt): Promise<SubmitResult> =>
    submitAttempt(tools, from, {
      form: 'weighIn',
      formVersionId: 1,
      slot: day,
      values: { kilo },
    });
  const fail = () => {
    left = 0;
  };
  const mend = () => {
    left = Number.POSITIVE_INFINITY;
  };
  const loseAnswers = (times: number) => {
    unheard = times;
  };
  /** As a page does that is opened later. */
  const drainLater = async () => {
    vi.setSystemTime(Date.now() + 60_000);
    await outbox.drain(senderOf({ server, newId }));
  };
  return { server, submit, outbox, send, fail, mend, loseAnswers, drainLater };
}

describe('a storage that fails', () => {
  test('before anything was sent has the report sent without it', async () => {
    const { submit, send } = phone(0);
    expect(await send(4)).toMatchObject({ kind: 'sent', receipt: { version: 1 } });
    expect(submit).toHaveBeenCalledOnce();
  });

  test.each([1, 2])(
    'once the server has the report hides neither that nor sends it again: after %i changes',
    async (changes) => {
      const { submit, send } = phone(changes);
      expect(await send(4)).toMatchObject({ kind: 'sent', receipt: { version: 1 } });
      expect(submit).toHaveBeenCalledOnce();
    },
  );

  test('leaves an entry that is sent again later, and stored once', async () => {
    const { server, submit, outbox, send, mend, drainLater } = phone(1);
    await send(4);
    mend();
    await drainLater();
    expect(submit).toHaveBeenCalledTimes(2);
    expect(server.versions).toHaveLength(1);
    expect(await outbox.list()).toMatchObject([{ id: 'r1', state: 'sent' }]);
  });
});

describe('what waits while something newer of the same edit is sent directly', () => {
  test('is not sent afterwards, even if it cannot be taken out at once', async () => {
    const { server, submit, outbox, send, fail, mend, drainLater } = phone();
    await send(3);
    submit.mockRejectedValueOnce(new ApiProblem('offline', 0));
    expect(await send(4, { ...attempt, basedOn: 1 })).toEqual({ kind: 'queued' });
    fail();
    expect(await send(3, { ...attempt, basedOn: 1, earlier: ['r2'] })).toMatchObject({
      kind: 'sent',
    });
    await expect(drainLater()).rejects.toThrow();
    mend();
    await drainLater();
    expect(server.versions.map(({ values }) => values)).toEqual([{ kilo: 3 }]);
    expect(await outbox.list()).toEqual([]);
  });
});

describe('a report that is sent directly, because the outbox did not say in time that it had stored it', () => {
  const unheard = async () => {
    const opened = phone();
    await opened.server.submit({ ...which, id: 'r0', day, basedOn: 0, values: { kilo: 3 } });
    return opened;
  };

  test.each([
    ['under the id that it has', 1],
    ['under another one, as a change of the same edit’s earlier report', 0],
  ])('%s, leaves nothing behind in the outbox', async (_, basedOn) => {
    const { server, outbox, send, loseAnswers, drainLater } = await unheard();
    loseAnswers(1);
    const edit = { ...attempt, basedOn, earlier: ['r0'] };
    expect(await send(4, edit)).toMatchObject({ kind: 'sent' });
    await drainLater();
    expect(await outbox.list()).toEqual([]);
    expect(server.versions.map(({ values }) => values)).toEqual([{ kilo: 3 }, { kilo: 4 }]);
  });

  test('in the midst of becoming a change leaves nothing behind, either', async () => {
    const { server, submit, outbox, send, loseAnswers, drainLater } = await unheard();
    submit.mockImplementationOnce(async () => {
      loseAnswers(1);
      throw new ApiProblem('newer_version', 409);
    });
    expect(await send(4, { ...attempt, earlier: ['r0'] })).toMatchObject({ kind: 'sent' });
    await drainLater();
    expect(await outbox.list()).toEqual([]);
    expect(server.versions.map(({ values }) => values)).toEqual([{ kilo: 3 }, { kilo: 4 }]);
  });
});

describe('a report that another tab took out of the outbox while it was being sent', () => {
  /** Where the server asks for a change of the same edit's earlier report, there is time for the other tab. */
  const takenOut = async (byOtherTab: (outbox: Outbox) => Promise<unknown>) => {
    const opened = phone();
    const { server, submit, outbox, send } = opened;
    await server.submit({ ...which, id: 'r0', day, basedOn: 0, values: { kilo: 3 } });
    submit.mockImplementationOnce(async () => {
      await byOtherTab(outbox);
      throw new ApiProblem('newer_version', 409);
    });
    return { ...opened, edit, result: await send(4, edit) };
  };
  const edit: Attempt = { ...attempt, earlier: ['r0'] };

  test('is shown beside what is in its place, and may take that', async () => {
    const { server, result, send } = await takenOut((outbox) =>
      outbox.send(
        {
          ...{ id: 'other', subject: subjectOf(which.form, day), about: {}, earlier: ['r1'] },
          content: { values: { kilo: 5 } },
        },
        async () => ({ kind: 'failed', error: new ApiProblem('offline', 0) }),
      ),
    );
    expect(result).toEqual({
      ...{ kind: 'conflict', other: { id: 'other', version: 0, values: { kilo: 5 } } },
    });
    const { other } = result as { other: OtherVersion };
    expect(await send(4, replacing(edit, other))).toMatchObject({ kind: 'sent' });
    expect(server.versions.at(-1)?.values).toEqual({ kilo: 4 });
  });

  test('can be sent again where nothing is in its place', async () => {
    const { server, result, send } = await takenOut((outbox) => outbox.remove('r1'));
    expect(result).toEqual({ kind: 'conflict', other: null });
    expect(await send(4, edit)).toMatchObject({ kind: 'sent' });
    expect(server.versions.at(-1)?.values).toEqual({ kilo: 4 });
  });
});
