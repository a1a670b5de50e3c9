import { describe, expect, test } from 'vitest';
import { people, peopleProblems } from '../../../modules/people/contract.ts';
import { programmes, programmesProblems } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { call } from '../api.ts';
import { useEnrolment, useEntry, useReasonToSignIn, useSigningInAgain } from './gate.ts';
import { mineQuery, signedInAs, signOut, visitorQuery } from './session.ts';
import { usePasswordSignIn } from './sign-in.ts';
import { captchas } from './testing/captchas.ts';
import { ok, refusal } from './testing/fake-server.ts';
import { doing, openStage, type Setting, type Stage, someone, until } from './testing/stage.tsx';

const askAnew = ({ queries, me }: Stage) =>
  doing(() => queries.invalidateQueries({ queryKey: visitorQuery(me.realm).queryKey }));

/** The gate of an app, once it knows who is there. */
async function atGate(prepare: (stage: Stage) => void = () => undefined, setting?: Setting) {
  const stage = openStage(setting);
  prepare(stage);
  const { result } = stage.renderOutside(() => ({
    entry: useEntry(),
    reason: useReasonToSignIn(),
  }));
  expect(result.current.entry).toEqual({ kind: 'waiting' });
  await until(() => expect(result.current.entry.kind).not.toBe('waiting'));
  return { stage, result };
}

describe('the gate', () => {
  test('lets in whoever is signed in', async () => {
    const { stage, result } = await atGate();
    expect(result.current.entry).toEqual({ kind: 'inside', me: stage.me });
  });

  test('has others sign in, or finish their first sign-in, first', async () => {
    const nobody = await atGate((stage) => {
      stage.server.signedIn = null;
    });
    expect(nobody.result.current.entry).toEqual({ kind: 'signIn', mayReturn: true });
    const { stage, result } = await atGate(undefined, { me: { mustFinish: true } });
    expect(result.current.entry).toEqual({ kind: 'first', me: stage.me });
  });

  test('says so when it cannot find out, and asks again', async () => {
    const { stage, result } = await atGate(
      ({ server }) => {
        server.online = false;
      },
      { app: 'desk' },
    );
    const { entry } = result.current;
    expect(entry).toMatchObject({ kind: 'failed', error: { code: 'offline' } });
    stage.server.online = true;
    await doing(() => entry.kind === 'failed' && entry.retry());
    await until(() => expect(result.current.entry.kind).toBe('inside'));
  });

  test('keeps in whoever was in when the session ends, or the server fails', async () => {
    const { stage, result } = await atGate();
    stage.server.signedIn = null;
    await askAnew(stage);
    expect(result.current.entry).toEqual({ kind: 'inside', me: stage.me });
    stage.server.online = false;
    await askAnew(stage);
    expect(result.current.entry).toEqual({ kind: 'inside', me: stage.me });
  });

  test('lets go whoever signs out, and does not bring the next one to the same page', async () => {
    const { stage, result } = await atGate();
    stage.server.on(people.signOut, () => ok);
    await doing(() => signOut(stage.queries, stage.me));
    await until(() => expect(result.current.entry).toEqual({ kind: 'signIn', mayReturn: false }));
    expect(result.current.reason).toBeNull();
  });

  test('lets go whoever was withdrawn, and says why', async () => {
    const { stage, result } = await atGate();
    stage.server.on(people.me, () => {
      throw refusal(peopleProblems.withdrawn);
    });
    await askAnew(stage);
    await until(() => expect(result.current.entry).toEqual({ kind: 'signIn', mayReturn: false }));
    expect(result.current.reason).toBeTruthy();
  });

  test('lets in somebody else who signed in in another tab, and forgets the one before', async () => {
    const { stage, result } = await atGate();
    const { queryKey } = mineQuery(stage.account);
    stage.queries.setQueryData(queryKey, stage.mine);
    const other = someone();
    stage.server.signedIn = other;
    await askAnew(stage);
    await until(() => expect(result.current.entry).toEqual({ kind: 'inside', me: other }));
    expect(stage.queries.getQueryData(queryKey)).toBeUndefined();
  });

  test('keeps programmes apart that one browser is signed in to', async () => {
    const { stage, result } = await atGate();
    const elsewhere = someone({ realm: 'seals' });
    await doing(() => signedInAs(stage.queries, elsewhere));
    expect(result.current.entry).toEqual({ kind: 'inside', me: stage.me });
    stage.server.on(people.signOut, () => ok);
    await doing(() => signOut(stage.queries, elsewhere));
    expect(result.current.entry).toEqual({ kind: 'inside', me: stage.me });
  });
});

describe('what the pages rest on', () => {
  const enrolled = (prepare: (stage: Stage) => void = () => undefined) => {
    const stage = openStage();
    prepare(stage);
    const { result } = stage.renderOutside(() => useEnrolment(stage.me));
    return { stage, result };
  };

  test('is enrolment and overview', async () => {
    const { stage, result } = enrolled();
    expect(result.current).toMatchObject({ participant: null, error: null });
    await until(() => expect(result.current.participant).not.toBeNull());
    const { me, account, mine, overview } = stage;
    expect(result.current.participant).toEqual({ me, account, mine, overview });
  });

  test('is nothing for whoever is not enrolled, or while the server fails', async () => {
    const stranger = enrolled(({ server }) => {
      server.on(programmes.mine, () => {
        throw refusal(programmesProblems.not_enrolled);
      });
    });
    await until(() => expect(stranger.result.current.isNotEnrolled).toBe(true));
    const { stage, result } = enrolled(({ server }) => {
      server.online = false;
    });
    await until(() => expect(result.current.error).toMatchObject({ code: 'offline' }));
    expect(result.current.isNotEnrolled).toBe(false);
    stage.server.online = true;
    await doing(() => result.current.retry());
    await until(() => expect(result.current.participant).not.toBeNull());
  });

  test('stays when it cannot be read anew', async () => {
    const { stage, result } = enrolled();
    await until(() => expect(result.current.participant).not.toBeNull());
    stage.server.online = false;
    await doing(() => stage.queries.invalidateQueries({ queryKey: [reports.overview.url] }));
    expect(result.current).toMatchObject({ participant: { me: stage.me }, error: null });
  });
});

describe('a session that ends in the middle of something', () => {
  const page = async () => {
    const stage = openStage();
    stage.server.on(people.sessions, () => []);
    const { result } = stage.renderOutside(() => ({
      entry: useEntry(),
      again: useSigningInAgain(stage.me),
      reason: useReasonToSignIn(),
    }));
    await until(() => expect(result.current.entry.kind).toBe('inside'));
    /** Sends a request as a page does; tells what came of it. */
    const request = async () => {
      const outcome: { code?: string } = {};
      await doing(() => {
        call(people.sessions, { account: stage.account }).then(
          () => Object.assign(outcome, { code: 'ok' }),
          (error) => Object.assign(outcome, { code: error.code }),
        );
      });
      return outcome;
    };
    return { stage, result, request };
  };

  test('lets the same person sign in again, and what was sent goes on', async () => {
    const { stage, result, request } = await page();
    stage.server.signedIn = null;
    const outcome = await request();
    await until(() => expect(result.current.again.open).toBe(true));
    expect(result.current.again.fixedAccount).toBe(stage.me.account);
    stage.server.signedIn = stage.me;
    await doing(() => result.current.again.done(stage.me));
    await until(() => expect(outcome.code).toBe('ok'));
    expect(result.current.again.open).toBe(false);
  });

  test('is told as soon as the page knows, and not again once that was dismissed', async () => {
    const { stage, result, request } = await page();
    stage.server.signedIn = null;
    await askAnew(stage);
    await until(() => expect(result.current.again.open).toBe(true));
    await doing(() => result.current.again.dismiss());
    expect(result.current.again.open).toBe(false);
    const outcome = await request();
    expect(result.current.again.open).toBe(true);
    await doing(() => result.current.again.dismiss());
    await until(() => expect(outcome.code).toBe('not_signed_in'));
  });

  test('does not send for somebody else what was being sent', async () => {
    const { stage, result, request } = await page();
    stage.server.signedIn = null;
    const outcome = await request();
    await until(() => expect(result.current.again.open).toBe(true));
    const other = someone();
    stage.server.signedIn = other;
    await doing(() => result.current.again.done(other));
    await until(() => expect(outcome.code).toBe('not_signed_in'));
    expect(result.current.entry).toEqual({ kind: 'inside', me: other });
  });

  test('leaves for the sign-in where a request finds the person withdrawn', async () => {
    const { stage, result, request } = await page();
    for (const endpoint of [people.me, people.sessions]) {
      stage.server.on(endpoint, () => {
        throw refusal(peopleProblems.withdrawn);
      });
    }
    expect((await request()).code).toBe('withdrawn');
    await until(() => expect(result.current.entry.kind).toBe('signIn'));
    expect(result.current.reason).toBeTruthy();
  });

  test('notices somebody else who is signed in by now', async () => {
    const { stage, result, request } = await page();
    const other = someone();
    stage.server.signedIn = other;
    expect((await request()).code).toBe('somebody_else');
    await until(() => expect(result.current.entry).toEqual({ kind: 'inside', me: other }));
  });

  test('leaves for the sign-in where signing in again finds the person withdrawn', async () => {
    const stage = openStage();
    captchas(stage);
    const { result } = stage.renderOutside(() => ({
      entry: useEntry(),
      form: usePasswordSignIn('card', 'P0001', () => undefined),
      reason: useReasonToSignIn(),
    }));
    await until(() => expect(result.current.form.captcha.phase).toBe('ready'));
    stage.server.signedIn = null;
    stage.server.on(people.signInByCard, () => {
      throw refusal(peopleProblems.withdrawn);
    });
    await doing(() => {
      result.current.form.setPassword('floe 1');
      result.current.form.captcha.type('kr1ll');
    });
    await doing(() => result.current.form.send());
    await until(() => expect(result.current.entry).toEqual({ kind: 'signIn', mayReturn: false }));
    expect(result.current.reason).toBeTruthy();
    // It is said once.
    expect(result.current.form.problem).toBeNull();
  });
});
