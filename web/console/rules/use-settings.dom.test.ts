import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import type { Stored } from './rules-context.ts';
import { useSettings } from './use-settings.ts';

const settings = (one: string, two: string): ProgrammeSettings => ({
  groups: [
    { code: 'one', name: { zh: one, en: one }, services: [] },
    { code: 'two', name: { zh: two, en: two }, services: [] },
  ],
  ...{ services: [], days: [], forms: [] },
});
const inForce = settings('a', 'b');

/** What the server has; a draft that somebody else saved meanwhile is refused. */
let server: { draft: { id: number; revision: number; content: ProgrammeSettings } | null };

const stored = () => {
  const { draft } = server;
  const about = { forms: [], milestones: [], attributes: [], phases: [] };
  const by = { changedAt: '2022-01-20T04:00:00Z', changedBy: 'Otto', problems: [], proposal: null };
  const whole = draft && { ...draft, ...by, base: inForce };
  return { version: 1, inForce, people: {}, about, draft: whole } as unknown as Stored;
};

function respond(body: unknown, status = 200): Response {
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  const headers = { 'content-type': type, 'x-anxing-now': '1642651200000' };
  return new Response(JSON.stringify(body), { status, headers });
}

beforeEach(() => {
  server = { draft: null };
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    if (!body) return respond(stored());
    const sent = JSON.parse(String(body));
    if ((sent.draft?.revision ?? 0) !== (server.draft?.revision ?? 0)) {
      const problem = { type: '', title: '', status: 409, code: 'settings_changed', params: {} };
      return respond(problem, 409);
    }
    const revision = (server.draft?.revision ?? 0) + 1;
    server.draft = { id: 7, revision, content: sent.content };
    return respond({ id: 7, revision, changedAt: '2022-01-20T04:01:00Z', problems: [] });
  });
});
afterEach(() => vi.unstubAllGlobals());

const open = () => renderHook(() => useSettings(1, stored())).result;
type Page = ReturnType<typeof open>;

const nameAt = (index: number) => ['groups', index, 'name', 'en'];
const type = (page: Page, index: number, name: string) =>
  act(() => page.current.set(nameAt(index), name));
const undo = (page: Page) => act(() => page.current.move('undo'));
const redo = (page: Page) => act(() => page.current.move('redo'));
const namesOf = ({ groups }: ProgrammeSettings) => groups.map(({ name }) => name.en);
const names = (page: Page) => namesOf(page.current.settings);
const savesAs = (...expected: string[]) =>
  waitFor(() => expect(server.draft && namesOf(server.draft.content)).toEqual(expected));

test('undoes and redoes across saves, and saves where it went', async () => {
  const page = open();
  type(page, 0, 'a1');
  await savesAs('a1', 'b');
  type(page, 1, 'b1');
  await savesAs('a1', 'b1');
  undo(page);
  undo(page);
  expect(names(page)).toEqual(['a', 'b']);
  await savesAs('a', 'b');
  redo(page);
  await savesAs('a1', 'b');
});

test('leaves alone what somebody else saved, and brings back what was given up for it', async () => {
  const page = open();
  type(page, 0, 'a1');
  await savesAs('a1', 'b');
  // Otto names the second group while the first one is named here.
  server.draft = { id: 7, revision: 2, content: settings('a1', 'otto') };
  type(page, 0, 'a2');
  await waitFor(() => expect(page.current.autosave.saving.state).toBe('conflict'));
  await act(async () => void (await page.current.readAgain(page.current.settings)));
  await savesAs('a2', 'otto');
  undo(page);
  await savesAs('a', 'otto');
  redo(page);
  await savesAs('a2', 'otto');
  // The whole draft is taken away here, and wanted after all.
  server.draft = null;
  await act(async () => void (await page.current.readAgain(null, inForce)));
  expect(names(page)).toEqual(['a', 'b']);
  undo(page);
  await savesAs('a2', 'otto');
});
