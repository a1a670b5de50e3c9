import type { Programme } from '../programmes/public.ts';
import { formsOf } from './offers.ts';
import type { Sending } from './rules-submit.ts';

/**
 * By far most reports are the first of their day, by somebody for whom nothing has changed. What
 * they rest on can be stated beforehand, so that one statement checks and writes them; whatever does
 * not fit takes the longer way, which also finds out why.
 */
export type First = {
  sending: Sending;
  personId: string;
  /** The version that is believed to be in force. */
  programme: Programme;
  /** Groups that the form is offered to, as an array's text. */
  groups: string;
  /** Attributes that a person must have for it, as JSON. */
  attributes: string;
};

export type FirstTaken = { id: string; enrolmentId: number; placeId: number; group: string };

/** The report as a first one; null where the rules ask for more than one statement can check. */
export function firstOf(sending: Sending, personId: string, programme: Programme): First | null {
  const { policy, day, today, basedOn } = sending;
  const form = programme.forms.get(sending.form);
  const plain = policy.slots === 'daily' && policy.window === null && basedOn === 0;
  const inTime = day === today || (day < today && policy.backfill);
  if (!form || !plain || !inTime) return null;
  const groups = programme.definition.groups
    .map(({ code }) => code)
    .filter((code) => formsOf(programme, code).has(form.form))
    .filter((code) => form.offeredTo?.groups?.includes(code) ?? true);
  const attributes = JSON.stringify(form.offeredTo?.attributes ?? {});
  return { sending, personId, programme, groups: `{${groups.join()}}`, attributes };
}

/** Those that may stand in one statement: of several for the same slot, or with the same id, the earliest. */
export function withoutDoubles(firsts: First[]): Set<First> {
  const seen = new Set<string>();
  const single = new Set<First>();
  for (const first of firsts) {
    const { id, form, slot } = first.sending;
    const place = `${first.programme.id} ${first.personId} ${form} ${slot}`;
    if (seen.has(place) || seen.has(id)) continue;
    seen.add(place).add(id);
    single.add(first);
  }
  return single;
}
