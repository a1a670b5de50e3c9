import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { addDays, isDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { dayOfBound } from '../../../forms/fields/date.ts';
import { instantOfWall, wallTime } from '../../../forms/wall-time.ts';
import { useFormContext } from '../form-context.ts';
import { localZone, zoneName } from '../format.ts';
import { useLang, useWords } from '../i18n.ts';
import { readDay, readWall, useTypedDate } from '../typed-date.ts';
import styles from './date-widgets.module.css';
import frame from './field-frame.module.css';
import type { WidgetProps } from './widget.ts';
import widths from './widths.module.css';
import { words } from './words.ts';

/**
 * What a picker gives to `onCalendarChange`, at once when it is typed, picked or taken out. Its `onChange`
 * comes as late as some frames after it was left, when the form may have been sent.
 */
function oneOf(picked: Dayjs | Dayjs[] | null): Dayjs | null {
  return Array.isArray(picked) ? (picked[0] ?? null) : picked;
}

const DAY = 'YYYY-MM-DD';

function isWithin(day: Day, min: Day | null, max: Day | null): boolean {
  return (min === null || day >= min) && (max === null || day <= max);
}

export function DateWidget(props: WidgetProps<'date'>) {
  const { id, field, value, describedBy, onChange, onLeave } = props;
  const { today, zone } = useFormContext();
  const t = useWords(words);
  const min = dayOfBound(field.min, { today, zone }, props);
  const max = dayOfBound(field.max, { today, zone }, props);
  const day = isDay(value) ? dayjs(value) : null;
  const presets = [
    { label: t('today'), value: dayjs(today) },
    { label: t('yesterday'), value: dayjs(addDays(today, -1)) },
  ];
  const { onInput, onTaken, onBlur } = useTypedDate({ read: readDay, onChange, onLeave });
  return (
    <span onInput={onInput}>
      <DatePicker
        id={id}
        className={widths.short}
        value={day}
        previewValue={false}
        disabled={props.disabled}
        // The browser's own "today" may be another day than the programme's.
        defaultPickerValue={dayjs(today)}
        showNow={false}
        // Days that can be picked; of one that is typed the form says what is wrong.
        {...(min !== null && { minDate: dayjs(min) })}
        {...(max !== null && { maxDate: dayjs(max) })}
        presets={presets.filter(({ value }) => isWithin(value.format(DAY), min, max))}
        placeholder={(day === null && unread(value)) || t('chooseDate')}
        aria-describedby={describedBy}
        {...(props.invalid && { status: 'error' })}
        onCalendarChange={(picked) => {
          onTaken();
          onChange(oneOf(picked)?.format(DAY));
        }}
        onChange={onLeave}
        onBlur={onBlur}
      />
    </span>
  );
}

/** What was typed and is no date, so that the person sees what is told to be wrong. */
function unread(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const WALL = 'YYYY-MM-DDTHH:mm:00';

/** Typed in the zone of whoever types, which is named beside it, and kept as an instant. */
export function DateTimeWidget(props: WidgetProps<'datetime'>) {
  const { id, value, describedBy, onChange, onLeave } = props;
  const { today, typingZone = localZone() } = useFormContext();
  const t = useWords(words);
  const lang = useLang();
  const wall = wallTime(value, typingZone);
  const read = (text: string) => {
    const typed = readWall(text);
    return typed && instantOfWall(typed, typingZone);
  };
  const { onInput, onTaken, onBlur } = useTypedDate({ read, onChange, onLeave });
  return (
    <span className={styles.dateTime} onInput={onInput}>
      <DatePicker
        id={id}
        className={widths.short}
        showTime={{ format: 'HH:mm' }}
        // What was picked stays when the person goes on without pressing the picker's own button.
        needConfirm={false}
        format="YYYY-MM-DD HH:mm"
        value={wall === null ? null : dayjs(wall)}
        previewValue={false}
        disabled={props.disabled}
        defaultPickerValue={dayjs(`${today}T08:00:00`)}
        showNow={false}
        placeholder={(wall === null && unread(value)) || t('chooseTime')}
        aria-describedby={describedBy}
        {...(props.invalid && { status: 'error' })}
        onCalendarChange={(picked) => {
          onTaken();
          const time = oneOf(picked);
          onChange(time ? instantOfWall(time.format(WALL), typingZone) : undefined);
        }}
        onChange={onLeave}
        onBlur={onBlur}
      />
      <span className={frame.hint}>{t('zoneNote', { zone: zoneName(typingZone, lang) })}</span>
    </span>
  );
}
