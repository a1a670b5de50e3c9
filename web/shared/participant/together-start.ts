import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { dropDraft, loadDrafts } from '../offline/drafts.ts';
import type { RawValues } from '../values.ts';
import type { Attempt } from './attempt.ts';
import type { PublishedForm } from './forms.ts';
import { useOutbox } from './outbox-provider.tsx';
import { missedOf } from './queries.ts';
import { useParticipant } from './session.ts';
import {
  dayRow,
  dayRows,
  daysToFill,
  MOST_DAYS,
  type TogetherForm,
  togetherForm,
  withDay,
} from './together.ts';

/** What a draft stores. */
type TogetherDraft = {
  days: Day[];
  values: RawValues;
  /** What may have reached the server of each day. */
  attempts: { [day: Day]: Attempt };
};

export type TogetherStart = {
  together: TogetherForm;
  /** The days that can be chosen, oldest first. */
  days: Day[];
  draft: { id: string; value: TogetherDraft } | null;
};

/** Of one person and form there is one such edit. */
export const togetherKey = (account: string, { definition }: PublishedForm) => ({
  ...{ account, form: definition.code, slot: 'together' },
});

/**
 * Where filling in several missed days begins; null while that is being found out. What was typed for days
 * that have been reported since is not brought back.
 */
export function useTogetherStart(form: PublishedForm) {
  const { account } = useParticipant();
  const { outbox } = useOutbox();
  const missed = useQuery(missedOf(account));
  const together = useMemo(() => togetherForm(form), [form]);
  const [start, setStart] = useState<TogetherStart | null>(null);
  const { data } = missed;
  useEffect(() => {
    if (!together || !data || start) return;
    let wanted = true;
    const begin = async () => {
      const entries = (await outbox?.list().catch(() => [])) ?? [];
      const waiting = entries.flatMap(({ about, settledAt }) =>
        about.form === form.definition.code && settledAt === undefined ? [about.day ?? ''] : [],
      );
      const days = data.canBackfill ? daysToFill(data.days, waiting) : [];
      const [newest, ...older] = await loadDrafts<TogetherDraft>(togetherKey(account, form));
      if (!wanted) return;
      // What another tab typed before is done with.
      void dropDraft(...older.map(({ id }) => id));
      setStart({ together, days, draft: newest ? stillOpen(newest, days) : null });
    };
    void begin();
    return () => {
      wanted = false;
    };
  }, [together, data, start, outbox, account, form]);
  return {
    start,
    /** The form is filled in day by day alone. */
    closed: together === null,
    error: data ? null : missed.error,
    retry: () => void missed.refetch(),
  };
}

function stillOpen({ id, value }: { id: string; value: TogetherDraft }, open: Day[]) {
  const days = value.days.filter((day) => open.includes(day));
  const { [dayRows]: _, ...shared } = value.values;
  const typed = days.reduce((next, day) => withDay(next, day, dayRow(value, day)), {
    days: [] as Day[],
    values: shared as RawValues,
  });
  return { id, value: { ...value, ...typed } };
}

/** Everything that is still open is chosen at first, as far as it goes at one go. */
export function beginningOf({ days, draft }: TogetherStart): { days: Day[]; values: RawValues } {
  if (draft) return draft.value;
  return days
    .slice(0, MOST_DAYS)
    .reduce((next, day) => withDay(next, day), { days: [] as Day[], values: {} as RawValues });
}
