import { hashKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldProblem } from '../../../platform/contract.ts';

/** How long after the last change a draft is saved, and after a failure tried again. */
const PAUSE_MS = 800;
const AGAIN_MS = 4000;

/** What a server says of a draft: which revision is stored, since when, and what is wrong with it. */
export type Stored<Revision> = {
  revision: Revision;
  changedAt: string;
  problems: readonly FieldProblem[];
};

export type Saving<Revision> = {
  state: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';
  savedAt: string;
  /** For what the draft cannot be published, as it was saved last. */
  problems: readonly FieldProblem[];
  revision: Revision;
  /** Why it was not saved. */
  error: unknown;
};

/** The same for what says the same, in whatever order its parts stand. */
const textOf = (content: unknown) => hashKey([content]);

type Asked<Content, Revision> = {
  first: Stored<Revision> & { content: unknown };
  /** As it is typed now. */
  content: Content;
  save: (content: Content, revision: Revision) => Promise<Stored<Revision>>;
  /** Whether somebody else has saved it meanwhile. */
  isConflict: (error: unknown) => boolean;
};

/**
 * Saves a draft a moment after each change, one save after the other. Where somebody else saved it meanwhile, nothing is
 * saved until the person has said whose goes on.
 */
export function useAutosave<Content, Revision>(asked: Asked<Content, Revision>) {
  const { first, content } = asked;
  const [saving, setSaving] = useState<Saving<Revision>>({
    ...{ state: 'saved', savedAt: first.changedAt, error: null },
    ...{ problems: first.problems, revision: first.revision },
  });
  const text = textOf(content);
  const latest = useRef({ ...asked, text });
  latest.current = { ...asked, text };
  /** What is stored, and as which revision. */
  // What could not be drawn, such as an unknown field of a file, is left out of it by the first save.
  const stored = useRef({ text: textOf(first.content), revision: first.revision });
  const underWay = useRef<Promise<boolean> | null>(null);
  const isStopped = useRef(false);

  const sendLatest = useCallback(async (): Promise<boolean> => {
    while (latest.current.text !== stored.current.text) {
      const sent = latest.current;
      setSaving((before) => ({ ...before, state: 'saving' }));
      try {
        const saved = await sent.save(sent.content, stored.current.revision);
        const { revision, changedAt: savedAt, problems } = saved;
        stored.current = { text: sent.text, revision };
        setSaving({ state: 'saved', savedAt, problems, revision, error: null });
      } catch (error) {
        isStopped.current = sent.isConflict(error);
        const state = isStopped.current ? 'conflict' : 'failed';
        setSaving((before) => ({ ...before, state, error }));
        return false;
      }
    }
    return true;
  }, []);

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
    (newest: Asked<Content, Revision>['first'], mine: boolean) => {
      isStopped.current = false;
      const storedText = mine ? '' : textOf(newest.content);
      stored.current = { text: storedText, revision: newest.revision };
      const { revision, changedAt: savedAt, problems } = newest;
      setSaving({ state: mine ? 'waiting' : 'saved', savedAt, problems, revision, error: null });
      if (mine) void saveNow();
    },
    [saveNow],
  );

  /** Which revision is stored at this moment, also right after it was saved. */
  const revisionNow = useCallback(() => stored.current.revision, []);

  return { saving, isPending, saveNow, goOn, revisionNow };
}

export type Autosave<Revision> = ReturnType<typeof useAutosave<unknown, Revision>>;
