import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { people } from '../../../modules/people/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { type SessionResponse, useEndSession, useSessions } from './sessions.ts';
import { ok, refusal } from './testing/fake-server.ts';
import { doing, now, openStage, until } from './testing/stage.tsx';

const at = new Date(now).toISOString();
const session = (device: string, current: boolean): SessionResponse => ({
  ...{ id: randomUUID(), app: 'portal', proof: 'password', device, current },
  ...{ createdAt: at, seenAt: at },
});

/** The list of a person's two sessions, and the button at the other one. */
async function sessionList() {
  const stage = openStage();
  const [here, there] = [session('Chrome · Android', true), session('Firefox · Linux', false)];
  let left = [here, there];
  stage.server.on(people.sessions, () => left);
  stage.server.on(people.endSession, ({ params }) => {
    if (!left.some(({ id }) => id === params.id)) throw refusal(commonProblems.not_found);
    left = left.filter(({ id }) => id !== params.id);
    return ok;
  });
  const told = { ended: vi.fn(), failed: vi.fn() };
  const { result } = stage.render(() => ({
    sessions: useSessions(),
    end: useEndSession(told),
  }));
  await until(() => expect(result.current.sessions.data).toEqual([here, there]));
  const endElsewhere = () => {
    left = [here];
  };
  return {
    here,
    told,
    result,
    endElsewhere,
    end: () => doing(() => result.current.end.mutate(there)),
  };
}

test('a session that was ended is gone from the list', async () => {
  const { here, told, result, end } = await sessionList();
  await end();
  await until(() => expect(result.current.sessions.data).toEqual([here]));
  expect(told.ended).toHaveBeenCalledOnce();
  expect(told.failed).not.toHaveBeenCalled();
});

test('one that has ended elsewhere says so, and is gone as well', async () => {
  const { here, told, result, endElsewhere, end } = await sessionList();
  endElsewhere();
  await end();
  await until(() => expect(result.current.sessions.data).toEqual([here]));
  expect(told.failed.mock.calls[0]?.[0]).toMatchObject({ code: 'not_found' });
  expect(told.ended).not.toHaveBeenCalled();
});
