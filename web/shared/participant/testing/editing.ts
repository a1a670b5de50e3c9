import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { loadDrafts } from '../../offline/drafts.ts';
import { useSignInRequests } from '../../sign-in-requests.ts';
import type { Draft, Target } from '../attempt.ts';
import { useEditor } from '../editor.ts';
import { useEditorStart } from '../editor-start.ts';
import { findForm, type PublishedForm } from '../forms.ts';
import { useParticipant } from '../session.ts';
import { changing } from './programmes.ts';
import { reportsOf } from './reports.ts';
import { doing, openStage, type Setting, type Stage, until } from './stage.tsx';

const form = 'weigh-in';
/** The day at `now`. */
export const today = '2024-04-10';
/** Answers of a penguin that is well. */
export const well = { moulting: false, limping: false };

export function publishedIn({ mine }: Pick<Stage, 'mine'>): PublishedForm {
  const published = findForm(mine, form);
  if (!published) throw new Error(`There is no form ${form}.`);
  return published;
}

/** Opens a form, that of today if nothing else is said, and waits until it can be filled in. */
export async function edit(
  stage: Stage,
  forToday = true,
  target: Target = { day: today, slot: today },
) {
  const begun = stage.render(() => useEditorStart({ form: publishedIn(stage), target }));
  await until(() => expect(begun.result.current.start).not.toBeNull());
  const { start } = begun.result.current;
  if (!start) throw new Error('Editing does not begin.');
  begun.unmount();
  const told = { onDone: vi.fn(), onMove: vi.fn(), onMistakes: vi.fn(), onReload: vi.fn() };
  const { result, unmount } = stage.render(() => ({
    ...useEditor({ form: publishedIn(useParticipant()), start, forToday, ...told }),
    signIn: useSignInRequests(),
  }));
  const fill = (values: Record<string, unknown>) =>
    doing(() => {
      for (const [path, value] of Object.entries(values)) result.current.filling.set(path, value);
    });
  const key = { account: stage.account, form, slot: target.slot };
  /** What is stored, newest first, whichever tab stored it. */
  const drafts = async () => (await loadDrafts<Draft>(key)).map(({ value }) => value);
  return {
    ...{ result, unmount, start, fill, ...told },
    send: () => doing(() => result.current.send()),
    draft: async () => (await drafts())[0],
    drafts,
  };
}

/** A page of today's form with nothing filled in yet. */
export async function openEditor(setting: Setting = {}) {
  const stage = openStage({ programme: changing, ...setting });
  const model = reportsOf(stage);
  const weights = () => model.versions.map(({ values }) => values.weight);
  return { stage, model, weights, ...(await edit(stage)) };
}

/** The same person sends from another device, after having seen what is stored. */
export function sendElsewhere(model: ReturnType<typeof reportsOf>, weight: number) {
  const basedOn = model.versions.at(-1)?.version ?? 0;
  const body = { id: randomUUID(), form, formVersionId: 1, day: today, basedOn };
  return model.submit({ ...body, values: { weight, ...well } });
}
