import { describe, expect, test, vi } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { people, peopleProblems } from '../../../modules/people/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import {
  useRecovery,
  useRecoveryAccount,
  useRecoveryAnswers,
  useRecoveryCard,
  useRecoveryPassword,
} from './recovery.ts';
import { captchas } from './testing/captchas.ts';
import { NoAnswer, ok, refusal } from './testing/fake-server.ts';
import { doing, now, openStage, until } from './testing/stage.tsx';

const recovery = { token: 'token', questions: ['fish', 'wind'] };

test('the steps follow each other, and can be begun again', async () => {
  const { result } = openStage().renderOutside(useRecovery);
  expect(result.current.step).toEqual({ at: 'card' });
  await doing(() => result.current.begun(recovery));
  expect(result.current.step).toEqual({ at: 'answers', recovery });
  await doing(() => result.current.answered(recovery));
  expect(result.current.step).toEqual({ at: 'password', recovery });
  await doing(() => result.current.startAgain());
  expect(result.current.step).toEqual({ at: 'card' });
  await doing(() => result.current.finished());
  expect(result.current.step).toEqual({ at: 'done' });
});

test('a card is asked for, whatever else one may sign in with', () => {
  const { ways } = penguins.signIn;
  const signIn = { ...penguins.signIn, ways: [{ type: 'phone' as const }, ...ways] };
  const stage = openStage({ programme: { ...penguins, signIn } });
  const { result } = stage.renderOutside(useRecoveryAccount);
  expect(['脚环号', 'Ring number']).toContain(result.current.label);
});

/** The first step, with card and captcha filled in. */
async function cardStep() {
  const stage = openStage();
  const made = captchas(stage);
  const done = vi.fn();
  const { result } = stage.renderOutside(() => useRecoveryCard(done));
  await until(() => expect(result.current.captcha.phase).toBe('ready'));
  await doing(() => {
    result.current.setCard(' P0001 ');
    result.current.captcha.type('kr1ll');
  });
  return { stage, made, done, result, send: () => doing(() => result.current.send()) };
}

describe('the card of a forgotten password', () => {
  test('leads to the questions', async () => {
    const { stage, made, done, send } = await cardStep();
    const answer = { ...recovery, expiresAt: new Date(now + 600_000).toISOString() };
    stage.server.on(people.recover, () => answer);
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.recover).map(({ body }) => body)).toEqual([
      { card: 'P0001', captcha: { id: made[0], answer: 'kr1ll' } },
    ]);
    expect(done).toHaveBeenCalledExactlyOnceWith(answer);
  });

  test('is not sent without the captcha', async () => {
    const { stage, result, send } = await cardStep();
    await doing(() => result.current.captcha.type(''));
    expect(await send()).toBe(false);
    expect(result.current.tried).toBe(true);
    expect(stage.server.requests(people.recover)).toEqual([]);
  });

  test('stays after a wrong captcha, and a new one is shown', async () => {
    const { stage, made, result, send } = await cardStep();
    const fields = [{ path: 'captcha.answer', code: peopleProblems.captcha_wrong.code }];
    stage.server.on(people.recover, () => {
      throw refusal(commonProblems.invalid_input, { fields });
    });
    expect(await send()).toBe(false);
    expect(result.current).toMatchObject({ card: ' P0001 ', problem: { fields }, tried: false });
    await until(() => expect(result.current.captcha.picture).toBe(made[1]));
  });

  test('keeps the captcha where no answer came, which used none', async () => {
    const { stage, made, result, send } = await cardStep();
    stage.server.on(people.recover, () => {
      throw new NoAnswer();
    });
    expect(await send()).toBe(false);
    expect(result.current.captcha).toMatchObject({ picture: made[0], typed: 'kr1ll' });
  });
});

describe('the answers', () => {
  const answersStep = () => {
    const stage = openStage();
    const done = vi.fn();
    const { result } = stage.renderOutside(() => useRecoveryAnswers(recovery, done));
    return { stage, done, result, send: () => doing(() => result.current.send()) };
  };

  test('are all needed, and are sent in the order of the questions', async () => {
    const { stage, done, result, send } = answersStep();
    stage.server.on(people.recoverAnswers, () => ok);
    await doing(() => result.current.setAnswer(1, ' north '));
    expect(await send()).toBe(false);
    expect(result.current.tried).toBe(true);
    await doing(() => result.current.setAnswer(0, 'krill'));
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.recoverAnswers).map(({ body }) => body)).toEqual([
      { token: 'token', answers: ['krill', 'north'] },
    ]);
    expect(done).toHaveBeenCalledOnce();
  });

  test('that are wrong stay to be corrected; after too many the wait stays told', async () => {
    const { stage, done, result, send } = answersStep();
    stage.server.on(people.recoverAnswers, () => {
      throw refusal(peopleProblems.answers_wrong);
    });
    await doing(() => result.current.setAnswer(0, 'cod'));
    await doing(() => result.current.setAnswer(1, 'north'));
    expect(await send()).toBe(false);
    expect(result.current).toMatchObject({
      answers: ['cod', 'north'],
      problem: { code: 'answers_wrong' },
    });
    await doing(() => result.current.forget());
    expect(result.current.problem).toBeNull();
    stage.server.on(people.recoverAnswers, () => {
      const params = { until: new Date(now + 60_000).toISOString() };
      throw refusal(peopleProblems.wait_before_trying, { params });
    });
    await send();
    await doing(() => result.current.forget());
    expect(result.current.problem?.code).toBe('wait_before_trying');
    expect(done).not.toHaveBeenCalled();
  });
});

describe('the new password', () => {
  const passwordStep = () => {
    const stage = openStage();
    const done = vi.fn();
    const { result } = stage.renderOutside(() => useRecoveryPassword(recovery, done));
    const type = (password: string, repeated = password) =>
      doing(() => result.current.setPassword({ password, repeated }));
    return { stage, done, result, type, send: () => doing(() => result.current.send()) };
  };

  test('is sent once it was typed twice alike', async () => {
    const { stage, done, type, send } = passwordStep();
    stage.server.on(people.recoverPassword, () => ok);
    await type('fl0e!', 'fl0e');
    expect(await send()).toBe(false);
    await type('fl0e!');
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.recoverPassword).map(({ body }) => body)).toEqual([
      { token: 'token', password: 'fl0e!' },
    ]);
    expect(done).toHaveBeenCalledOnce();
  });

  test('that is refused, or comes too late, says so', async () => {
    const { stage, done, result, type, send } = passwordStep();
    const fields = [{ path: 'password', code: peopleProblems.password_too_simple.code }];
    stage.server.on(people.recoverPassword, () => {
      throw refusal(commonProblems.invalid_input, { fields });
    });
    await type('floe');
    expect(await send()).toBe(false);
    expect(result.current.problem).toMatchObject({ fields });
    stage.server.on(people.recoverPassword, () => {
      throw refusal(peopleProblems.recovery_expired);
    });
    expect(await send()).toBe(false);
    expect(result.current.problem?.code).toBe('recovery_expired');
    expect(done).not.toHaveBeenCalled();
  });
});
