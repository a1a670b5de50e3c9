import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { issueCredential } from '../../../credential/credential.ts';
import { type Presentation, readPresentation } from '../../../credential/presentation.ts';
import { credentialFor, type Issuer, makeIssuer } from '../../../credential/testing/makers.ts';
import { codes } from '../../../modules/codes/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { commonProblems, type ResponseOf } from '../../../platform/contract.ts';
import { removePhoneKey } from '../offline/phone-keys.ts';
import { findCached } from '../offline/response-cache.ts';
import { useSignedCode, useTakeOver } from './signed-code.ts';
import { NoAnswer, ok, refusal } from './testing/fake-server.ts';
import { doing, now, openStage, type Stage, until } from './testing/stage.tsx';

const hour = 3_600_000;
type Own = ResponseOf<typeof codes.ownCredential>;
const nothing: Own = { credential: null, otherPhone: null };

/** A server that issues codes; `registered` is the key of the phone that shows it. */
async function codesOf({ server }: Stage): Promise<{ issuer: Issuer; registered: string | null }> {
  const state = { issuer: await makeIssuer(), registered: null as string | null };
  server.on(codes.registerPhone, ({ body }) => {
    state.registered = body.phoneKey;
    return ok;
  });
  server.on(codes.ownCredential, async ({ body }) => {
    if (!server.online) throw new NoAnswer();
    if (state.registered !== body.phoneKey) return nothing;
    const deviceKey = new Uint8Array(Buffer.from(body.phoneKey, 'base64url'));
    const [issued, expires] = [now / 1000, now / 1000 + 24 * 3600];
    const credential = credentialFor({ deviceKey } as never, { issued, expires });
    const signed = await issueCredential(credential, state.issuer.key);
    return {
      credential: {
        signed: Buffer.from(signed).toString('base64url'),
        colour: 'green' as const,
        expiresAt: new Date(now + 24 * hour).toISOString(),
      },
      otherPhone: null,
    };
  });
  return state;
}

/** The text of the code, once it is shown. */
async function shownBy(hook: { result: { current: ReturnType<typeof useSignedCode> } }) {
  let text = '';
  await until(() => {
    const { current } = hook.result;
    if (current.kind !== 'shown' || !current.text) throw new Error(current.kind);
    text = current.text;
  });
  return text;
}

test('the phone registers its key, and signs with it what the server signed', async () => {
  const stage = openStage();
  const state = await codesOf(stage);
  const hook = stage.render(() => useSignedCode());
  const text = await shownBy(hook);
  const read = (await readPresentation(text, state.issuer.keyring)) as Presentation;
  expect(read.moment).toBe(now / 1000);
  expect(Buffer.from(read.credential.deviceKey).toString('base64url')).toBe(state.registered);
});

test('without a network it shows what it has until that expires, and says so', async () => {
  const stage = openStage();
  const { issuer } = await codesOf(stage);
  const first = stage.render(() => useSignedCode());
  await shownBy(first);
  await until(async () => expect(await findCached(stage.account, 'signed-code')).toBeDefined());
  first.unmount();
  stage.queries.clear();
  stage.server.online = false;
  vi.setSystemTime(now + 23 * hour);
  const second = stage.render(() => useSignedCode());
  const text = await shownBy(second);
  expect(second.result.current).toMatchObject({ kind: 'shown', isOffline: true, heardAt: now });
  const read = (await readPresentation(text, issuer.keyring)) as Presentation;
  expect(read.moment).toBe((now + 23 * hour) / 1000);
  second.unmount();
  vi.setSystemTime(now + 24 * hour);
  const third = stage.render(() => useSignedCode());
  await until(() => expect(third.result.current.kind).toBe('expired'));
});

test('a code for a key that is gone is not shown', async () => {
  const stage = openStage();
  await codesOf(stage);
  const first = stage.render(() => useSignedCode());
  await shownBy(first);
  await until(async () => expect(await findCached(stage.account, 'signed-code')).toBeDefined());
  first.unmount();
  stage.queries.clear();
  await removePhoneKey(stage.account);
  stage.server.online = false;
  const second = stage.render(() => useSignedCode());
  await until(() => expect(second.result.current.kind).toBe('failed'));
});

test('a ward’s code is shown no more once the server says that the link has ended', async () => {
  const stage = openStage({ wardLink: randomUUID() });
  await codesOf(stage);
  const { result } = stage.render(() => useSignedCode());
  await shownBy({ result });
  await until(async () => expect(await findCached(stage.account, 'signed-code')).toBeDefined());
  stage.server.on(codes.ownCredential, () => {
    throw refusal(commonProblems.not_your_ward);
  });
  const told = { kind: 'failed', error: { code: 'not_your_ward' } };
  await doing(() => result.current.retry());
  await until(() => expect(result.current).toMatchObject(told));
  // The page learns of it as well, so that it tells of nothing else of the ward.
  await until(() => expect(stage.server.requests(programmes.mine)).toHaveLength(1));
  stage.server.online = false;
  await doing(() => stage.queries.invalidateQueries({ queryKey: [codes.ownCredential.url] }));
  expect(result.current).toMatchObject(told);
  expect(await findCached(stage.account, 'signed-code')).toBeUndefined();
});

test('taking over from another phone asks for the password, and tells what is wrong with it', async () => {
  const stage = openStage();
  const other = { device: 'Chrome · Android', since: new Date(now).toISOString() };
  stage.server.on(codes.ownCredential, () => ({
    credential: null,
    otherPhone: { ...other, proof: 'password' as const },
  }));
  stage.server.on(codes.registerPhone, () => {
    throw refusal(
      { code: 'password_wrong', status: 422, zh: '', en: '' },
      {
        fields: [{ path: 'password', code: 'password_wrong' }],
      },
    );
  });
  const hook = stage.render(() => ({ code: useSignedCode(), taking: useTakeOver() }));
  await until(() => expect(hook.result.current.code).toMatchObject({ kind: 'otherPhone' }));
  await doing(() => hook.result.current.taking.takeOver('wrong'));
  await until(() =>
    expect(hook.result.current.taking.problem?.fields).toMatchObject([{ path: 'password' }]),
  );
});
