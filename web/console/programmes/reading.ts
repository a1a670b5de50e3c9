import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { useProgramme } from '../shell/programme.tsx';
import type { ImportResponse } from './import-parts.tsx';

export type Choices = BodyOf<typeof programmes.chooseReading>['choices'];
export type Preview = NonNullable<ImportResponse['preview']>;

/**
 * How a workbook is to be read: what is stored, and what somebody changes of it before the workbook is
 * checked anew.
 */
export function useReading({ id: importId, version, choices: stored }: ImportResponse) {
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Choices | null>(null);
  const check = useMutation({
    mutationFn: (choices: Choices) =>
      call(programmes.chooseReading, { params: { id, importId }, body: { version, choices } }),
    onSettled: async (_, error) => {
      const urls = [programmes.import, programmes.importProblems, programmes.imports];
      await Promise.all(urls.map(({ url }) => queries.invalidateQueries({ queryKey: [url] })));
      // Where somebody else was first, what was chosen here stays, to be looked at beside what they chose.
      if (!error) setDraft(null);
    },
  });
  const choices = draft ?? stored;
  return {
    choices,
    isChanged: draft !== null,
    change(more: (before: Choices) => Partial<Choices>) {
      if (choices) setDraft({ ...choices, ...more(choices) });
    },
    undo: () => setDraft(null),
    /** Has the workbook checked by all that was chosen, and by this. */
    check(more: Partial<Choices> = {}) {
      if (choices) check.mutate({ ...choices, ...more });
    },
    isBusy: check.isPending,
    error: check.error,
  };
}

export type Reading = ReturnType<typeof useReading>;
