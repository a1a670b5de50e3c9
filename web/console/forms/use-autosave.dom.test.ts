import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { builtFrom } from './model.ts';
import { useAutosave } from './use-autosave.ts';

const policy = { slots: 'many', change: 'anytime', backfill: false, window: null } as const;
const content = (zh: string) => ({
  ...{ purpose: 'report' as const, services: [], byPlace: false, policy },
  definition: { code: 'x', title: { zh, en: zh }, fields: [] },
});
const draft = (zh: string, revision: number) => ({
  ...{ id: 7, form: 'x', revision, changedAt: '2022-01-20T04:00:00Z', changedBy: 'Ada' },
  ...{ content: content(zh), inForce: null, problems: [] },
});

type Save = { revision: number; title: string };
/** What the server has, and what it was sent. */
let server: { revision: number; saves: Save[]; broken: boolean };

beforeEach(() => {
  server = { revision: 1, saves: [], broken: false };
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    if (server.broken) throw new TypeError('no network');
    const { revision, content: sent } = JSON.parse(String(body));
    const headers = { 'content-type': 'application/json', 'x-anxing-now': '1642651200000' };
    if (revision !== server.revision) {
      const problem = {
        type: '',
        title: '',
        status: 409,
        code: 'draft_changed',
        params: { name: 'Otto' },
      };
      return new Response(JSON.stringify(problem), {
        status: 409,
        headers: { ...headers, 'content-type': 'application/problem+json' },
      });
    }
    server.revision += 1;
    server.saves.push({ revision, title: sent.definition.title.zh });
    const saved = { revision: server.revision, changedAt: '2022-01-20T04:01:00Z', problems: [] };
    return new Response(JSON.stringify(saved), { headers });
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = () =>
  renderHook(
    ({ zh }) => useAutosave({ id: 1, draftId: 7 }, draft('a', 1), builtFrom(content(zh))),
    {
      initialProps: { zh: 'a' },
    },
  );

test('saves what was typed a moment later, the newest at last', async () => {
  const { result, rerender } = open();
  expect(result.current.isPending).toBe(false);
  rerender({ zh: 'ab' });
  rerender({ zh: 'abc' });
  expect(result.current.isPending).toBe(true);
  await waitFor(() => expect(result.current.saving.state).toBe('saved'));
  await waitFor(() => expect(server.saves).toEqual([{ revision: 1, title: 'abc' }]));
  expect(result.current.saving.revision).toBe(2);
});

test('stops at what somebody else saved, until it is said whose goes on', async () => {
  const { result, rerender } = open();
  server.revision = 4;
  rerender({ zh: 'mine' });
  await waitFor(() => expect(result.current.saving.state).toBe('conflict'));
  rerender({ zh: 'mine too' });
  expect(await result.current.saveNow()).toBe(false);
  expect(server.saves).toEqual([]);
  act(() => result.current.goOn(draft('theirs', 4), true));
  await waitFor(() => expect(server.saves).toEqual([{ revision: 4, title: 'mine too' }]));
  await waitFor(() => expect(result.current.saving.state).toBe('saved'));
});

test('takes what somebody else saved, and saves nothing over it', async () => {
  const { result, rerender } = open();
  server.revision = 4;
  rerender({ zh: 'mine' });
  await waitFor(() => expect(result.current.saving.state).toBe('conflict'));
  act(() => result.current.goOn(draft('theirs', 4), false));
  rerender({ zh: 'theirs' });
  expect(result.current.isPending).toBe(false);
  expect(await result.current.saveNow()).toBe(true);
  expect(server.saves).toEqual([]);
});

test('tries again where there was no network', async () => {
  const { result, rerender } = open();
  server.broken = true;
  rerender({ zh: 'b' });
  await waitFor(() => expect(result.current.saving.state).toBe('failed'));
  server.broken = false;
  await act(() => result.current.saveNow());
  expect(server.saves).toEqual([{ revision: 1, title: 'b' }]);
});
