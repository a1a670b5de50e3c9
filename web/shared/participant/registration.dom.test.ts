import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { otters } from '../../../forms/testing/otters.ts';
import { people, peopleProblems } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { useRegistration, useRegistrationPassword, useRegistrationPerson } from './registration.ts';
import type { RegistrationStep } from './registration-steps.ts';
import { refusal } from './testing/fake-server.ts';
import { doing, now, openStage, someone } from './testing/stage.tsx';

const verified = {
  ...{ token: 'token', phone: '+86 139****0001' },
  expiresAt: new Date(now + 1_800_000).toISOString(),
};
const password = { password: 'Clams every day 7', repeated: 'Clams every day 7' };
const person = { username: 'ollie', name: '欧立', number: '1101' };
const identity = { kind: 'prc_id', number: '1101' };

beforeEach(() => sessionStorage.clear());
afterEach(() => sessionStorage.clear());

function at(step: RegistrationStep) {
  const stage = openStage({ programme: otters });
  return { stage, ...stage.renderOutside(() => useRegistration(step)) };
}

describe('the steps', () => {
  test('follow each other; an address that names one too far shows the furthest', async () => {
    const { result } = at('person');
    expect(result.current.step).toBe('phone');
    await doing(() => result.current.verifiedBy(verified));
    expect(result.current.step).toBe('password');
    await doing(() => result.current.setPassword({ ...password, repeated: 'x' }));
    expect(result.current.step).toBe('password');
    await doing(() => result.current.setPassword(password));
    expect(result.current.step).toBe('person');
    await doing(() => result.current.startAgain());
    expect(result.current.step).toBe('phone');
  });

  test('go on in a page that is loaded anew, without the password, while the token is good', async () => {
    const { result, unmount } = at('person');
    await doing(() => {
      result.current.verifiedBy(verified);
      result.current.setPassword(password);
      result.current.setPerson(person);
    });
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('Clams');
    unmount();
    const again = at('person').result.current;
    expect(again).toMatchObject({ step: 'password', verified, person });
    sessionStorage.setItem(
      'anxing.registration.otters',
      JSON.stringify({
        verified: { ...verified, expiresAt: new Date(now - 1).toISOString() },
        person,
      }),
    );
    expect(at('person').result.current).toMatchObject({ step: 'phone', verified: null, person });
  });

  test('begin with nothing where the tab keeps rubbish', () => {
    sessionStorage.setItem('anxing.registration.otters', '{');
    expect(at('phone').result.current.person).toMatchObject({ username: '', kind: 'prc_id' });
  });
});

/** The last two steps of somebody whose phone is verified. */
async function verifiedStage(done = vi.fn()) {
  const stage = openStage({ programme: otters });
  const { result } = stage.renderOutside(() => {
    const registration = useRegistration('person');
    return {
      registration,
      forPassword: useRegistrationPassword(registration, done),
      forPerson: useRegistrationPerson(registration, done),
    };
  });
  await doing(() => {
    result.current.registration.verifiedBy(verified);
    result.current.registration.setPassword(password);
  });
  return { stage, result, done };
}

test('a password goes on to the next step once the server takes it', async () => {
  const { stage, result, done } = await verifiedStage();
  stage.server.on(people.checkRegistrationPassword, () => {
    const fields = [{ path: 'password', code: 'password_too_common' }];
    throw refusal(peopleProblems.password_too_common, { fields });
  });
  expect(await doing(() => result.current.forPassword.send())).toBe(false);
  expect(done).not.toHaveBeenCalled();
  stage.server.on(people.checkRegistrationPassword, () => ({ ok: true as const }));
  expect(await doing(() => result.current.forPassword.send())).toBe(true);
  expect(done).toHaveBeenCalledOnce();
});

test('whoever is on record sends the code of the phone on record along, and is signed in', async () => {
  const { stage, result, done } = await verifiedStage();
  expect(await doing(() => result.current.forPerson.send())).toBe(false);
  await doing(() => result.current.registration.setPerson(person));
  stage.server.on(programmes.register, () => {
    const fields = [{ path: 'identity.number', code: 'identity_claim' }];
    throw refusal(peopleProblems.identity_claim, { fields });
  });
  expect(await doing(() => result.current.forPerson.send())).toBe(false);
  expect(result.current.forPerson.mayClaim).toBe(true);
  const soon = new Date(now + 60_000).toISOString();
  const sent = { token: 'claim', phone: '+86 139****0090', expiresAt: soon, nextAt: soon };
  stage.server.on(people.requestClaimCode, () => sent);
  await doing(() => result.current.forPerson.askForCode());
  expect(stage.server.requests(people.requestClaimCode)[0]?.body).toEqual({
    ...{ token: 'token', name: '欧立', identity },
  });
  expect(await doing(() => result.current.forPerson.send())).toBe(false);
  await doing(() => result.current.forPerson.setCode(' 123456 '));
  const me = someone({ realm: 'otters' });
  stage.server.on(programmes.register, () => ({ me, usedAlias: false }));
  expect(await doing(() => result.current.forPerson.send())).toBe(true);
  expect(stage.server.requests(programmes.register).at(-1)?.body).toEqual({
    ...{ token: 'token', password: password.password, username: 'ollie', name: '欧立', identity },
    claim: { token: 'claim', code: '123456' },
  });
  expect(done).toHaveBeenCalledWith(me);
  expect(sessionStorage.getItem('anxing.registration.otters')).toBeNull();
});
