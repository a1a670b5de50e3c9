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

/** From which address what was typed was taken over to which day. */
type Moved = { from: string; to: Day } & Pick<Target, 'draft'>;

/** What the page of a form shows; `key` changes when editing begins anew. */
export function useFormTarget(address: FormAddress) {
  const { account, mine } = useParticipant();
  const { zone } = usePublicProgramme();
  // A form keeps the day on which it was opened, even when that turns meanwhile.
  const [today] = useState(useToday(zone));
  const [newEntry, setNewEntry] = useState(() => newId());
  const [round, setRound] = useState(0);
  const [moved, setMoved] = useState<Moved | null>(null);
  const from = [address.form, address.day, address.entry].join('|');
  const shown = formTarget(mine, address, today, newEntry);
  const { to, draft } = moved?.from === from ? moved : {};
  const target: FormTarget =
    to !== undefined && shown.kind === 'edit'
      ? { ...shown, target: { day: to, slot: to, ...(draft && { draft }) } }
      : shown;
  const key = [from, to, round].join('|');
  return {
    target: useOpened(target, key),
    key,
    /** Begins anew with what is stored; a new entry is another one than that which was thrown away. */
    reload: () => {
      setNewEntry(newId());
      setMoved(moved && { from: moved.from, to: moved.to });
      setRound(round + 1);
    },
    /** Takes what was typed over to another day. */
    move: async (day: Day, values: RawValues): Promise<void> => {
      const value = { attempt: { day, basedOn: 0, earlier: [] }, values };
      const id = await saveDraft({ account, form: address.form, slot: day }, value);
      setMoved({ from, to: day, draft: { id, value } });
    },
  };
}

/** A form that is open neither changes nor goes under the hands: sending it says so. */
function useOpened(target: FormTarget, key: string): FormTarget {
  const [opened, setOpened] = useState<{ key: string; target: EditTarget } | null>(null);
  if (opened?.key === key) return opened.target;
  if (target.kind === 'edit') setOpened({ key, target });
  return target;
}
