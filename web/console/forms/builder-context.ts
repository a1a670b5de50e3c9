import { createContext, type Dispatch, useContext } from 'react';
import type { Problem } from '../../../forms/problems.ts';
import type { Act, History } from './history.ts';

/** What every part of the builder looks at and changes. */
export type Builder = {
  history: History;
  act: Dispatch<Act>;
  /** Everything for which the draft cannot be published, as far as it is known. */
  problems: readonly Problem[];
  /** Nothing can be changed by whoever looks. */
  isFixed: boolean;
};

const BuilderContext = createContext<Builder | null>(null);

export const BuilderProvider = BuilderContext.Provider;

/** The draft that is being built. Only inside of the builder's page. */
export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error('No form is built here.');
  return builder;
}
