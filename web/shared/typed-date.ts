import { type FocusEvent, type FormEvent, useRef } from 'react';
import { isDay } from '../../forms/days.ts';
import type { Day } from '../../forms/definition.ts';

const DATE = String.raw`(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))`;
const ONLY_DATE = new RegExp(`^${DATE}$`);
const DATE_AND_TIME = new RegExp(String.raw`^${DATE}[\sT,，]*(\d{1,2})[:：.](\d{2})$`);

/** The day that is meant by `2024/4/5`, `2024年4月5日`, `2024.04.05`, `20240405`. Null for anything else. */
export function readDay(text: string): Day | null {
  const found = ONLY_DATE.exec(text.trim());
  return found && dayOf(found);
}

/** A day and a time on the same clock, as `YYYY-MM-DDTHH:mm:00`; the day as `readDay` takes it. */
export function readWall(text: string): string | null {
  const found = DATE_AND_TIME.exec(text.trim());
  const day = found && dayOf(found);
  const [hours = '', minutes = ''] = found?.slice(6) ?? [];
  if (!day || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${day}T${hours.padStart(2, '0')}:${minutes}:00`;
}

function dayOf([, year, month, date, fixedMonth, fixedDate]: RegExpExecArray): Day | null {
  const parts = [year ?? '', month ?? fixedMonth ?? '', date ?? fixedDate ?? ''];
  const day = parts.map((part) => part.padStart(2, '0')).join('-');
  // Pickers take a year of few digits for one of the last century.
  return isDay(day) && day >= '0100' ? day : null;
}

type Typing = {
  /** The value that is meant by a text; null where none is. */
  read: (text: string) => string | null;
  onChange: (value: string | undefined) => void;
  onLeave: () => void;
};

/**
 * A picker takes a date over that is typed in its own way of writing, and when it is left forgets every
 * other text, also that there is none any more. Here such a text is read, or becomes the value, so that the
 * form says what is wrong with it. `onInput` is for an element around the picker, which must show nothing
 * but what is typed or taken.
 */
export function useTypedDate({ read, onChange, onLeave }: Typing) {
  const typed = useRef<string | null>(null);
  return {
    onInput: (event: FormEvent<HTMLElement>) => {
      typed.current = (event.target as HTMLInputElement).value;
    },
    /** The picker has a value of its own. */
    onTaken: () => {
      typed.current = null;
    },
    onBlur: ({ target }: FocusEvent<HTMLElement>) => {
      const text = typed.current?.trim();
      // The value may have been changed from elsewhere since.
      const isShown = (target as HTMLInputElement).value === typed.current;
      typed.current = null;
      if (text !== undefined && isShown) onChange(text === '' ? undefined : (read(text) ?? text));
      onLeave();
    },
  };
}
