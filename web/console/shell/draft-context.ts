import { createContext, useContext } from 'react';
import type { FieldProblem } from '../../../platform/contract.ts';
import type { Path } from './paths.ts';

/** What the controls of a draft look at and change, whatever the draft is of. */
export type Draft = {
  now: unknown;
  /** `undefined` takes away what stands there. */
  set(path: Path, value: unknown): void;
  /** Everything for which the draft cannot be published, as far as it is known. */
  problems: readonly FieldProblem[];
  /** Nothing can be changed by whoever looks. */
  isFixed: boolean;
};

const DraftContext = createContext<Draft | null>(null);

export const DraftProvider = DraftContext.Provider;

/** The draft whose controls are drawn. Only inside of its page. */
export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error('No draft is shown here.');
  return draft;
}

/** Mistakes at a path of the draft or, with `below`, further inside. */
export function useProblemsAt(path: Path, below = false): readonly FieldProblem[] {
  const { problems } = useDraft();
  const at = path.join('.');
  return problems.filter((each) => each.path === at || (below && each.path.startsWith(`${at}.`)));
}
