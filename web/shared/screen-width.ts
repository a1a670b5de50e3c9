import { useMemo, useSyncExternalStore } from 'react';

/** Up to these widths, in pixels; style sheets write the same figures. */
export const screens = {
  /** The menu of an app on a PC no longer stands beside the page. */
  narrow: 1080,
  /** One column, as on a phone. */
  phone: 640,
} as const;

/** Whether the window is no wider than that; a component that asks is drawn again when it changes. */
export function useIsAtMost(width: keyof typeof screens): boolean {
  const query = useMemo(() => matchMedia(`(max-width: ${screens[width]}px)`), [width]);
  return useSyncExternalStore(
    (tell) => {
      query.addEventListener('change', tell);
      return () => query.removeEventListener('change', tell);
    },
    () => query.matches,
  );
}
