import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { Day } from '../../../forms/definition.ts';
import { ApiProblem } from '../api.ts';
import { type DraftKey, loadDraft } from '../offline/drafts.ts';
import { findQueued } from '../offline/queue.ts';
import type { RawValues } from '../values.ts';
import type { Attempt } from './attempt.ts';
import { fitting, type PublishedForm, type ReportShown } from './forms.ts';
import { recordsOf } from './queries.ts';
import { useMember } from './session.ts';

/** What a draft holds beside the values: the report that it will become. */
export type Draft = { attempt: Attempt; values: RawValues };

/** Which report is edited. */
export type Target = { day: Day; slot: string; entry?: string };

export type Start = {
  attempt: Attempt;
  values: RawValues;
  /** What the server has now. */
  existing: ReportShown | null;
  /** The values come from a draft or from the queue. */
  resumed: boolean;
  draftKey: DraftKey;
};

/**
 * Where editing begins: what waits to be sent, else what was typed before, else what was sent,
 * else nothing. Null while that is being found out; an error when the server refuses to say.
 */
export function useEditorStart(form: PublishedForm, target: Target) {
  const { account } = useMember();
  const code = form.definition.code;
  const { day, slot, entry } = target;
  const records = useQuery(recordsOf(account, code, slot));
  // Without a network nobody knows whether there is a report already; the server will tell.
  const offline = records.error instanceof ApiProblem && records.error.status === 0;
  const known = records.data !== undefined || offline;
  const [start, setStart] = useState<Start | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed must not be replaced when the answer is refreshed
  useEffect(() => {
    if (!known || start) return;
    let wanted = true;
    const existing = records.data?.reports[0] ?? null;
    const draftKey = { account, form: code, slot };
    void resume(draftKey, day, existing?.version).then((resumed) => {
      if (!wanted) return;
      const fresh: Attempt = {
        ...{ id: newId(), day, basedOn: existing?.version ?? 0 },
        ...(entry && { entry }),
      };
      const values = resumed?.values ?? (existing?.values as RawValues | undefined) ?? {};
      setStart({
        ...{ existing, draftKey },
        attempt: resumed?.attempt ?? fresh,
        values: fitting(form.definition, values),
        resumed: resumed !== undefined,
      });
    });
    return () => {
      wanted = false;
    };
  }, [known, start]);

  return { start, error: known ? null : records.error, retry: () => void records.refetch() };
}

async function resume(
  key: DraftKey,
  day: Day,
  newest: number | undefined,
): Promise<Draft | undefined> {
  const queued = await findQueued(key.account, key.form, day);
  if (queued) {
    const { entry, values } = queued.report;
    // The person was told that there is a newer one, and goes on: this is to follow it.
    const overtaken = queued.entry.problem?.code === 'newer_version' && newest !== undefined;
    const { id } = queued.report;
    const basedOn = overtaken ? newest : queued.report.basedOn;
    return { attempt: { id, day, basedOn, ...(entry && { entry }) }, values };
  }
  return loadDraft<Draft>(key);
}
