import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ParticipantApp } from '../../../forms/programme.ts';
import { maxSecurityQuestions } from '../../../forms/sign-in.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { resetSignIn } from '../accounts/actions.ts';
import { people } from '../contract.ts';
import { activatedApps } from '../queries.ts';
import {
  addPerson,
  addTestRealm,
  answers,
  initial,
  password,
  realm,
  setUp,
  solveCaptcha,
} from '../testing.ts';

let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
  await addTestRealm(kit.platform);
});
afterAll(() => kit.close());
beforeEach(() => kit.clock.set(startOfTests));

const enter = async (card: string, typed: string, app: ParticipantApp = 'portal') => {
  const client = await kit.as(null, app);
  const captcha = await solveCaptcha(kit.platform);
  const { me } = await client.get(people.signInByCard, {
    body: { card, password: typed, captcha },
  });
  return { client, me };
};

const finish = (client: Client, body: object = {}) =>
  client.call(people.finish, { body: { ...setUp, ...body } });

const fieldsOf = async (answer: ReturnType<typeof finish>) => (await answer).body.fields;

describe('a first sign-in', () => {
  it('does nothing else until it is finished, and goes on under a new token', async () => {
    const personId = await addPerson(kit.platform, '1000001');
    const { client, me } = await enter('1000001', initial);
    expect(me).toMatchObject({ personId, mustFinish: true, otherQuestion: null });
    expect((await client.get(people.me)).mustFinish).toBe(true);
    const others = await Promise.all([
      client.call(people.sessions),
      client.call(people.changePassword, { body: { current: initial, password } }),
      client.call(people.endSession, { params: { id: personId } }),
    ]);
    expect(others.map(({ body }) => body.code)).toEqual(Array(3).fill('must_finish'));

    const before = client.cookie;
    const { status, body } = await finish(client);
    expect(status).toBe(200);
    expect(body.me.mustFinish).toBe(false);
    expect((await client.get(people.sessions)).length).toBe(1);
    const stolen = await kit.as(null, 'portal');
    stolen.cookie = before;
    expect((await stolen.call(people.me)).status).toBe(401);

    const wrong = await kit.as(null, 'portal');
    const captcha = await solveCaptcha(kit.platform);
    const old = { card: '1000001', password: initial, captcha };
    expect((await wrong.call(people.signInByCard, { body: old })).body.code).toBe('sign_in_failed');
    expect((await enter('1000001', password)).me.mustFinish).toBe(false);
  });

  it('asks for as many questions as a programme may have, and a recovery for their answers', async () => {
    const choices = Array.from({ length: maxSecurityQuestions }, (_, index) => `question-${index}`);
    await addTestRealm(kit.platform, { choices, count: choices.length });
    onTestFinished(() => addTestRealm(kit.platform));
    await addPerson(kit.platform, '1000030');
    const { client } = await enter('1000030', initial);
    const questions = choices.map((question) => ({ question, answer: `To ${question}` }));
    expect((await finish(client, { questions })).body).toMatchObject({ me: { mustFinish: false } });

    const anybody = await kit.as(null, 'portal');
    const captcha = await solveCaptcha(kit.platform);
    const recovery = await anybody.get(people.recover, { body: { card: '1000030', captcha } });
    expect(recovery.questions).toEqual(choices);
    const given = { token: recovery.token, answers: questions.map(({ answer }) => answer) };
    expect((await anybody.call(people.recoverAnswers, { body: given })).status).toBe(200);
  });

  it('may be left', async () => {
    await addPerson(kit.platform, '1000002');
    const { client } = await enter('1000002', initial);
    const { cookie } = client;
    await client.get(people.signOut);
    expect(client.cookie).toBeUndefined();
    client.cookie = cookie;
    expect((await client.call(people.me)).status).toBe(401);
  });

  it('lasts an hour', async () => {
    await addPerson(kit.platform, '1000003');
    const { client } = await enter('1000003', initial);
    kit.clock.set('2022-01-20T04:59:59.999Z');
    await client.get(people.me);
    kit.clock.set('2022-01-20T05:00:00.000Z');
    expect((await finish(client)).status).toBe(401);
  });

  it('says at each field what is wrong', async () => {
    await addPerson(kit.platform, '1000004');
    const { client } = await enter('1000004', initial);
    const [school, teacher, pet] = setUp.questions;
    expect(
      await fieldsOf(finish(client, { password: initial, questions: [school, teacher] })),
    ).toEqual([
      { path: 'password', code: 'password_same' },
      { path: 'questions', code: 'questions_incomplete', params: { count: 3 } },
    ]);
    expect(await fieldsOf(finish(client, { password: 'Ab1' }))).toEqual([
      { path: 'password', code: 'password_too_short', params: { min: 8 } },
    ]);
    expect(await fieldsOf(finish(client, { password: 'x1000004y' }))).toEqual([
      { path: 'password', code: 'password_too_simple' },
    ]);
    expect(
      await fieldsOf(
        finish(client, {
          questions: [
            school,
            { question: 'unheard', answer: 'x' },
            { ...pet, answer: school?.answer },
          ],
        }),
      ),
    ).toEqual([
      { path: 'questions.1.question', code: 'question_unknown' },
      { path: 'questions.2.answer', code: 'answers_alike' },
    ]);
    expect((await finish(client)).status).toBe(200);
  });

  it('is finished on one of two devices', async () => {
    const personId = await addPerson(kit.platform, '1000005');
    const one = await enter('1000005', initial);
    const two = await enter('1000005', initial);
    const both = await Promise.all([
      finish(one.client),
      finish(two.client, { password: 'Another one 8' }),
    ]);
    const statuses = both.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([401, 409]).toContain(statuses[1]);
    const { rows } = await kit.database.pool.query(
      'select must_finish from sessions where person_id = $1',
      [personId],
    );
    expect(rows).toEqual([{ must_finish: false }]);
    const winner = both[0].status === 200 ? one.client : two.client;
    expect((await finish(winner)).body.code).toBe('conflict');
  });

  it('does not finish once the account was reset meanwhile', async () => {
    const personId = await addPerson(kit.platform, '1000006');
    const { client } = await enter('1000006', initial);
    await kit.platform.transaction(null, (tx) => resetSignIn(tx, personId, realm, ['portal']));
    expect((await finish(client)).status).toBe(401);
    expect((await activatedApps(kit.platform.db, realm, [personId])).size).toBe(0);
  });
});

describe('portal and desk', () => {
  it('keep passwords and questions of their own', async () => {
    const personId = await addPerson(kit.platform, '1000010', { activated: ['portal'] });
    const { client, me } = await enter('1000010', initial, 'desk');
    expect(me.mustFinish).toBe(true);
    const answer =
      answers[setUp.questions.findIndex(({ question }) => question === me.otherQuestion)];
    await client.get(people.finish, {
      body: { ...setUp, password: 'For the desk 9', otherAnswer: `  ${answer?.toUpperCase()} ` },
    });
    await enter('1000010', password);
    await enter('1000010', 'For the desk 9', 'desk');
    const crossed = await kit.as(null, 'desk');
    const captcha = await solveCaptcha(kit.platform);
    const body = { card: '1000010', password, captcha };
    expect((await crossed.call(people.signInByCard, { body })).body.code).toBe('sign_in_failed');
    expect((await activatedApps(kit.platform.db, realm, [personId])).get(personId)).toEqual([
      'portal',
      'desk',
    ]);
  });

  it('ask on the second one for an answer set on the first, always the same one', async () => {
    await addPerson(kit.platform, '1000011', { activated: ['portal'] });
    const { client, me } = await enter('1000011', initial, 'desk');
    const again = await enter('1000011', initial, 'desk');
    expect(again.me.otherQuestion).toBe(me.otherQuestion);
    expect(await fieldsOf(finish(client))).toEqual([{ path: 'otherAnswer', code: 'required' }]);
    const right =
      answers[setUp.questions.findIndex(({ question }) => question === me.otherQuestion)];
    for (let count = 0; count < 5; count += 1) {
      expect(await fieldsOf(finish(client, { otherAnswer: 'a guess' }))).toEqual([
        { path: 'otherAnswer', code: 'other_answer_wrong' },
      ]);
    }
    expect((await finish(again.client, { otherAnswer: right })).body.code).toBe(
      'wait_before_trying',
    );
    kit.clock.set('2022-01-20T04:00:30Z');
    expect((await finish(client, { otherAnswer: right })).status).toBe(200);
  });

  it('are reset apart, back to the initial password', async () => {
    const personId = await addPerson(kit.platform, '1000012', { activated: ['portal', 'desk'] });
    const portal = await enter('1000012', password);
    const desk = await enter('1000012', password, 'desk');
    const reset = () =>
      kit.platform.transaction(null, (tx) => resetSignIn(tx, personId, realm, ['portal']));
    expect(await reset()).toBe(true);
    expect((await portal.client.call(people.me)).status).toBe(401);
    expect((await desk.client.call(people.me)).status).toBe(200);
    expect((await enter('1000012', initial)).me).toMatchObject({ mustFinish: true });
    const nobody = '00000000-0000-4000-8000-000000000001';
    const none = kit.platform.transaction(null, (tx) => resetSignIn(tx, nobody, realm, ['desk']));
    expect(await none).toBe(false);
  });
});
