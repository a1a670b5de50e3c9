import { useEffect, useState } from 'react';
import { dropDraft, loadDrafts } from '../offline/drafts.ts';

/** With what writing begins: what was typed before on this device and not sent, if anything. */
export type Start<T> = { resumed: string | null; value: T };

/** Where drafts of feedback stand among those of an account. */
export const draftKey = (account: string, slot: string) => ({ account, form: 'feedback', slot });

/** Finds the newest draft; null until it is known. Older ones, which other tabs left, it takes the place of. */
export function useKeptDraft<T>(account: string, slot: string, empty: () => T): Start<T> | null {
  const [start, setStart] = useState<Start<T> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is empty does not change
  useEffect(() => {
    let isGone = false;
    void loadDrafts<T>(draftKey(account, slot)).then(async ([newest, ...older]) => {
      if (older.length > 0) await dropDraft(...older.map(({ id }) => id));
      if (isGone) return;
      setStart(
        newest ? { resumed: newest.id, value: newest.value } : { resumed: null, value: empty() },
      );
    });
    return () => {
      isGone = true;
    };
  }, [account, slot]);
  return start;
}
