import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api.ts';
import { loadValidator } from '../form-state.ts';
import { type DraftKey, loadDrafts } from '../offline/drafts.ts';
import { serverNow } from '../server-time.ts';
import type { RawValues } from '../values.ts';
import { type Attempt, beginEdit, type Draft } from './attempt.ts';
import type { EditTarget } from './form-target.ts';
import { type FormerEntry, setFormerAside } from './former-entry.ts';
import { keepKnownFields, type Report } from './forms.ts';
import { useOutbox } from './outbox-provider.tsx';
import { recordsOf } from './queries.ts';
import { reportServer } from './report-server.ts';
import { useParticipant } from './session.ts';

export type Start = {
  attempt: Attempt;
  /** Where the edit begins that takes the place of what was resumed. */
  fresh: Attempt;
  values: RawValues;
  /** What the server has now. */
  existing: Report | null;
  /** The stored version that the values were not made from, to be shown beside them. */
  newer: Report | null;
  /** The values come from a draft or from the outbox. */
  resumed: boolean;
  draftKey: DraftKey;
  /** The draft that the edit goes on with. */
  draft: string | null;
  /** The values were typed and could not be stored in time. */
  unsaved: boolean;
  /** What became of the new entry that was begun before, where it was sent. */
  former: FormerEntry | null;
};

/**
 * Where editing begins. Null while that is being found out; an error when the server refuses to say.
 */
export function useEditorStart({ form, target }: Pick<EditTarget, 'form' | 'target'>) {
  const { account, mine, overview } = useParticipant();
  const { outbox } = useOutbox();
  const code = form.definition.code;
  const { slot } = target;
  const records = useQuery(recordsOf(account, code, slot));
  // Where the server gives no answer nobody knows whether there is a report already; it will tell.
  const isUnanswered = records.error instanceof ApiProblem && !records.error.isFromServer;
  const known = records.data !== undefined || isUnanswered;
  const [start, setStart] = useState<Start | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed must not be replaced when the answer is refreshed
  useEffect(() => {
    if (!known || start) return;
    let wanted = true;
    const existing = records.data?.reports[0] ?? null;
    const draftKey = { account, form: code, slot };
    const { zone } = mine.definition;
    const { milestones } = overview;
    const clean = async (values: RawValues) => {
      const validate = await loadValidator(form.definition);
      const now = new Date(serverNow());
      const checked = validate(values, { today: target.day, now, zone, milestones });
      return checked.ok ? checked.values : null;
    };
    let former: FormerEntry | null = null;
    const loadOwn = async () => {
      const stored = await loadDrafts<Draft>(draftKey);
      if (slot !== 'new') return stored;
      const { day, entry } = target;
      const fresh = { day, basedOn: 0, earlier: [], ...(entry && { entry }) };
      const instead = form.policy.change === 'never' ? fresh : null;
      const tools = { server: reportServer(account), outbox, clean, instead };
      const apart = await setFormerAside(draftKey, stored, tools);
      former = apart.former;
      return apart.drafts;
    };
    const sources = { outbox, loadDrafts: loadOwn };
    void beginEdit(sources, code, target, existing).then(
      ({ attempt, fresh, values, newer, typed }) => {
        if (!wanted) return;
        const first = values ?? (existing?.values as RawValues | undefined) ?? {};
        setStart({
          ...{ attempt, fresh, existing, draftKey },
          values: keepKnownFields(form.definition, first),
          newer: newer ?? null,
          resumed: values !== undefined,
          draft: typed?.id ?? null,
          unsaved: typed?.unsaved === true,
          former,
        });
      },
    );
    return () => {
      wanted = false;
    };
  }, [known, start]);

  return {
    start,
    /** Submitted already, and never changed by the person: it is only shown. */
    closed: (form.policy.change === 'never' && start?.existing) || null,
    error: known ? null : records.error,
    retry: () => void records.refetch(),
  };
}
