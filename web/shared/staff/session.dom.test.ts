import { expect, test } from 'vitest';
import { people } from '../../../modules/people/contract.ts';
import { cacheResponse, findCached, noAccount } from '../offline/response-cache.ts';
import { doing, openStage, someone } from '../participant/testing/stage.tsx';
import { meQuery, useSignOut } from './session.ts';

/** Signs a member of staff out, on a device where this one is signed in. */
async function signOut(
  me: ReturnType<typeof someone>,
  signedIn: typeof me | null,
  stage = openStage({ app: 'field' }),
) {
  stage.server.on(people.signOut, () => ({ ok: true as const }));
  stage.server.signedIn = signedIn;
  const { result } = stage.renderOutside(useSignOut);
  await doing(() => result.current(me));
  expect(stage.queries.getQueryData(meQuery.queryKey)).toBeNull();
  return stage.server.requests(people.signOut).length;
}

const staff = () => someone({ realm: 'staff', app: 'field' });

test('signing out ends the session', async () => {
  const me = staff();
  expect(await signOut(me, me)).toBe(1);
});

test('signing out leaves alone who has signed in since', async () => {
  const stage = openStage({ app: 'field' });
  const other = staff();
  await cacheResponse(noAccount, 'me', other);
  expect(await signOut(staff(), other, stage)).toBe(0);
  expect(await findCached(noAccount, 'me')).toEqual(other);
});

test('signing out is done where the session has ended', async () => {
  expect(await signOut(staff(), null)).toBe(0);
});
