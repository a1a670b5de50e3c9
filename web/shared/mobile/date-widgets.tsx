import { DatePicker } from 'antd-mobile';
import { useState } from 'react';
import { isDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { dayOfBound } from '../../../forms/fields/date.ts';
import { useFormContext } from '../form-context.ts';
import { formatDay, formatInstant, isElsewhere, zoneName } from '../format.ts';
import { type Lang, useLang, useWords } from '../i18n.ts';
import fieldStyles from '../phone/field.module.css';
import { readDay, readWall } from '../typed-date.ts';
import styles from './date-widgets.module.css';
import { useWheelNames } from './wheel-names.ts';
import { controlProps, type WidgetProps } from './widget.ts';
import { words } from './words.ts';

/** Days that are worth choosing where the form has no bound, for dates of birth as well as plans. */
const MOST_YEARS_BACK = 110;
const MOST_YEARS_AHEAD = 10;

const WALL = 16;

/** The same place on this device's clock, which is the one that the picker goes by. */
const localDate = (wall: string) => new Date(wall.length === 10 ? `${wall}T00:00` : wall);

/** What this device's clock shows, as `YYYY-MM-DDTHH:mm`. */
function wallOf(date: Date): string {
  const offset = date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - offset).toISOString().slice(0, WALL);
}

type PickerFieldProps = {
  widget: WidgetProps<'date'> | WidgetProps<'datetime'>;
  precision: 'day' | 'minute';
  /** The value in the words of the page, where there is one. */
  text: string | null;
  /** The value as it is typed; also what was typed and means nothing. */
  typed: string;
  placeholder: string;
  min: Day | undefined;
  max: Day | undefined;
  /** What the picker begins with where there is no value. */
  start: string;
  onType: (text: string) => void;
  onPick: (wall: string) => void;
};

/**
 * A field whose picker speaks the language of the page, whatever that of the browser is. It opens at a
 * touch; who has a keyboard can type into the field as well.
 */
function PickerField(props: PickerFieldProps) {
  const { widget, precision, text, placeholder, min, max, start } = props;
  const { today } = useFormContext();
  const lang = useLang();
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  const [typing, setTyping] = useState<string | null>(null);
  useWheelNames(open);
  const year = Number(today.slice(0, 4));
  const control = controlProps(widget);
  const value = readDay(props.typed) ?? readWall(props.typed);
  const isShown = typing === null;
  return (
    <span className={styles.picker}>
      <input
        {...control}
        className={fieldStyles.input}
        type="text"
        // The picker is opened instead of a keyboard on the screen.
        inputMode="none"
        autoComplete="off"
        value={typing ?? props.typed}
        onClick={() => setOpen(true)}
        onChange={({ target }) => {
          setTyping(target.value);
          props.onType(target.value.trim());
        }}
        onBlur={() => {
          setTyping(null);
          control.onBlur();
        }}
      />
      {isShown && (
        <span className={text ? styles.text : `${styles.text} ${styles.empty}`} aria-hidden="true">
          {text ?? (props.typed || placeholder)}
        </span>
      )}
      {text && !widget.field.required && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('clear')}
          onClick={() => widget.onChange(undefined)}
        >
          ×
        </button>
      )}
      <DatePicker
        visible={open}
        destroyOnClose
        precision={precision}
        title={placeholder}
        value={localDate(value ?? start)}
        min={localDate(min ?? `${year - MOST_YEARS_BACK}-01-01`)}
        max={localDate(max ? `${max}T23:59` : `${year + MOST_YEARS_AHEAD}-12-31T23:59`)}
        renderLabel={(type, number) => partLabel(type, number, lang)}
        onClose={() => setOpen(false)}
        onConfirm={(date) => {
          setTyping(null);
          props.onPick(wallOf(date));
        }}
      />
    </span>
  );
}

const units: Partial<Record<string, string>> = {
  ...{ year: '年', month: '月', day: '日', hour: '时', minute: '分' },
};

function partLabel(type: string, number: number, lang: Lang): string {
  if (lang === 'zh') return `${number}${units[type] ?? ''}`;
  if (type === 'month') {
    const month = new Date(Date.UTC(2024, number - 1, 1));
    return month.toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' });
  }
  return type === 'hour' || type === 'minute' ? String(number).padStart(2, '0') : String(number);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

export function DateWidget(props: WidgetProps<'date'>) {
  const { field, value, onChange } = props;
  const { today, zone } = useFormContext();
  const lang = useLang();
  const t = useWords(words);
  const min = dayOfBound(field.min, { today, zone }, props);
  const max = dayOfBound(field.max, { today, zone }, props);
  return (
    <PickerField
      widget={props}
      precision="day"
      text={isDay(value) ? formatDay(value, lang) : null}
      typed={textOf(value)}
      placeholder={t('chooseDate')}
      min={min ?? undefined}
      // Of bounds that leave no day the picker can keep only one; the validator says the rest.
      max={min !== null && max !== null && min > max ? undefined : (max ?? undefined)}
      start={today}
      onType={(text) => onChange(text === '' ? undefined : (readDay(text) ?? text))}
      onPick={(wall) => onChange(wall.slice(0, 10))}
    />
  );
}

export function DateTimeWidget(props: WidgetProps<'datetime'>) {
  const { value, onChange } = props;
  const { today, zone } = useFormContext();
  const lang = useLang();
  const t = useWords(words);
  const time = Date.parse(textOf(value));
  const instant = Number.isNaN(time) ? null : new Date(time).toISOString();
  const beside =
    instant && isElsewhere(zone, time)
      ? `${formatInstant(instant, lang, undefined, zone)} ${zoneName(zone, lang)}`
      : null;
  const onType = (text: string) => {
    const wall = readWall(text);
    onChange(wall ? localDate(wall).toISOString() : text || undefined);
  };
  return (
    <>
      <PickerField
        widget={props}
        precision="minute"
        text={instant ? formatInstant(instant, lang) : null}
        typed={instant ? wallOf(new Date(time)).replace('T', ' ') : textOf(value)}
        placeholder={t('chooseTime')}
        min={undefined}
        max={undefined}
        start={`${today}T08:00`}
        onType={onType}
        onPick={(wall) => onChange(localDate(wall).toISOString())}
      />
      {beside && <span className={fieldStyles.hint}>{t('beside', { time: beside })}</span>}
    </>
  );
}
