import type { ComponentType, ReactNode } from 'react';
import type { ProblemKind } from '../../platform/contract.ts';

/** May be a component that is loaded when it is first drawn; `preload` loads it earlier. */
type Gate = ComponentType<{ children: ReactNode }> & { preload?: () => Promise<void> | undefined };

/**
 * What a feature may give to the shell of any app, in the `pages.ts` of its folder. Each shell adds
 * the places that it alone has; it draws what it is given and knows nothing of a feature's inside.
 */
export type FeatureBase = {
  /** What its endpoints may refuse, so that the pages can explain it. */
  problems?: readonly Record<string, ProblemKind>[];
  /**
   * Stands around all pages behind the sign-in and lets through whoever has done what it asks for.
   * Gates stand one within the other, in the order in which the app lists its features.
   */
  gate?: Gate;
};

/** The children behind the gates of all features. */
export function Gates(props: {
  features: readonly Pick<FeatureBase, 'gate'>[];
  children: ReactNode;
}): ReactNode {
  const [first, ...rest] = props.features;
  if (!first) return props.children;
  const inside = <Gates features={rest}>{props.children}</Gates>;
  return first.gate ? <first.gate>{inside}</first.gate> : inside;
}
