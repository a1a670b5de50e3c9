import { describe, expect, test } from 'vitest';
import { people, peopleProblems } from '../../../modules/people/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { useChangePassword } from './change-password.ts';
import { noPassword } from './new-password.ts';
import { useSessions } from './sessions.ts';
import { ok, refusal } from './testing/fake-server.ts';
import { doing, openStage, type Setting, someone, until } from './testing/stage.tsx';

/** The form beside the list of sessions, as on the page of an account. */
function passwordForm(setting?: Setting) {
  const stage = openStage(setting);
  stage.server.on(people.changePassword, () => ok);
  stage.server.on(people.sessions, () => []);
  const { result } = stage.render(() => ({ ...useChangePassword(), sessions: useSessions() }));
  const type = (current: string, password: string, repeated = password) =>
    doing(() => {
      result.current.setCurrent(current);
      result.current.setFresh({ password, repeated });
    });
  const bodies = () => stage.server.requests(people.changePassword).map(({ body }) => body);
  return { stage, result, type, bodies, send: () => doing(() => result.current.send()) };
}

describe('changing the password', () => {
  test('sends both, empties the form, and asks anew which sessions are left', async () => {
    const { stage, result, type, bodies, send } = passwordForm();
    await until(() => expect(result.current.sessions.isSuccess).toBe(true));
    await type('fl0e!', 'kr1ll!');
    expect(await send()).toBe(true);
    expect(bodies()).toEqual([{ current: 'fl0e!', password: 'kr1ll!' }]);
    expect(result.current).toMatchObject({ current: '', fresh: noPassword, tried: false });
    await until(() => expect(stage.server.requests(people.sessions)).toHaveLength(2));
  });

  test('sends nothing without the current one, or while the new ones differ', async () => {
    const { result, type, bodies, send } = passwordForm();
    await type('', 'kr1ll!');
    expect(await send()).toBe(false);
    await type('fl0e!', 'kr1ll!', 'kr1ll');
    expect(await send()).toBe(false);
    expect(result.current.tried).toBe(true);
    expect(bodies()).toEqual([]);
  });

  test('keeps what was typed where the current one is wrong', async () => {
    const { stage, result, type, send } = passwordForm();
    const fields = [{ path: 'current', code: peopleProblems.password_wrong.code }];
    stage.server.on(people.changePassword, () => {
      throw refusal(commonProblems.invalid_input, { fields });
    });
    await type('floe', 'kr1ll!');
    expect(await send()).toBe(false);
    expect(result.current).toMatchObject({ current: 'floe', problem: { fields } });
  });

  test('does not ask for the current one after signing in by a code, until the server does', async () => {
    const { stage, result, type, bodies, send } = passwordForm({
      me: { needsCurrentPassword: false },
    });
    stage.server.on(people.changePassword, ({ body }) => {
      if (body.current) return ok;
      // The session has become too old meanwhile.
      const fields = [{ path: 'current', code: 'required' }];
      throw refusal(commonProblems.invalid_input, { fields });
    });
    expect(result.current.asksCurrent).toBe(false);
    await type('', 'kr1ll!');
    expect(await send()).toBe(false);
    await doing(() => result.current.forget());
    expect(result.current.asksCurrent).toBe(true);
    await type('fl0e!', 'kr1ll!');
    expect(await send()).toBe(true);
    expect(bodies()).toEqual([{ password: 'kr1ll!' }, { current: 'fl0e!', password: 'kr1ll!' }]);
  });

  test('is not done to somebody else who has signed in meanwhile', async () => {
    const { stage, result, type, bodies, send } = passwordForm();
    stage.server.signedIn = someone();
    await type('fl0e!', 'kr1ll!');
    expect(await send()).toBe(false);
    expect(result.current.problem?.code).toBe('somebody_else');
    expect(bodies()).toEqual([]);
  });
});
