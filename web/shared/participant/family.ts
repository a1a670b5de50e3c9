import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IdentityKind } from '../../../forms/definition.ts';
import { family } from '../../../modules/family/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import { forgetGoneWards } from '../offline/gone-wards.ts';
import { useSending } from './sending.ts';
import { useParticipant } from './session.ts';

type Family = ResponseOf<typeof family.mine>;
export type FamilyLink = Family['links'][number];
export type FamilyRequest = Family['incoming'][number];

/** With whom one is linked, and what was asked. Others answer at any moment, so each visit asks anew. */
export function useFamily() {
  const { account } = useParticipant();
  return useQuery({
    queryKey: [family.mine.url, account],
    queryFn: async () => {
      const mine = await call(family.mine, { account });
      const wards = mine.links.filter(({ iCare }) => iCare);
      // Nobody waits for a storage that is slow to see their family.
      void forgetGoneWards(
        account,
        wards.map(({ id }) => id),
      );
      return mine;
    },
    staleTime: 0,
  });
}

function useChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [family.mine.url] });
}

type Act = { what: 'agree' | 'refuse' | 'block' | 'takeBack' | 'end'; id: string };

/** Answers, takes back and ends; what is so now is shown afterwards, also where somebody else was quicker. */
export function useFamilyActs(told: { done: (act: Act) => void; failed: (error: Error) => void }) {
  const { account } = useParticipant();
  const changed = useChanged();
  return useMutation({
    mutationFn: async ({ what, id }: Act): Promise<unknown> => {
      const params = { id };
      if (what === 'agree') return call(family.agree, { params, body: {}, account });
      if (what === 'takeBack') return call(family.takeBack, { params, account });
      if (what === 'end') return call(family.end, { params, account });
      return call(family.refuse, { params, body: { block: what === 'block' }, account });
    },
    onSuccess: (_, act) => told.done(act),
    onError: told.failed,
    onSettled: changed,
  });
}

export type FamilyTyped = { iCare: boolean; name: string; kind: IdentityKind; number: string };

/** Asks somebody; what was typed stays until it is sent. */
export function useAsking(kind: IdentityKind, done: () => void) {
  const { account } = useParticipant();
  const changed = useChanged();
  const empty: FamilyTyped = { iCare: true, name: '', kind, number: '' };
  const [typed, setTyped] = useState(empty);
  const [tried, setTried] = useState(false);
  const { run, ...sending } = useSending();
  const change = (part: Partial<FamilyTyped>) => setTyped((now) => ({ ...now, ...part }));
  const send = async (): Promise<boolean> => {
    setTried(true);
    const { iCare, name, kind, number } = typed;
    if (!name.trim() || !number.trim()) return false;
    return run(async () => {
      const identity = { kind, number: number.trim() };
      await call(family.ask, { body: { identity, name: name.trim(), iCare }, account });
      setTyped(empty);
      setTried(false);
      await changed();
      done();
    });
  };
  return { typed, change, tried, ...sending, send };
}
