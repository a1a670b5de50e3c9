import { describe, expect, test, vi } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { seals } from '../../../forms/testing/seals.ts';
import { people, peopleProblems } from '../../../modules/people/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { useSecondsUntil, waitUntil } from '../waiting.ts';
import { useCodeRequest } from './codes.ts';
import { fixedAccount, signInForms, useCodeSignIn, usePasswordSignIn } from './sign-in.ts';
import { captchas } from './testing/captchas.ts';
import { NoAnswer, refusal } from './testing/fake-server.ts';
import {
  doing,
  now,
  openStage,
  pass,
  type Setting,
  someone,
  stopTimers,
  until,
} from './testing/stage.tsx';

const refusedCaptcha = (code: 'captcha_wrong' | 'captcha_outgrown' = 'captcha_wrong') =>
  refusal(peopleProblems[code], { fields: [{ path: 'captcha.answer', code }] });

/** A form for a card, or a phone, with password and captcha as the person sees it. */
async function passwordForm(form: 'card' | 'password', fixed?: string, setting?: Setting) {
  const stage = openStage(setting);
  const made = captchas(stage);
  const done = vi.fn();
  const { result } = stage.renderOutside(() => usePasswordSignIn(form, fixed, done));
  await until(() => expect(result.current.captcha.phase).toBe('ready'));
  const type = (account: string, password: string) =>
    doing(() => {
      result.current.setAccount(account);
      result.current.setPassword(password);
      result.current.captcha.type('kr1ll');
    });
  return { stage, made, done, result, type, send: () => doing(() => result.current.send()) };
}

describe('signing in with a password', () => {
  test('sends card, password and captcha, and tells who signed in', async () => {
    const { stage, made, done, type, send } = await passwordForm('card');
    const me = someone({ mustFinish: true });
    stage.server.on(people.signInByCard, () => ({ me, usedAlias: true }));
    await type(' P0001 ', 'floe 1');
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.signInByCard).map(({ body }) => body)).toEqual([
      { card: 'P0001', password: 'floe 1', captcha: { id: made[0], answer: 'kr1ll' } },
    ]);
    expect(done).toHaveBeenCalledExactlyOnceWith(me, true);
  });

  test('sends phone or user name where the programme signs in by phone', async () => {
    const { stage, type, send } = await passwordForm('password', undefined, { programme: seals });
    stage.server.on(people.signInByPhone, () => ({ me: stage.me, usedAlias: false }));
    await type('pip', 'floe 1');
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.signInByPhone)[0]?.body).toMatchObject({ account: 'pip' });
  });

  test('sends nothing while something is missing', async () => {
    const { stage, result, type, send } = await passwordForm('card');
    expect(result.current.tried).toBe(false);
    await type('  ', 'floe 1');
    expect(await send()).toBe(false);
    expect(result.current.tried).toBe(true);
    expect(stage.server.requests(people.signInByCard)).toEqual([]);
  });

  test('begins with the account of whoever signs in again', async () => {
    const { stage, result } = await passwordForm('card', 'P0001');
    expect(result.current.account).toBe('P0001');
    expect(fixedAccount(penguins.signIn, stage.me)).toEqual({ fixedAccount: 'P0001' });
    // A phone is known only in part.
    expect(fixedAccount(seals.signIn, stage.me)).toEqual({});
  });

  test.each(['captcha_wrong', 'captcha_outgrown'] as const)(
    'keeps what was typed after %s, and shows a new captcha',
    async (code) => {
      const { stage, made, done, result, type, send } = await passwordForm('card');
      stage.server.on(people.signInByCard, () => {
        throw refusedCaptcha(code);
      });
      await type('P0001', 'floe 1');
      expect(await send()).toBe(false);
      expect(result.current.problem?.fields).toMatchObject([{ path: 'captcha.answer' }]);
      expect(result.current).toMatchObject({ account: 'P0001', password: 'floe 1', tried: false });
      await until(() => expect(result.current.captcha.picture).toContain(made[1]));
      expect(result.current.captcha.typed).toBe('');
      expect(done).not.toHaveBeenCalled();
      await doing(() => result.current.forget());
      expect(result.current.problem).toBeNull();
    },
  );

  test('keeps the captcha where no answer came, which used none', async () => {
    const { stage, made, result, type, send } = await passwordForm('card');
    stage.server.on(people.signInByCard, () => {
      throw new NoAnswer();
    });
    await type('P0001', 'floe 1');
    expect(await send()).toBe(false);
    expect(result.current.problem?.code).toBe('offline');
    expect(result.current.captcha).toMatchObject({ picture: made[0], typed: 'kr1ll' });
    stage.server.on(people.signInByCard, () => ({ me: stage.me, usedAlias: false }));
    expect(await send()).toBe(true);
    expect(result.current.problem).toBeNull();
  });

  test('is sent once when it is pressed twice', async () => {
    const { stage, done, result, type } = await passwordForm('card');
    stage.server.on(people.signInByCard, () => ({ me: stage.me, usedAlias: false }));
    await type('P0001', 'floe 1');
    await doing(() => Promise.all([result.current.send(), result.current.send()]));
    expect(stage.server.requests(people.signInByCard)).toHaveLength(1);
    expect(done).toHaveBeenCalledOnce();
  });

  test('that was tried too often says how long to wait, whatever is typed meanwhile', async () => {
    const stage = openStage();
    captchas(stage);
    stage.server.on(people.signInByCard, () => {
      const until = new Date(now + 90_000).toISOString();
      throw refusal(peopleProblems.wait_before_trying, { params: { until } });
    });
    stopTimers();
    const { result } = stage.renderOutside(() => {
      const form = usePasswordSignIn('card', 'P0001', vi.fn());
      return { ...form, seconds: useSecondsUntil(waitUntil(form.problem)) };
    });
    await pass(0);
    await doing(() => result.current.setPassword('floe 1'));
    await doing(() => result.current.captcha.type('kr1ll'));
    await doing(() => result.current.send());
    await doing(() => result.current.forget());
    await pass(1_000);
    expect(result.current.seconds).toBe(89);
    await pass(89_000);
    expect(result.current.seconds).toBe(0);
  });
});

/** The form that has a code sent. */
async function requestForm() {
  const stage = openStage({ programme: seals });
  const made = captchas(stage);
  const done = vi.fn();
  const { result } = stage.renderOutside(() => useCodeRequest('', done));
  await until(() => expect(result.current.captcha.phase).toBe('ready'));
  await doing(() => {
    result.current.setPhone(' 13800000000 ');
    result.current.captcha.type('kr1ll');
  });
  return { stage, made, done, result, send: () => doing(() => result.current.send()) };
}

const sent = {
  ...{ token: 'token', phone: '138****0000', typed: '13800000000' },
  ...{ expiresAt: new Date(now + 300_000).toISOString() },
  nextAt: new Date(now + 60_000).toISOString(),
};

describe('a code by SMS', () => {
  test('is sent to the phone, and the answer tells when another may be asked for', async () => {
    const { stage, done, send } = await requestForm();
    const { typed, ...answer } = sent;
    stage.server.on(people.requestCode, () => answer);
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.requestCode)[0]?.body.phone).toBe(typed);
    expect(done).toHaveBeenCalledExactlyOnceWith(sent);
  });

  test('needs a phone and the captcha', async () => {
    const { stage, result, send } = await requestForm();
    await doing(() => result.current.captcha.type(''));
    expect(await send()).toBe(false);
    expect(result.current.tried).toBe(true);
    expect(stage.server.requests(people.requestCode)).toEqual([]);
  });

  test('is not sent to what is no phone; the captcha was used', async () => {
    const { stage, made, done, result, send } = await requestForm();
    const fields = [{ path: 'phone', code: peopleProblems.phone_invalid.code }];
    stage.server.on(people.requestCode, () => {
      throw refusal(commonProblems.invalid_input, { fields });
    });
    expect(await send()).toBe(false);
    expect(result.current.problem?.fields).toEqual(fields);
    await until(() => expect(result.current.captcha.picture).toBe(made[1]));
    expect(done).not.toHaveBeenCalled();
  });

  test('keeps the captcha where no answer came, which used none', async () => {
    const { stage, made, result, send } = await requestForm();
    stage.server.on(people.requestCode, () => {
      throw new NoAnswer();
    });
    expect(await send()).toBe(false);
    expect(result.current.problem?.code).toBe('offline');
    expect(result.current.captcha).toMatchObject({ picture: made[0], typed: 'kr1ll' });
  });
});

/** The form for the code that came. */
function codeForm() {
  const stage = openStage({ programme: seals });
  const done = vi.fn();
  const { result } = stage.renderOutside(() => useCodeSignIn(sent, done));
  const send = () => doing(() => result.current.send());
  return { stage, done, result, send };
}

describe('signing in with a code', () => {
  test('sends the code, and tells who signed in', async () => {
    const { stage, done, result, send } = codeForm();
    stage.server.on(people.signInByCode, () => ({ me: stage.me, usedAlias: false }));
    expect(await send()).toBe(false);
    await doing(() => result.current.setCode(' 123456 '));
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.signInByCode).map(({ body }) => body)).toEqual([
      { token: 'token', code: '123456' },
    ]);
    expect(done).toHaveBeenCalledExactlyOnceWith(stage.me, false);
  });

  test('asks for the user name where several people share the phone', async () => {
    const { stage, result, send } = codeForm();
    stage.server.on(people.signInByCode, ({ body }) => {
      if (body.username) return { me: stage.me, usedAlias: false };
      throw refusal(peopleProblems.username_needed);
    });
    await doing(() => result.current.setCode('123456'));
    expect(await send()).toBe(false);
    expect(result.current.isShared).toBe(true);
    // Nothing is sent before it is there.
    expect(await send()).toBe(false);
    expect(stage.server.requests(people.signInByCode)).toHaveLength(1);
    await doing(() => result.current.setUsername(' pip '));
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.signInByCode)[1]?.body.username).toBe('pip');
  });

  test('that is wrong can be typed anew; one that is over cannot', async () => {
    const { stage, result, send } = codeForm();
    stage.server.on(people.signInByCode, () => {
      throw refusal(peopleProblems.code_wrong);
    });
    await doing(() => result.current.setCode('123456'));
    await send();
    expect(result.current).toMatchObject({ isOver: false, problem: { code: 'code_wrong' } });
    await doing(() => result.current.forget());
    expect(result.current.problem).toBeNull();
    stage.server.on(people.signInByCode, () => {
      throw refusal(peopleProblems.code_expired);
    });
    await send();
    await doing(() => result.current.forget());
    expect(result.current).toMatchObject({ isOver: true, problem: { code: 'code_expired' } });
  });
});

test('who need not have a password is asked for a code first', () => {
  expect(signInForms(penguins.signIn)).toEqual(['card']);
  expect(signInForms(seals.signIn)).toEqual(['code', 'password']);
  expect(signInForms({ ...seals.signIn, password: 'required' })).toEqual(['password', 'code']);
});
