import { type RefObject, useCallback, useEffect, useState } from 'react';
import { wantsCalm } from '../motion.ts';

/** Brings the first mistake below `root` into view and puts the cursor there. */
function goToFirstMistake(root: ParentNode | null): void {
  const bad = [...(root?.querySelectorAll<HTMLElement>('[data-invalid]') ?? [])].find(
    // Of a group and a field in it, the field.
    (each) => each.querySelector('[data-invalid]') === null,
  );
  if (!bad) return;
  bad.scrollIntoView({ block: 'center', behavior: wantsCalm() ? 'auto' : 'smooth' });
  bad.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
}

/** Gives a function that goes to the first mistake as soon as the mistakes have been drawn. */
export function useGoToMistake(root: RefObject<HTMLElement | null>): () => void {
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked > 0) goToFirstMistake(root.current);
  }, [asked, root]);
  return useCallback(() => setAsked((times) => times + 1), []);
}
