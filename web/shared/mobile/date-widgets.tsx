import type { ReactNode } from 'react';
import { addDays, isDay } from '../../../forms/days.ts';
import type { Day, DayBound } from '../../../forms/definition.ts';
import { useFormContext } from '../form-context.ts';
import { formatDay, formatInstant, isElsewhere, zoneName } from '../format.ts';
import { useLang, useWords } from '../i18n.ts';
import fieldStyles from '../phone/field.module.css';
import styles from './date-widgets.module.css';
import { controlProps, type WidgetProps } from './widget.ts';
import { words } from './words.ts';

/**
 * The phone's own picker, which people know and which reads itself aloud, under a text of ours: a
 * browser writes dates in its own language, which need not be the one chosen here.
 */
function PickerFrame(props: {
  text: string | null;
  placeholder: string;
  onClear: (() => void) | null;
  children: ReactNode;
}) {
  const t = useWords(words);
  const { text, placeholder, onClear, children } = props;
  return (
    <span className={styles.picker}>
      {children}
      <span className={text ? styles.text : `${styles.text} ${styles.empty}`} aria-hidden="true">
        {text ?? placeholder}
      </span>
      {onClear && (
        <button type="button" className={styles.clear} aria-label={t('clear')} onClick={onClear}>
          ×
        </button>
      )}
    </span>
  );
}

function openPicker(event: { currentTarget: HTMLInputElement }): void {
  try {
    event.currentTarget.showPicker?.();
  } catch {
    // Not every browser lets a page open it; typing works everywhere.
  }
}

/** A bound that is known without looking at other fields; the validator knows the others. */
function dayOfBound(bound: DayBound | undefined, today: Day): Day | undefined {
  if (!bound) return undefined;
  if ('on' in bound) return bound.on;
  return 'today' in bound ? addDays(today, bound.today) : undefined;
}

export function DateWidget(props: WidgetProps<'date'>) {
  const { field, value, onChange } = props;
  const { today } = useFormContext();
  const lang = useLang();
  const t = useWords(words);
  const day = isDay(value) ? value : null;
  return (
    <PickerFrame
      text={day && formatDay(day, lang)}
      placeholder={t('chooseDate')}
      onClear={day && !props.field.required ? () => onChange(undefined) : null}
    >
      <input
        {...controlProps(props)}
        className={`${fieldStyles.input} ${styles.input}`}
        type="date"
        min={dayOfBound(field.min, today)}
        max={dayOfBound(field.max, today)}
        value={day ?? ''}
        onClick={openPicker}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </PickerFrame>
  );
}

/** An instant as the input wants it: this device's own wall clock. */
function wallOf(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) return '';
  const offset = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offset).toISOString().slice(0, 16);
}

function instantOf(wall: string): string | undefined {
  const time = Date.parse(wall);
  return wall === '' || Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

export function DateTimeWidget(props: WidgetProps<'datetime'>) {
  const { value, onChange } = props;
  const { zone } = useFormContext();
  const lang = useLang();
  const t = useWords(words);
  const wall = wallOf(value);
  const instant = instantOf(wall);
  const beside =
    instant && isElsewhere(zone, Date.parse(instant))
      ? `${formatInstant(instant, lang, undefined, zone)} ${zoneName(zone, lang)}`
      : null;
  return (
    <>
      <PickerFrame
        text={instant ? formatInstant(instant, lang) : null}
        placeholder={t('chooseTime')}
        onClear={instant && !props.field.required ? () => onChange(undefined) : null}
      >
        <input
          {...controlProps(props)}
          className={`${fieldStyles.input} ${styles.input}`}
          type="datetime-local"
          value={wall}
          onClick={openPicker}
          onChange={(event) => onChange(instantOf(event.target.value))}
        />
      </PickerFrame>
      {beside && <span className={fieldStyles.hint}>{t('beside', { time: beside })}</span>}
    </>
  );
}
