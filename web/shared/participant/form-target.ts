import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { isDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { saveDraft } from '../offline/drafts.ts';
import type { RawValues } from '../values.ts';
import type { Target } from './attempt.ts';
import { findForm, type PublishedForm } from './forms.ts';
import { usePublicProgramme } from './public-programme.ts';
import { type Mine, useParticipant } from './session.ts';
import { useToday } from './today.ts';

/** What an address says: a form, and perhaps the day or the entry. */
export type FormAddress = { form: string; day?: string; entry?: string };

/** What an address shows. */
export type FormTarget =
  | { kind: 'gone' }
  /** The list of a form of which there may be many. */
  | { kind: 'entries'; form: PublishedForm }
  | EditTarget;

export type EditTarget = {
  kind: 'edit';
  form: PublishedForm;
  target: Target;
  forToday: boolean;
};

/** `newEntry`: the id that a new entry gets. */
export function formTarget(
  mine: Mine,
  { form: code, day, entry }: FormAddress,
  today: Day,
  newEntry: string,
): FormTarget {
  const form = findForm(mine, code);
  const slots = form?.policy.slots;
  if (!form) return { kind: 'gone' };
  if (day !== undefined) {
    if (slots !== 'daily' || !isDay(day)) return { kind: 'gone' };
    return { kind: 'edit', form, target: { day, slot: day }, forToday: day === today };
  }
  if (entry !== undefined) {
    if (slots !== 'many') return { kind: 'gone' };
    const id = entry === 'new' ? newEntry : entry;
    return { kind: 'edit', form, target: { day: today, slot: entry, entry: id }, forToday: false };
  }
  if (slots === 'many') return { kind: 'entries', form };
  if (slots === 'single')
    return { kind: 'edit', form, target: { day: today, slot: 'one' }, forToday: false };
  return { kind: 'edit', form, target: { day: today, slot: today }, forToday: true };
}

/** One opening of an address, from coming to it until another one is shown. */
type Opening = {
  from: string;
  /** A form keeps the day on which it was opened, even when that turns meanwhile. */
  today: Day;
  newEntry: string;
  /** How often editing began anew. */
  round: number;
  /** The day to which what was typed was taken over. */
  to?: Day;
  draft?: Target['draft'];
  /** A form that is open neither changes nor goes under the hands: sending it says so. */
  shown?: EditTarget;
};

/** What the page of a form shows; `key` changes when editing begins anew. */
export function useFormTarget(address: FormAddress) {
  const { account, mine } = useParticipant();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const from = [address.form, address.day, address.entry].join('|');
  const open = (): Opening => ({ from, today, newEntry: newId(), round: 0 });
  const [last, setOpening] = useState(open);
  // What was handed over when an address was open before is long stored anew, or was sent.
  const opening = last.from === from ? last : open();
  const target = opening.shown ?? targetOf(mine, address, opening);
  const shown = target.kind === 'edit' ? target : undefined;
  if (opening !== last || shown !== last.shown) setOpening({ ...opening, ...(shown && { shown }) });
  const { newEntry, to, round } = opening;
  const beginAnew = (change: Pick<Opening, 'newEntry' | 'to' | 'draft'>) =>
    setOpening((now) =>
      now.from === from ? { from, today: now.today, round: now.round + 1, ...change } : now,
    );
  return {
    target,
    key: [from, to, round].join('|'),
    /** Begins anew with what is stored; a new entry is another one than that which was thrown away. */
    reload: () => beginAnew({ newEntry: newId(), ...(to && { to }) }),
    /** Takes what was typed over to another day. */
    move: async (day: Day, values: RawValues): Promise<void> => {
      const value = { attempt: { day, basedOn: 0, earlier: [] }, values };
      const key = { account, form: address.form, slot: day };
      const { id, isStored } = await saveDraft(key, value);
      beginAnew({ newEntry, to: day, draft: { id, value, unsaved: !isStored } });
    },
  };
}

function targetOf(mine: Mine, address: FormAddress, opening: Opening): FormTarget {
  const { today, newEntry, to, draft } = opening;
  const target = formTarget(mine, address, today, newEntry);
  if (to === undefined || target.kind !== 'edit') return target;
  return { ...target, target: { day: to, slot: to, ...(draft && { draft }) } };
}
