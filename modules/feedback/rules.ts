import type { FeedbackState } from './contract-schemas.ts';
import type { FeedbackStep } from './received/contract.ts';

/** Where feedback stands, and who looks after it, answered it or closed it; nobody while it is new. */
export type Standing = { state: FeedbackState; keeperId: string | null };

/** Where feedback stands once `me` has done a step; null where it cannot be done as it stands. */
export function decideStep({ state }: Standing, step: FeedbackStep, me: string): Standing | null {
  const waits = state === 'new' || state === 'in_progress';
  switch (step) {
    case 'taken':
      return waits ? { state: 'in_progress', keeperId: me } : null;
    case 'returned':
      return state === 'in_progress' ? { state: 'new', keeperId: null } : null;
    case 'closed':
      return state === 'closed' ? null : { state: 'closed', keeperId: me };
    case 'reopened':
      return state === 'closed' ? { state: 'in_progress', keeperId: me } : null;
    default:
      return step satisfies never;
  }
}

/** Whether a step that is sent again, because its answer was lost, has been done by `me` already. */
export function isDone(now: Standing, step: FeedbackStep, me: string): boolean {
  const from: Record<FeedbackStep, Standing> = {
    taken: { state: 'new', keeperId: null },
    returned: { state: 'in_progress', keeperId: me },
    closed: { state: 'answered', keeperId: me },
    reopened: { state: 'closed', keeperId: me },
  };
  const after = decideStep(from[step], step, me);
  return after?.state === now.state && after.keeperId === now.keeperId;
}

/** Where feedback stands once the person has added something: whoever answered it owes another answer. */
export function afterAddition({ state, keeperId }: Standing): Standing {
  return state === 'answered' ? { state: 'in_progress', keeperId } : { state, keeperId };
}

const excerptLength = 120;

/** The beginning of what somebody wrote, in one line. */
export function excerptOf(words: string): string {
  const line = words.trim().replace(/\s+/g, ' ');
  const characters = [...line];
  return characters.length > excerptLength
    ? `${characters.slice(0, excerptLength).join('')}…`
    : line;
}
