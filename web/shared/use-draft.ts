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
  /** What is stored or being stored. */
  const saved = useRef<unknown>(null);

  const save = useCallback(
    async (now: unknown) => {
      saved.current = now;
      const done = await draft.save(now);
      // It is tried again with the next change, or when the page goes out of sight.
      if (!done && saved.current === now) saved.current = null;
      setIsStored(done);
    },
    [draft],
  );

  const saveLatest = useCallback(() => {
    if (latest.current !== null && latest.current !== saved.current) void save(latest.current);
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
    saved.current = latest.current;
    await draft.drop();
  }, [draft]);

  return { save, drop, isStored };
}
