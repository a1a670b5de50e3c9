import type { Values } from '../../../forms/definition.ts';
import { changedFields } from '../changed-fields.ts';
import { type DraftKey, dropDraft, type StoredDraft, saveDraft } from '../offline/drafts.ts';
import type { Outbox } from '../offline/outbox.ts';
import type { RawValues } from '../values.ts';
import { type Attempt, type Draft, subjectOf } from './attempt.ts';
import type { ReportServer, SubmitBody } from './deliver.ts';

/** A new entry that was begun before and needs no draft of a new one any more. */
export type FormerEntry = {
  /** When the server took it; null where it waits on this device. */
  sentAt: string | null;
  /** It was changed since; the changes are a draft of that entry. */
  isChanged: boolean;
};

type Tools = {
  server: Pick<ReportServer, 'newest'>;
  outbox: Pick<Outbox, 'find'> | null;
  /** What would be sent of these answers; null where they are not complete. */
  clean: (values: RawValues) => Promise<Values | null>;
  /** The new entry, where one that was sent can never be changed: it begins with what was changed in that. */
  instead: Attempt | null;
};

/**
 * The drafts with which a new entry may go on. One whose entry was sent before, though the answer was lost
 * or the page was left, is not among them: the next entry would take that one's place.
 */
export async function setFormerAside(
  key: DraftKey,
  drafts: StoredDraft<Draft>[],
  tools: Tools,
): Promise<{ drafts: StoredDraft<Draft>[]; former: FormerEntry | null }> {
  const { instead } = tools;
  const left: StoredDraft<Draft>[] = [];
  let former: FormerEntry | null = null;
  for (const draft of drafts) {
    const { attempt, values } = draft.value;
    const { entry, earlier } = attempt;
    const wasTried = entry && earlier.length > 0;
    const sent = wasTried ? await findSent(key.form, entry, values, tools) : null;
    if (sent === 'unknown') {
      // Where the server has it after all, the person is shown both.
      left.push({ ...draft, value: { values, attempt: { ...attempt, earlier: [] } } });
    } else if (!sent || !entry) {
      left.push(draft);
    } else {
      const { isChanged } = sent;
      if (isChanged && instead) left.push({ ...draft, value: { values, attempt: instead } });
      else if (isChanged) await saveDraft({ ...key, slot: entry }, draft.value, [draft.id]);
      else await dropDraft(draft.id);
      former ??= { sentAt: sent.sentAt, isChanged: isChanged && !instead };
    }
  }
  return { drafts: left, former };
}

/** What became of an entry; null where it was never sent. */
async function findSent(
  form: string,
  entry: string,
  typed: RawValues,
  tools: Tools,
): Promise<FormerEntry | null | 'unknown'> {
  const { server, outbox } = tools;
  try {
    const waiting = await outbox?.find(subjectOf(form, entry));
    if (waiting) {
      const content = waiting.content as SubmitBody | undefined;
      return { sentAt: null, isChanged: await differs(typed, content?.values, tools) };
    }
    const sent = await server.newest(form, entry);
    return sent && { sentAt: sent.sentAt, isChanged: await differs(typed, sent.values, tools) };
  } catch {
    return 'unknown';
  }
}

async function differs(
  typed: RawValues,
  sent: Values | null | undefined,
  { clean }: Tools,
): Promise<boolean> {
  const values = await clean(typed);
  return !values || !sent || changedFields(sent, values).size > 0;
}
