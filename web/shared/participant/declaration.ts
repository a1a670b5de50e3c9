import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { ApiProblem, call } from '../api.ts';
import { servicesOf } from './forms.ts';
import { overviewQuery, useParticipant } from './session.ts';

/** Whether the person must make the programme's declaration before its forms; whoever has none need not. */
export function useDeclarationNeeded(): boolean {
  const { mine, overview } = useParticipant();
  const hasForms = servicesOf(mine).some(({ forms }) => forms.length > 0);
  return overview.declarationNeeded && hasForms;
}

/**
 * Whether the declaration stands before the pages of forms. Pages that were open before it was needed stay
 * beneath it with what was typed in them.
 */
export function useDeclarationGate() {
  const isNeeded = useDeclarationNeeded();
  const [isEntered, setIsEntered] = useState(!isNeeded);
  if (!isNeeded && !isEntered) setIsEntered(true);
  return { isNeeded, isEntered };
}

/** The declaration that a programme asks for before its forms: reading, ticking and confirming it. */
export function useDeclaration() {
  const { mine, account, overview } = useParticipant();
  const { declaration } = mine.definition;
  const queries = useQueryClient();
  const [ticked, setTicked] = useState(false);
  const [tried, setTried] = useState(false);
  const request = useMutation({
    mutationFn: () =>
      call(reports.declaration, { body: { version: declaration?.version ?? 0 }, account }),
    onSuccess: () =>
      queries.setQueryData(overviewQuery(account).queryKey, {
        ...overview,
        declarationNeeded: false,
      }),
    onError: async (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'declaration_outdated') return;
      // The text has changed: it is to be read again before it is ticked.
      setTicked(false);
      setTried(false);
      await queries.invalidateQueries({ queryKey: [programmes.mine.url] });
    },
  });
  const confirm = () => {
    setTried(true);
    if (ticked) request.mutate();
  };
  return {
    declaration,
    ticked,
    setTicked,
    /** Confirming was tried without the tick. */
    isMissing: tried && !ticked,
    busy: request.isPending,
    problem: request.error,
    confirm,
  };
}
