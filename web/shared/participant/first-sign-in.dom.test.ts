import { describe, expect, test } from 'vitest';
import { seals } from '../../../forms/testing/seals.ts';
import { people, peopleProblems } from '../../../modules/people/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { useFirstSignIn } from './first-sign-in.ts';
import { useMistakes } from './mistakes.ts';
import { visitorQuery } from './session.ts';
import { NoAnswer, refusal } from './testing/fake-server.ts';
import { doing, openStage, type Setting, someone } from './testing/stage.tsx';

/** The form of somebody who signed in for the first time. */
function firstForm(setting: Setting = {}) {
  const stage = openStage({ ...setting, me: { mustFinish: true, ...setting.me } });
  const { queryKey } = visitorQuery(stage.me.realm);
  stage.queries.setQueryData(queryKey, { me: stage.me, left: null });
  const finished = { ...stage.me, mustFinish: false };
  stage.server.on(people.finish, () => {
    stage.server.signedIn = finished;
    return { me: finished };
  });
  const { result } = stage.renderOutside(() => {
    const form = useFirstSignIn(stage.me);
    return { ...form, mistakeAt: useMistakes(form.problem) };
  });
  const fill = async () => {
    await doing(() =>
      result.current.change({ password: { password: 'fl0e!', repeated: 'fl0e!' } }),
    );
    await doing(() => result.current.places[0]?.choose({ question: 'fish', answer: ' krill ' }));
    await doing(() => result.current.places[1]?.choose({ question: 'wind', answer: 'north' }));
  };
  return { stage, finished, result, fill, send: () => doing(() => result.current.send()) };
}

describe('the first sign-in', () => {
  test('asks for as many questions as the programme says, and then lets the person in', async () => {
    const { stage, finished, result, fill, send } = firstForm();
    expect(result.current.typed.questions).toHaveLength(2);
    await fill();
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.finish).map(({ body }) => body)).toEqual([
      {
        password: 'fl0e!',
        questions: [
          { question: 'fish', answer: 'krill' },
          { question: 'wind', answer: 'north' },
        ],
      },
    ]);
    expect(stage.queries.getQueryData(visitorQuery(finished.realm).queryKey)?.me).toEqual(finished);
  });

  test('asks for none where the programme has none', async () => {
    const { stage, result, send } = firstForm({ programme: seals });
    expect(result.current.typed.questions).toEqual([]);
    await doing(() =>
      result.current.change({ password: { password: 'fl0e!', repeated: 'fl0e!' } }),
    );
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.finish)[0]?.body.questions).toEqual([]);
  });

  test('does not let a question be chosen twice', async () => {
    const { stage, result, fill, send } = firstForm();
    await fill();
    const offered = result.current.places.map(({ choices }) => choices.map(({ code }) => code));
    expect(offered[0]).not.toContain('wind');
    expect(offered[1]).not.toContain('fish');
    await doing(() => result.current.places[1]?.choose({ question: 'fish', answer: 'cod' }));
    expect(result.current.places[1]?.errors.question).toBeTruthy();
    expect(await send()).toBe(false);
    expect(result.current.tried).toBe(true);
    expect(stage.server.requests(people.finish)).toEqual([]);
  });

  test('asks for the answer to the other system’s question', async () => {
    const { stage, result, fill, send } = firstForm({ me: { otherQuestion: 'floe' } });
    await fill();
    expect(await send()).toBe(false);
    await doing(() => result.current.change({ otherAnswer: ' Blue ' }));
    expect(await send()).toBe(true);
    expect(stage.server.requests(people.finish)[0]?.body.otherAnswer).toBe('Blue');
  });

  test('tells the server’s mistakes at their fields, and keeps what was typed', async () => {
    const { stage, result, fill, send } = firstForm();
    stage.server.on(people.finish, () => {
      throw refusal(commonProblems.invalid_input, {
        fields: [
          { path: 'password', code: peopleProblems.password_too_short.code, params: { min: 8 } },
          { path: 'questions.1.answer', code: peopleProblems.answers_alike.code },
        ],
      });
    });
    await fill();
    const before = result.current.typed;
    expect(await send()).toBe(false);
    expect(result.current.typed).toEqual(before);
    expect(result.current.busy).toBe(false);
    expect(result.current.mistakeAt('password')).toBeTruthy();
    expect(result.current.mistakeAt('questions.1.answer')).toBeTruthy();
    expect(result.current.mistakeAt('questions.0.answer')).toBeUndefined();
    await doing(() => result.current.forget());
    expect(result.current.mistakeAt('password')).toBeUndefined();
  });

  test('can be sent again after no answer came', async () => {
    const { stage, finished, result, fill, send } = firstForm();
    stage.server.on(people.finish, () => {
      throw new NoAnswer();
    });
    await fill();
    expect(await send()).toBe(false);
    expect(result.current.problem?.code).toBe('offline');
    stage.server.on(people.finish, () => ({ me: finished }));
    expect(await send()).toBe(true);
    expect(result.current.problem).toBeNull();
  });

  test('is not taken for somebody else who has signed in meanwhile', async () => {
    const { stage, result, fill, send } = firstForm();
    await fill();
    stage.server.signedIn = someone({ mustFinish: true });
    expect(await send()).toBe(false);
    expect(result.current.problem?.code).toBe('somebody_else');
    expect(stage.server.requests(people.finish)).toEqual([]);
  });
});
