import { concerns } from '../../../forms/policy.ts';
import type { PublishedForm } from './forms.ts';
import { type Participant, useParticipant } from './session.ts';

/** Where a form of which there is not one for each day stands. */
type ItemState =
  /** What was reported breaks a rule by now. */
  | 'check'
  | 'incomplete'
  | 'done'
  /** Nothing was reported, and the person is required to. */
  | 'open'
  | 'optional';

type Standing = {
  mine: Pick<Participant['mine'], 'groupCode' | 'attributes'>;
  overview: Pick<Participant['overview'], 'forms'>;
};

/** Where the form stands with this person; undefined while the server has not said. */
export function itemState(
  { definition, requiredOf }: Pick<PublishedForm, 'definition' | 'requiredOf'>,
  { mine, overview }: Standing,
): ItemState | undefined {
  const item = overview.forms.find(({ form }) => form === definition.code);
  if (!item) return undefined;
  if (item.checks.length > 0) return 'check';
  if (item.state !== 'open') return item.state;
  const person = { group: mine.groupCode, attributes: mine.attributes };
  return requiredOf && concerns(requiredOf, person) ? 'open' : 'optional';
}

/** Whether there is something to do. */
export function isUrgent(state: ItemState): boolean {
  return state === 'check' || state === 'incomplete' || state === 'open';
}

/** What is said of each state. */
export const itemWords = {
  check: 'stateCheck',
  incomplete: 'stateIncomplete',
  done: 'stateDone',
  open: 'stateOpen',
  optional: 'stateOptional',
} as const satisfies Record<ItemState, string>;

export function useItemState(form: PublishedForm): ItemState | undefined {
  return itemState(form, useParticipant());
}
