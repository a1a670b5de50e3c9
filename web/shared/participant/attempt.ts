import type { Day } from '../../../forms/definition.ts';
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

/** Which report is edited; `draft`: with what was typed for another day. */
export type Target = { day: Day; slot: string; entry?: string; draft?: Draft };

/** Where an edit begins. */
type Beginning = {
  attempt: Attempt;
  /** Where it would begin without what was filled in before. */
  fresh: Attempt;
  /** What was filled in before; undefined where nothing was. */
  values?: RawValues;
  /** The stored version that the values were not made from: the person is shown both. */
  newer?: Report;
};

/** The outbox holds at most one unsettled entry for each report. */
export const subjectOf = (form: string, slot: string) => `${form}|${slot}`;

type Sources = {
  outbox: Pick<Outbox, 'find'> | null;
  loadDraft: () => Promise<Draft | undefined>;
};

/**
 * Begins an edit with what was typed for another day or as a change of what waits in the outbox, else
 * with what waits there, else with what was typed before, else with what the server has. `existing` is
 * the newest version as far as it is known.
 */
export async function beginEdit(
  { outbox, loadDraft }: Sources,
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
  const begin = (draft: Draft) => ({ ...follow(draft, existing), fresh });
  const queued = await outbox?.find(subjectOf(form, slot)).catch(() => undefined);
  const typed = handedOver ?? (await loadDraft());
  if (!queued) return typed ? begin(typed) : { attempt: fresh, fresh };
  const earlier = [...queued.entry.earlier, queued.entry.id];
  const body = queued.content as SubmitBody | undefined;
  const { day: queuedDay, basedOn } = body ?? fresh;
  const attempt = { ...fresh, day: queuedDay, basedOn, earlier };
  if (typed && (handedOver || typed.attempt.earlier.includes(queued.entry.id))) {
    const either = [...new Set([...typed.attempt.earlier, ...earlier])];
    return begin({ attempt: { ...attempt, earlier: either }, values: typed.values });
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
