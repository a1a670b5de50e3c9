import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type DraftKey, draftOfEdit } from './offline/drafts.ts';
import { canStore } from './offline/store.ts';

const PAUSE_MS = 400;

/**
 * Saves what was typed a moment after each change and when the page goes out of sight, in the place of
 * the draft that was resumed. `value` is null while there is nothing worth keeping.
 */
export function useDraft(key: DraftKey, resumed: string | null, value: unknown | null) {
  const [draft] = useState(() => draftOfEdit(key, resumed));
  const [isStored, setIsStored] = useState(canStore);
  /** What is stored, as text. */
  const [stored, setStored] = useState<string | null>(null);
  const text = useMemo(() => JSON.stringify(value), [value]);
  const latest = useRef({ value, text });
  latest.current = { value, text };
  /** What is stored or being stored, and whether that succeeds. */
  const saving = useRef<{ text: string; done: Promise<boolean> } | null>(null);
  /** What was thrown away. */
  const dropped = useRef<unknown>(null);

  const save = useCallback(
    (now: unknown): Promise<boolean> => {
      const own = { text: JSON.stringify(now), done: draft.save(now) };
      saving.current = own;
      return own.done.then((done) => {
        // It is tried again with the next change, or when the page goes out of sight.
        if (!done && saving.current === own) saving.current = null;
        if (done) setStored(own.text);
        setIsStored(done);
        return done;
      });
    },
    [draft],
  );

  /** Stores what was typed last; says whether it is stored. */
  const saveLatest = useCallback(async (): Promise<boolean> => {
    const now = latest.current;
    if (now.value === null || now.value === dropped.current) return true;
    if (now.text === saving.current?.text) return saving.current.done;
    return save(now.value);
  }, [save]);

  useEffect(() => {
    if (text === 'null') return;
    const timer = setTimeout(() => void saveLatest(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, saveLatest]);

  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && void saveLatest();
    const onPageHide = () => void saveLatest();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', onPageHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', onPageHide);
      void saveLatest();
    };
  }, [saveLatest]);

  /** Throws it away: what is there now is done with; only what is typed after this is a draft again. */
  const drop = useCallback(async () => {
    dropped.current = latest.current.value;
    saving.current = null;
    setStored(null);
    await draft.drop();
  }, [draft]);

  const isDone = value === null || value === dropped.current || text === stored;
  return { save, saveLatest, drop, isStored, isPending: !isDone };
}
