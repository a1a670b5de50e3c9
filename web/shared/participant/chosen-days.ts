import { useRef, useState } from 'react';
import type { Day } from '../../../forms/definition.ts';
import type { ReportForm } from '../form-state.ts';
import type { RawValues } from '../values.ts';
import { dayRow, dayRows, MOST_DAYS, withDay } from './together.ts';

/** The chosen days, each with its row in the form. What was typed for a day comes back with it. */
export function useChosenDays(filling: ReportForm, first: readonly Day[]) {
  const [days, setDays] = useState<readonly Day[]>(first);
  const before = useRef(new Map<Day, RawValues>());
  const typed = { days, values: filling.values };
  const remove = (gone: readonly Day[]) => {
    for (const day of gone) before.current.set(day, dayRow(typed, day));
    const indexes = gone.map((day) => days.indexOf(day)).filter((index) => index >= 0);
    for (const index of indexes.toSorted((a, b) => b - a)) filling.removeRow(dayRows, index);
    setDays(days.filter((day) => !gone.includes(day)));
  };
  const add = (more: readonly Day[]) => {
    const room = more.filter((day) => !days.includes(day)).slice(0, MOST_DAYS - days.length);
    const next = room.reduce((now, day) => withDay(now, day, before.current.get(day)), typed);
    filling.set(dayRows, next.values[dayRows as keyof typeof next.values]);
    setDays(next.days);
  };
  return {
    days,
    remove,
    choose: (day: Day, wanted: boolean) => (wanted ? add([day]) : remove([day])),
    chooseAll: (all: readonly Day[]) => add(all),
    /** No more days can be chosen. */
    isFull: days.length >= MOST_DAYS,
    startOver: () => {
      before.current.clear();
      const empty = days.reduce((next, day) => withDay(next, day), {
        ...{ days: [] as Day[], values: {} as RawValues },
      });
      filling.reset(empty.values);
    },
  };
}
