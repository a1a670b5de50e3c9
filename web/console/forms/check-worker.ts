import { checkDefinition } from '../../../forms/check-definition.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { Problem } from '../../../forms/problems.ts';
import { presentable } from './presentable.ts';

/** A definition to be looked at; `n` tells the answers apart. */
export type Asked = { n: number; definition: FormDefinition };

/** What is wrong with it, and as much of it as can be drawn. */
export type Answered = {
  n: number;
  problems: Problem[];
  shown: FormDefinition | null;
  left: number;
};

/** Checks by the schemas of all types of field, which pages do without (`web/vite.config.ts`). */
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { n, definition } = data;
  const problems = checkDefinition(definition);
  const { definition: shown, left } = presentable(definition);
  self.postMessage({ n, problems, shown, left } satisfies Answered);
});
