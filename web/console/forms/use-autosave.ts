import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import * as drafts from '../shell/use-autosave.ts';
import type { Built } from './model.ts';

type Draft = ResponseOf<typeof programmes.formDraft>;

type Ids = { id: number; draftId: number };

/** Saves the draft of a form a moment after each change. */
export function useAutosave(ids: Ids, first: Draft, built: Built) {
  return drafts.useAutosave<Built, number>({
    ...{ first, content: built },
    save: (content, revision) =>
      call(programmes.saveFormDraft, { params: ids, body: { revision, content } }),
    isConflict: (error) => error instanceof ApiProblem && error.code === 'draft_changed',
  });
}

export type Autosave = drafts.Autosave<number>;
