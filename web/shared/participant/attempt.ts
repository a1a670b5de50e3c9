import type { Day } from '../../../forms/definition.ts';
import type { StoredDraft } from '../offline/drafts.ts';
import type { Outbox } from '../offline/outbox.ts';
import type { RawValues } from '../values.ts';
import type { SubmitBody } from './deliver.ts';
import type { Report } from './forms.ts';

/** One edit of a report, from opening the form until it is sent. */
export type Attempt = {
  day: Day;
  entry?: string;
  /** The version that the person has before them; 0 where there is none. */
  basedOn: number;
  /** Ids under which content of this edit may have reached the server. */
  earlier: readonly string[];
};

/** What a draft stores. */
export type Draft = { attempt: Attempt; values: RawValues };

/** What was typed before; `unsaved`: it could not be stored in time, and may be later. */
type Typed = StoredDraft<Draft> & { unsaved?: boolean };

/** Which report is edited; `draft`: with what was typed for another day. */
export type Target = { day: Day; slot: string; entry?: string; draft?: Typed };

/** Where an edit begins. */
type Beginning = {
  attempt: Attempt;
  /** Where it would begin without what was filled in before. */
  fresh: Attempt;
  /** What was filled in before; undefined where nothing was. */
  values?: RawValues;
  /** What was typed before, with which the edit goes on; undefined where it begins with something else. */
  typed?: Typed;
  /** The stored version that the values were not made from: the person is shown both. */
  newer?: Report;
};

/** The outbox holds at most one unsettled entry for each report. */
export const subjectOf = (form: string, slot: string) => `${form}|${slot}`;

type Sources = {
  outbox: Pick<Outbox, 'find'> | null;
  loadDrafts: () => Promise<StoredDraft<Draft>[]>;
};

/**
 * Begins an edit with what was typed for another day, else with what was typed as a change of what waits
 * in the outbox, else with what waits there, else with what was typed before, else with what the server
 * has. What was typed for another day was not made from what waits, so that sending it asks which of the
 * two is to count. Of several drafts the newest counts; the others stay. `existing` is the newest version
 * as far as it is known.
 */
export async function beginEdit(
  { outbox, loadDrafts }: Sources,
  form: string,
  { day, slot, entry, draft: handedOver }: Target,
  existing: Report | null,
): Promise<Beginning> {
  const fresh: Attempt = {
    day,
    basedOn: existing?.version ?? 0,
    earlier: [],
    ...(entry && { entry }),
  };
  const begin = (draft: Draft, typed?: Typed) => ({
    ...follow(draft, existing),
    ...(typed && { typed }),
    fresh,
  });
  if (handedOver) return begin(handedOver.value, handedOver);
  const queued = await outbox?.find(subjectOf(form, slot)).catch(() => undefined);
  const drafts: Typed[] = await loadDrafts();
  if (!queued) return drafts[0] ? begin(drafts[0].value, drafts[0]) : { attempt: fresh, fresh };
  const { id } = queued.entry;
  const earlier = [...queued.entry.earlier, id];
  const body = queued.content as SubmitBody | undefined;
  const { day: queuedDay, basedOn } = body ?? fresh;
  const attempt = { ...fresh, day: queuedDay, basedOn, earlier };
  const typed = drafts.find(({ value }) => value.attempt.earlier.includes(id));
  if (typed) {
    const { value } = typed;
    const either = [...new Set([...value.attempt.earlier, ...earlier])];
    return begin({ attempt: { ...attempt, earlier: either }, values: value.values }, typed);
  }
  return body ? begin({ attempt, values: body.values }) : { attempt: { ...fresh, earlier }, fresh };
}

/** Lets an edit that goes on follow what the server has by now. */
function follow({ attempt, values }: Draft, existing: Report | null): Omit<Beginning, 'fresh'> {
  if (!existing || existing.version <= attempt.basedOn) return { attempt, values };
  const followed = { ...attempt, basedOn: existing.version };
  if (attempt.earlier.includes(existing.id)) return { attempt: followed, values };
  return { attempt: followed, values, newer: existing };
}
