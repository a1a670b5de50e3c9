import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { people } from '../../../modules/people/contract.ts';
import { type Captcha, solved, useCaptcha } from './captcha.ts';
import { captchas } from './testing/captchas.ts';
import { NoAnswer } from './testing/fake-server.ts';
import { doing, now, openStage, pass, stopTimers, until } from './testing/stage.tsx';

/** The browser's worker, which solves a puzzle when the test lets it. */
function puzzleWorkers() {
  const workers: { solve: (solution: unknown) => void; ended: boolean }[] = [];
  class PuzzleWorker {
    onmessage: (event: { data: unknown }) => void = () => undefined;
    ended = false;
    constructor() {
      workers.push(this);
    }
    postMessage() {}
    solve(solution: unknown) {
      this.onmessage({ data: solution });
    }
    terminate() {
      this.ended = true;
    }
  }
  vi.stubGlobal('Worker', PuzzleWorker);
  return workers;
}

describe('a captcha', () => {
  test('is a picture whose characters are the answer', async () => {
    const stage = openStage();
    const made = captchas(stage);
    const { result } = stage.renderOutside(useCaptcha);
    expect(result.current).toMatchObject({ kind: 'picture', phase: 'loading', picture: null });
    await until(() => expect(result.current.phase).toBe('ready'));
    expect(result.current.picture).toContain(made[0]);
    expect(result.current.answer).toBeNull();
    await doing(() => result.current.type(' kr1ll '));
    expect(result.current.answer).toEqual({ id: made[0], answer: 'kr1ll' });
  });

  test('is another one, with nothing typed, once it was renewed', async () => {
    const stage = openStage();
    const made = captchas(stage);
    const { result } = stage.renderOutside(useCaptcha);
    await until(() => expect(result.current.phase).toBe('ready'));
    await doing(() => result.current.type('kr1ll'));
    await doing(() => result.current.renew());
    await until(() => expect(result.current.picture).toContain(made[1]));
    expect(made).toHaveLength(2);
    expect(result.current).toMatchObject({ typed: '', answer: null });
  });

  test('renews itself when it expires', async () => {
    const stage = openStage();
    const made = captchas(stage);
    stopTimers();
    const { result } = stage.renderOutside(useCaptcha);
    await pass(299_000);
    expect(result.current.picture).toContain(made[0]);
    await pass(1_000);
    expect(result.current.picture).toContain(made[1]);
    expect(made).toHaveLength(2);
  });

  test('expires by the server’s clock, whatever this device’s says', async () => {
    const stage = openStage();
    const made = captchas(stage);
    stage.server.now = () => Date.now() - 3_600_000;
    stopTimers();
    const { result } = stage.renderOutside(useCaptcha);
    await pass(299_000);
    expect(result.current.picture).toContain(made[0]);
    expect(made).toHaveLength(1);
  });

  test('does not give way to an older one whose answer comes late', async () => {
    const stage = openStage();
    const late = Promise.withResolvers<void>();
    const pictures = ['first', 'second'];
    stage.server.on(people.captcha, async () => {
      const picture = pictures.shift() ?? '';
      if (picture === 'first') await late.promise;
      return { id: randomUUID(), picture, expiresAt: new Date(now + 300_000).toISOString() };
    });
    const { result } = stage.renderOutside(useCaptcha);
    await doing(() => result.current.renew());
    await until(() => expect(result.current.picture).toBe('second'));
    await doing(() => late.resolve());
    expect(result.current).toMatchObject({ phase: 'ready', picture: 'second', failure: null });
  });

  test('that could not be fetched says why, and can be asked for again', async () => {
    const stage = openStage();
    stage.server.on(people.captcha, () => {
      throw new NoAnswer();
    });
    const { result } = stage.renderOutside(useCaptcha);
    await until(() => expect(result.current.phase).toBe('failed'));
    expect(result.current.failure).toMatchObject({ code: 'offline' });
    captchas(stage);
    await doing(() => result.current.renew());
    await until(() => expect(result.current.phase).toBe('ready'));
    expect(result.current.failure).toBeNull();
  });
});

describe('a puzzle instead of a picture', () => {
  test('is solved by the browser, and nothing is to be typed', async () => {
    const stage = openStage();
    const workers = puzzleWorkers();
    const made = captchas(stage);
    const { result } = stage.renderOutside(useCaptcha);
    await until(() => expect(result.current.phase).toBe('ready'));
    await doing(() => result.current.renew('puzzle'));
    await until(() => expect(result.current).toMatchObject({ kind: 'puzzle', phase: 'working' }));
    expect(result.current.answer).toBeNull();
    await doing(() => workers[0]?.solve({ counter: 7 }));
    expect(result.current).toMatchObject({ phase: 'ready', picture: null });
    const { id, answer } = result.current.answer ?? {};
    expect(id).toBe(made[1]);
    expect(JSON.parse(atob(answer ?? ''))).toEqual({
      challenge: { puzzle: made[1] },
      solution: { counter: 7 },
    });
    expect(workers[0]?.ended).toBe(true);
  });

  test('that cannot be solved fails', async () => {
    const stage = openStage();
    const workers = puzzleWorkers();
    captchas(stage);
    const { result } = stage.renderOutside(useCaptcha);
    await doing(() => result.current.renew('puzzle'));
    await until(() => expect(workers).toHaveLength(1));
    await doing(() => workers[0]?.solve(null));
    expect(result.current).toMatchObject({ phase: 'failed', answer: null });
  });

  test('is worked at no longer once a picture is wanted again', async () => {
    const stage = openStage();
    const workers = puzzleWorkers();
    captchas(stage);
    const { result } = stage.renderOutside(useCaptcha);
    await doing(() => result.current.renew('puzzle'));
    await until(() => expect(workers).toHaveLength(1));
    await doing(() => result.current.renew('picture'));
    await until(() => expect(result.current).toMatchObject({ kind: 'picture', phase: 'ready' }));
    expect(workers[0]?.ended).toBe(true);
  });
});

describe('a puzzle beside a picture', () => {
  async function typed() {
    const stage = openStage();
    const workers = puzzleWorkers();
    const made = captchas(stage, { guarded: true });
    const { result } = stage.renderOutside(useCaptcha);
    await until(() => expect(result.current).toMatchObject({ kind: 'picture', phase: 'ready' }));
    expect(result.current.picture).toContain(made[0]);
    await doing(() => result.current.type('kr1ll'));
    return {
      result,
      workers,
      made,
      answer: result.current.answer as NonNullable<Captcha['answer']>,
    };
  }

  test('is solved while the person types, and waited for where they were quicker', async () => {
    const { workers, made, answer } = await typed();
    const request = solved(answer);
    await doing(() => workers[0]?.solve({ counter: 7 }));
    const { id, answer: characters, solution } = await request;
    expect({ id, characters }).toEqual({ id: made[0], characters: 'kr1ll' });
    expect(JSON.parse(atob(solution ?? ''))).toEqual({
      challenge: { puzzle: made[0] },
      solution: { counter: 7 },
    });
  });

  test('that cannot be solved leaves nothing to send, and another captcha to be asked for', async () => {
    const { result, workers } = await typed();
    await doing(() => workers[0]?.solve(null));
    expect(result.current).toMatchObject({ phase: 'failed', picture: null, answer: null });
    await doing(() => result.current.renew());
    await until(() => expect(result.current.phase).toBe('ready'));
  });
});
