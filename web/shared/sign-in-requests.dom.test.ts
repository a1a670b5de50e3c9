import { describe, expect, test } from 'vitest';
import { people } from '../../modules/people/contract.ts';
import { type ApiProblem, call } from './api.ts';
import { doing, openStage, someone } from './participant/testing/stage.tsx';
import { useSignInRequests } from './sign-in-requests.ts';

/** A page whose session has ended. */
function signedOutPage() {
  const stage = openStage();
  stage.server.on(people.sessions, () => []);
  stage.server.signedIn = null;
  const { result, unmount } = stage.render(useSignInRequests);
  const { account } = stage;
  /** A request of the page; gives what came of it, as far as that is known. */
  const request = async () => {
    const outcome = { code: 'waiting' };
    await doing(() => {
      call(people.sessions, { account }).then(
        () => {
          outcome.code = 'answered';
        },
        (problem: ApiProblem) => {
          outcome.code = problem.code;
        },
      );
    });
    return outcome;
  };
  return { stage, result, unmount, request };
}

describe('requests after the session has ended', () => {
  test('wait for one sign-in, and then go on', async () => {
    const { stage, result, request } = signedOutPage();
    expect(result.current.open).toBe(false);
    const outcomes = [await request(), await request()];
    expect(result.current.open).toBe(true);
    expect(outcomes.map(({ code }) => code)).toEqual(['waiting', 'waiting']);
    stage.server.signedIn = stage.me;
    await doing(() => result.current.finish(true));
    expect(result.current.open).toBe(false);
    expect(outcomes.map(({ code }) => code)).toEqual(['answered', 'answered']);
  });

  test('fail where nobody signs in, and the next one asks again', async () => {
    const { result, request } = signedOutPage();
    const first = await request();
    await doing(() => result.current.finish(false));
    expect(first.code).toBe('not_signed_in');
    expect(result.current.open).toBe(false);
    const second = await request();
    expect(result.current.open).toBe(true);
    expect(second.code).toBe('waiting');
  });

  test('are not made for somebody else who signs in', async () => {
    const { stage, result, request } = signedOutPage();
    const outcome = await request();
    stage.server.signedIn = someone();
    await doing(() => result.current.finish(true));
    expect(outcome.code).toBe('somebody_else');
    expect(stage.server.requests(people.sessions)).toEqual([]);
  });

  test('do not wait for ever when the page goes away', async () => {
    const { result, unmount, request } = signedOutPage();
    const outcome = await request();
    expect(result.current.open).toBe(true);
    unmount();
    await doing(() => undefined);
    expect(outcome.code).toBe('not_signed_in');
    expect((await request()).code).toBe('not_signed_in');
  });
});
