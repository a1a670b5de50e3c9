import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { ErrorState } from '../../shared/antd/pc-parts.tsx';
import { ReportingCalendar, visibleDays } from '../../shared/antd/reporting-calendar.tsx';
import { calendarStart, canOpenDay } from '../../shared/participant/days.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { daysOf } from '../../shared/participant/queries.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';

/** The person's done and missed days, month by month (SPEC G4.3). */
export function DayCalendar(props: {
  form: PublishedForm;
  chosen?: Day | undefined;
  onOpen: (day: Day) => void;
}) {
  const { form, chosen, onOpen } = props;
  const { account, overview } = useParticipant();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const start = chosen ?? calendarStart(overview, today);
  const [month, setMonth] = useState(start.slice(0, 7));
  const shown = visibleDays(month);
  const days = useQuery({
    ...daysOf(account, shown[0] ?? today, shown.at(-1) ?? today),
    placeholderData: (before) => before,
  });
  if (days.error && !days.data) {
    return <ErrorState error={days.error} retry={() => void days.refetch()} />;
  }
  return (
    <ReportingCalendar
      days={days.data ?? []}
      today={today}
      chosen={chosen ?? (start === today ? undefined : start)}
      canOpen={(_, state) => canOpenDay(form.policy, state)}
      onOpen={onOpen}
      onMonth={setMonth}
    />
  );
}
