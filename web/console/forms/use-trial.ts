import { useState } from 'react';
import { dayOf } from '../../../forms/days.ts';
import { useReportForm } from '../../shared/form-state.ts';
import { serverNow } from '../../shared/server-time.ts';
import type { Previewed } from './preview-page.tsx';

/** A form that is filled in for trial, with what its check says. */
export function useTrial({ definition, zone }: Previewed) {
  const form = useReportForm(definition, {}, () => {
    const now = new Date(serverNow());
    return { now, today: dayOf(now, zone), zone };
  });
  const [outcome, setOutcome] = useState<'good' | 'bad' | null>(null);
  const check = async () => setOutcome((await form.check()).ok ? 'good' : 'bad');
  return { form, outcome, check };
}
