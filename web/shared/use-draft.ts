import { useCallback, useEffect, useRef } from 'react';
import { type DraftKey, dropDraft, saveDraft } from './offline/drafts.ts';

const PAUSE_MS = 400;

/**
 * Saves what was typed a moment after each change and when the page goes out of sight. `value` is
 * null while there is nothing worth keeping. Gives the function that throws the draft away.
 */
export function useDraft(key: DraftKey, value: unknown | null): () => Promise<void> {
  const latest = useRef({ key, value });
  latest.current = { key, value };
  const saved = useRef<unknown>(null);

  const saveNow = useCallback(() => {
    const { key: at, value: now } = latest.current;
    if (now === null || now === saved.current) return;
    saved.current = now;
    void saveDraft(at, now);
  }, []);

  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(saveNow, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value, saveNow]);

  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && saveNow();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', saveNow);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', saveNow);
      saveNow();
    };
  }, [saveNow]);

  return useCallback(async () => {
    // What is there now is done with; only what is typed after this is a draft again.
    saved.current = latest.current.value;
    await dropDraft(latest.current.key);
  }, []);
}
