import { describe, expect, test, vi } from 'vitest';
import { people, peopleProblems } from '../../../modules/people/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { cacheResponse, fetchOrCached, findCached, noAccount } from '../offline/response-cache.ts';
import {
  mineQuery,
  signedInAs,
  signOut,
  useParticipant,
  useVisitor,
  visitorQuery,
} from './session.ts';
import { ok, refusal } from './testing/fake-server.ts';
import { outwait, silenceStorage } from './testing/silent-storage.ts';
import {
  doing,
  openStage,
  type Setting,
  type Stage,
  someone,
  stopTimers,
  until,
} from './testing/stage.tsx';

const whoIsThere = (setting?: Setting) => {
  const stage = openStage(setting);
  const { result } = stage.renderOutside(() => useVisitor());
  const askAgain = () => doing(() => result.current.refetch());
  return { stage, result, askAgain };
};

const visitorIn = ({ queries, me }: Stage) => queries.getQueryData(visitorQuery(me.realm).queryKey);

describe('who is signed in', () => {
  test('is the person of the session, or nobody', async () => {
    const { stage, result, askAgain } = whoIsThere();
    await until(() => expect(result.current.data).toEqual({ me: stage.me, left: null }));
    stage.server.signedIn = null;
    await askAgain();
    await until(() => expect(result.current.data).toEqual({ me: null, left: null }));
  });

  test('is nobody once the person was withdrawn, and that is said', async () => {
    const { stage, result, askAgain } = whoIsThere();
    await until(() => expect(result.current.data).toEqual({ me: stage.me, left: null }));
    stage.server.on(people.me, () => {
      throw refusal(peopleProblems.withdrawn);
    });
    await askAgain();
    await until(() => expect(result.current.data).toEqual({ me: null, left: 'withdrawn' }));
  });

  test.each([
    ['there is no network', { online: false }],
    ['the network wants a sign-in', { inBetween: () => new Response('<h1>Wi-Fi</h1>') }],
    ['the network says so', { inBetween: () => new Response('<h1>Wi-Fi</h1>', { status: 511 }) }],
    ['a filter refuses', { inBetween: () => Response.json({ code: 'no' }, { status: 403 }) }],
    ['a gateway answers', { inBetween: () => new Response('Bad gateway', { status: 502 }) }],
  ])('is who was last on this phone while %s', async (_, network) => {
    const { stage, result, askAgain } = whoIsThere();
    await until(() => expect(result.current.data).toEqual({ me: stage.me, left: null }));
    stage.queries.clear();
    Object.assign(stage.server, network);
    await until(async () => expect((await askAgain()).data?.me).toEqual(stage.me));
  });

  describe('while the server does not answer', () => {
    const lastUser = ({ me }: Stage) => findCached(noAccount, `me|${me.realm}`);
    const known = async (setting: Setting = {}) => {
      const opened = whoIsThere(setting);
      const { stage, result } = opened;
      await until(() => expect(result.current.data).toEqual({ me: stage.me, left: null }));
      if (setting.app !== 'desk')
        await until(async () => expect(await lastUser(stage)).toBeDefined());
      return { ...opened, fetching: vi.spyOn(globalThis, 'fetch') };
    };
    const badGateway = () => new Response('Bad gateway', { status: 502 });

    test('but a gateway, for a moment, is whom the server says then', async () => {
      const { stage, askAgain } = await known();
      const me = { ...stage.me, name: 'Pippa' };
      stage.server.signedIn = me;
      let answers = 1;
      stage.server.inBetween = () => {
        answers -= 1;
        return answers < 0 ? null : badGateway();
      };
      expect((await askAgain()).data).toEqual({ me, left: null });
    });

    test.each(['portal', 'desk'] as const)(
      'but a gateway, is asked three times: %s',
      async (app) => {
        const { stage, askAgain, fetching } = await known({ app });
        stage.server.inBetween = badGateway;
        expect((await askAgain()).isError).toBe(app === 'desk');
        expect(fetching).toHaveBeenCalledTimes(3);
      },
    );

    test('but a gateway, slowly, is not asked again', async () => {
      const { stage, askAgain, fetching } = await known();
      stage.server.inBetween = () => {
        vi.setSystemTime(Date.now() + 10_000);
        return badGateway();
      };
      expect((await askAgain()).data?.me).toEqual(stage.me);
      expect(fetching).toHaveBeenCalledOnce();
    });

    test('nor anything else, is who was last, at once', async () => {
      const { stage, askAgain, fetching } = await known();
      stage.server.online = false;
      expect((await askAgain()).data?.me).toEqual(stage.me);
      expect(fetching).toHaveBeenCalledOnce();
    });
  });

  test('is for the server to say as long as it answers, even that it is busy', async () => {
    const { stage, result, askAgain } = whoIsThere();
    await until(() => expect(result.current.data).toEqual({ me: stage.me, left: null }));
    stage.server.on(people.me, () => {
      throw refusal(commonProblems.busy);
    });
    expect((await askAgain()).error).toMatchObject({ code: 'busy' });
  });

  test('is not known on a PC without a network, which keeps nothing', async () => {
    const { stage, result, askAgain } = whoIsThere({ app: 'desk' });
    await until(() => expect(result.current.data).toEqual({ me: stage.me, left: null }));
    stage.server.online = false;
    expect((await askAgain()).error).toMatchObject({ code: 'offline' });
  });
});

describe('signing in', () => {
  test('as the same person keeps what was read', async () => {
    const stage = openStage();
    await signedInAs(stage.queries, stage.me);
    stage.queries.setQueryData(mineQuery(stage.account).queryKey, stage.mine);
    await signedInAs(stage.queries, { ...stage.me, needsCurrentPassword: false });
    expect(stage.queries.getQueryData(mineQuery(stage.account).queryKey)).toBe(stage.mine);
  });

  test('as somebody else leaves nothing of the one before in memory', async () => {
    const stage = openStage();
    const other = someone();
    await signedInAs(stage.queries, stage.me);
    stage.queries.setQueryData(mineQuery(stage.account).queryKey, stage.mine);
    await signedInAs(stage.queries, other);
    expect(stage.queries.getQueryData(mineQuery(stage.account).queryKey)).toBeUndefined();
    expect(visitorIn(stage)).toEqual({ me: other, left: null });
  });

  test('as somebody else counts at once without a network, and leaves nothing of the one before', async () => {
    const { stage, result } = whoIsThere();
    await until(() => expect(result.current.data?.me).toEqual(stage.me));
    const last = () => findCached(noAccount, `me|${stage.me.realm}`);
    await until(async () => expect(await last()).toBeDefined());
    await fetchOrCached(stage.account, 'mine', async () => stage.mine);
    await until(async () => expect(await findCached(stage.account, 'mine')).toBeDefined());
    const other = someone();
    stage.server.online = false;
    await doing(() => signedInAs(stage.queries, other));
    await until(() => expect(stage.queries.isFetching()).toBe(0));
    expect(visitorIn(stage)).toEqual({ me: other, left: null });
    // The page hears of it a moment later.
    await until(() => expect(result.current.data).toEqual(visitorIn(stage)));
    expect(await findCached(stage.account, 'mine')).toBeUndefined();
  });
});

describe('a storage that never answers', () => {
  const silent = async () => {
    const stage = openStage();
    stage.server.on(people.signOut, () => ok);
    stage.queries.setQueryData(visitorQuery(stage.me.realm).queryKey, { me: stage.me, left: null });
    stopTimers();
    await silenceStorage();
    return stage;
  };

  test('keeps nobody from signing in', async () => {
    const stage = await silent();
    const other = someone();
    void signedInAs(stage.queries, other);
    await outwait(() => expect(visitorIn(stage)).toEqual({ me: other, left: null }));
  });

  test('keeps nobody from signing out', async () => {
    const stage = await silent();
    void signOut(stage.queries, stage.me);
    await outwait(() => expect(visitorIn(stage)).toEqual({ me: null, left: 'signedOut' }));
  });
});

describe('signing out', () => {
  const signedIn = async () => {
    const stage = openStage();
    await signedInAs(stage.queries, stage.me);
    stage.queries.setQueryData(mineQuery(stage.account).queryKey, stage.mine);
    await fetchOrCached(stage.account, 'mine', async () => stage.mine);
    await until(async () => expect(await findCached(stage.account, 'mine')).toBeDefined());
    stage.server.on(people.signOut, () => ok);
    return stage;
  };

  test('forgets what the server told, in memory and on the device', async () => {
    const stage = await signedIn();
    await signOut(stage.queries, stage.me);
    expect(stage.server.requests(people.signOut)).toHaveLength(1);
    expect(visitorIn(stage)).toEqual({ me: null, left: 'signedOut' });
    expect(stage.queries.getQueryData(mineQuery(stage.account).queryKey)).toBeUndefined();
    expect(await findCached(stage.account, 'mine')).toBeUndefined();
  });

  test('does so, too, where the session had ended already', async () => {
    const stage = await signedIn();
    stage.server.on(people.signOut, () => {
      throw refusal(peopleProblems.withdrawn);
    });
    await signOut(stage.queries, stage.me);
    expect(visitorIn(stage)).toEqual({ me: null, left: 'signedOut' });
    expect(await findCached(stage.account, 'mine')).toBeUndefined();
  });

  test('leaves alone whoever has signed in since in another tab, and what is stored of them', async () => {
    const stage = await signedIn();
    const other = someone();
    stage.server.signedIn = other;
    await cacheResponse(noAccount, `me|${other.realm}`, other);
    await signOut(stage.queries, stage.me);
    expect(stage.server.requests(people.signOut)).toHaveLength(0);
    expect(visitorIn(stage)).toEqual({ me: null, left: 'signedOut' });
    expect(await findCached(stage.account, 'mine')).toBeUndefined();
    expect(await findCached(noAccount, `me|${other.realm}`)).toEqual(other);
  });

  test('without a network fails: the session is still open', async () => {
    const stage = await signedIn();
    stage.server.online = false;
    await expect(signOut(stage.queries, stage.me)).rejects.toMatchObject({ code: 'offline' });
    expect(visitorIn(stage)).toEqual({ me: stage.me, left: null });
    expect(await findCached(stage.account, 'mine')).toBeDefined();
  });
});

test('a page of participants is for nobody else', () => {
  expect(() => openStage().renderOutside(useParticipant)).toThrow('signed in');
});
