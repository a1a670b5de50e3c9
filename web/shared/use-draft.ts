import { useCallback, useEffect, useRef, useState } from 'react';
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
  const latest = useRef(value);
  latest.current = value;
  /** What is stored or being stored, as text. */
  const saved = useRef<string | null>(null);
  /** What was thrown away. */
  const dropped = useRef<unknown>(null);

  const save = useCallback(
    async (now: unknown) => {
      const text = JSON.stringify(now);
      saved.current = text;
      const done = await draft.save(now);
      // It is tried again with the next change, or when the page goes out of sight.
      if (!done && saved.current === text) saved.current = null;
      setIsStored(done);
    },
    [draft],
  );

  const saveLatest = useCallback(() => {
    const now = latest.current;
    if (now === null || now === dropped.current) return;
    if (JSON.stringify(now) !== saved.current) void save(now);
  }, [save]);

  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(saveLatest, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value, saveLatest]);

  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && saveLatest();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', saveLatest);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', saveLatest);
      saveLatest();
    };
  }, [saveLatest]);

  /** Throws it away: what is there now is done with; only what is typed after this is a draft again. */
  const drop = useCallback(async () => {
    dropped.current = latest.current;
    saved.current = null;
    await draft.drop();
  }, [draft]);

  return { save, drop, isStored };
}
