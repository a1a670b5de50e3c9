import { useCallback } from 'react';
import type { Day } from '../../../forms/definition.ts';
import type { Context } from '../../../forms/validate.ts';
import { serverNow } from '../server-time.ts';
import { useParticipant } from './session.ts';

/** Gives the facts of the moment that a report is checked against. */
export function useFormFacts(today: Day): () => Context {
  const { mine, overview } = useParticipant();
  const { zone } = mine.definition;
  const { milestones } = overview;
  return useCallback(
    () => ({ today, now: new Date(serverNow()), zone, milestones }),
    [today, zone, milestones],
  );
}
