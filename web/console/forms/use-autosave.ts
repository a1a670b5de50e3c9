import { hashKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import type { Built } from './model.ts';

type Draft = ResponseOf<typeof programmes.formDraft>;

/** How long after the last change a draft is saved, and after a failure tried again. */
const PAUSE_MS = 800;
const AGAIN_MS = 4000;

export type Saving = {
  state: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';
  savedAt: string;
  /** For what the draft cannot be published, as it was saved last. */
  problems: Draft['problems'];
  revision: number;
  /** Why it was not saved. */
  error: unknown;
};

/** The same for what says the same, in whatever order its parts stand. */
const textOf = (content: unknown) => hashKey([content]);

type Ids = { id: number; draftId: number };

/**
 * Saves a draft a moment after each change, one save after the other. Where somebody else saved it meanwhile, nothing is
 * saved until the person has said whose goes on.
 */
export function useAutosave(ids: Ids, first: Draft, built: Built) {
  const [saving, setSaving] = useState<Saving>({
    ...{ state: 'saved', savedAt: first.changedAt, error: null },
    ...{ problems: first.problems, revision: first.revision },
  });
  const text = textOf(built);
  const latest = useRef({ built, text });
  latest.current = { built, text };
  /** What is stored, and as which revision. */
  // What could not be drawn, such as an unknown field of a file, is left out of it by the first save.
  const stored = useRef({ text: textOf(first.content), revision: first.revision });
  const underWay = useRef<Promise<boolean> | null>(null);
  const isStopped = useRef(false);
  const { id, draftId } = ids;

  const sendLatest = useCallback(async (): Promise<boolean> => {
    while (latest.current.text !== stored.current.text) {
      const sent = latest.current;
      setSaving((before) => ({ ...before, state: 'saving' }));
      try {
        const { revision, changedAt, problems } = await call(programmes.saveFormDraft, {
          params: { id, draftId },
          body: { revision: stored.current.revision, content: sent.built },
        });
        stored.current = { text: sent.text, revision };
        setSaving({ state: 'saved', savedAt: changedAt, problems, revision, error: null });
      } catch (error) {
        const isConflict = error instanceof ApiProblem && error.code === 'draft_changed';
        isStopped.current = isConflict;
        const state = isConflict ? 'conflict' : 'failed';
        setSaving((before) => ({ ...before, state, error }));
        return false;
      }
    }
    return true;
  }, [id, draftId]);

  /** Saves what is not saved yet; says whether all of it is. */
  const saveNow = useCallback((): Promise<boolean> => {
    if (isStopped.current) return Promise.resolve(false);
    const sending = (underWay.current ?? sendLatest()).finally(() => {
      if (underWay.current === sending) underWay.current = null;
    });
    underWay.current = sending;
    return sending;
  }, [sendLatest]);

  const isPending = text !== stored.current.text;
  const { state } = saving;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the pause anew
  useEffect(() => {
    if (!isPending || isStopped.current) return;
    setSaving((before) => (before.state === 'saved' ? { ...before, state: 'waiting' } : before));
    const timer = setTimeout(() => void saveNow(), state === 'failed' ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isPending, state, saveNow, text]);

  /** Goes on from what is stored now; `mine` is then saved over it, else it is what is stored. */
  const goOn = useCallback(
    (newest: Draft, mine: boolean) => {
      isStopped.current = false;
      const storedText = mine ? '' : textOf(newest.content);
      stored.current = { text: storedText, revision: newest.revision };
      const { revision, changedAt: savedAt, problems } = newest;
      setSaving({ state: mine ? 'waiting' : 'saved', savedAt, problems, revision, error: null });
      if (mine) void saveNow();
    },
    [saveNow],
  );

  return { saving, isPending, saveNow, goOn };
}

export type Autosave = ReturnType<typeof useAutosave>;
