import { useRef, useState } from 'react';

/** Work that somebody starts by pressing something, and whether it is under way. */
export function useBusy<T>() {
  const [busy, setBusy] = useState(false);
  const running = useRef<Promise<T> | null>(null);
  /** Does the work; what is pressed again meanwhile is not done a second time. */
  const once = (work: () => Promise<T>): Promise<T> => {
    if (running.current) return running.current;
    setBusy(true);
    running.current = work().finally(() => {
      running.current = null;
      setBusy(false);
    });
    return running.current;
  };
  return { busy, once };
}
