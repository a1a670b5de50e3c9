import { Checkbox, DatePicker, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { addDays, isDay } from '../../../forms/days.ts';
import type { Option } from '../../../forms/definition.ts';
import { useFormContext } from '../form-context.ts';
import { localZone, zoneName } from '../format.ts';
import { useLang, useWords } from '../i18n.ts';
import styles from './choice-widgets.module.css';
import frame from './field-frame.module.css';
import { instantOfWall, wallTime } from './wall-time.ts';
import type { WidgetProps } from './widget.ts';
import widths from './widths.module.css';
import { words } from './words.ts';

/** The label of a group of radios or boxes names the whole of it. */
function groupMarks({ id, describedBy }: { id: string; describedBy: string | undefined }) {
  return { 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy };
}

export function YesNoWidget(props: WidgetProps<'yesno'>) {
  const t = useWords(words);
  return (
    <Radio.Group
      {...groupMarks(props)}
      id={props.id}
      value={props.value}
      disabled={props.disabled}
      optionType="button"
      buttonStyle="solid"
      className={props.invalid ? `${styles.yesNo} ${styles.invalid}` : styles.yesNo}
      options={[
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ]}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

/** So few that all of them are seen at once. */
const AT_ONCE = 5;

export function ChoiceWidget(props: WidgetProps<'choice'>) {
  const { field, id, value } = props;
  const t = useWords(words);
  const lang = useLang();
  const options = labelled(field.options, lang);
  if (field.options.length <= AT_ONCE) {
    return (
      <Radio.Group
        {...groupMarks(props)}
        id={id}
        className={styles.options}
        value={value}
        disabled={props.disabled}
        options={options}
        onChange={(event) => props.onChange(event.target.value)}
      />
    );
  }
  return (
    <Select
      id={id}
      className={widths.wide}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={typeof value === 'string' ? value : undefined}
      disabled={props.disabled}
      options={options}
      placeholder={t('choose')}
      aria-labelledby={`${id}-label`}
      aria-describedby={props.describedBy}
      {...(props.invalid && { status: 'error' })}
      onChange={(code: string | undefined) => props.onChange(code)}
      onBlur={props.onLeave}
    />
  );
}

export function ChoicesWidget(props: WidgetProps<'choices'>) {
  const lang = useLang();
  return (
    <Checkbox.Group
      {...groupMarks(props)}
      className={styles.choices}
      value={Array.isArray(props.value) ? props.value : []}
      disabled={props.disabled}
      options={labelled(props.field.options, lang)}
      onChange={(codes) => props.onChange(codes)}
    />
  );
}

function labelled(options: readonly Option[], lang: 'zh' | 'en') {
  return options.map((option) => ({ value: option.code, label: option.label[lang] }));
}

/**
 * What a picker gives to `onCalendarChange`, at once when it is typed, picked or taken out. Its `onChange`
 * comes as late as some frames after it was left, when the form may have been sent.
 */
function oneOf(picked: Dayjs | Dayjs[] | null): Dayjs | null {
  return Array.isArray(picked) ? (picked[0] ?? null) : picked;
}

export function DateWidget(props: WidgetProps<'date'>) {
  const { id, value, describedBy } = props;
  const { today } = useFormContext();
  const t = useWords(words);
  return (
    <DatePicker
      id={id}
      className={widths.short}
      value={isDay(value) ? dayjs(value) : null}
      disabled={props.disabled}
      // The browser's own "today" may be another day than the programme's.
      defaultPickerValue={dayjs(today)}
      showNow={false}
      presets={[
        { label: t('today'), value: dayjs(today) },
        { label: t('yesterday'), value: dayjs(addDays(today, -1)) },
      ]}
      placeholder={t('chooseDate')}
      aria-describedby={describedBy}
      {...(props.invalid && { status: 'error' })}
      onCalendarChange={(picked) => props.onChange(oneOf(picked)?.format('YYYY-MM-DD'))}
      onChange={props.onLeave}
      onBlur={props.onLeave}
    />
  );
}

const WALL = 'YYYY-MM-DDTHH:mm:00';

/** Typed in the zone of whoever types, which is named beside it, and kept as an instant. */
export function DateTimeWidget(props: WidgetProps<'datetime'>) {
  const { id, value, describedBy } = props;
  const { today, typingZone = localZone() } = useFormContext();
  const t = useWords(words);
  const lang = useLang();
  const wall = wallTime(value, typingZone);
  return (
    <span className={styles.dateTime}>
      <DatePicker
        id={id}
        className={widths.short}
        showTime={{ format: 'HH:mm' }}
        // What was picked stays when the person goes on without pressing the picker's own button.
        needConfirm={false}
        format="YYYY-MM-DD HH:mm"
        value={wall === null ? null : dayjs(wall)}
        disabled={props.disabled}
        defaultPickerValue={dayjs(`${today}T08:00:00`)}
        showNow={false}
        placeholder={t('chooseTime')}
        aria-describedby={describedBy}
        {...(props.invalid && { status: 'error' })}
        onCalendarChange={(picked) => {
          const time = oneOf(picked);
          props.onChange(time ? instantOfWall(time.format(WALL), typingZone) : undefined);
        }}
        onChange={props.onLeave}
        onBlur={props.onLeave}
      />
      <span className={frame.hint}>{t('zoneNote', { zone: zoneName(typingZone, lang) })}</span>
    </span>
  );
}

export function DeclarationWidget(props: WidgetProps<'declaration'>) {
  const lang = useLang();
  return (
    <Checkbox
      id={props.id}
      className={styles.tick}
      checked={props.value === true}
      disabled={props.disabled}
      aria-invalid={props.invalid || undefined}
      aria-describedby={props.describedBy}
      onChange={(event) => props.onChange(event.target.checked || undefined)}
    >
      {props.field.text[lang]}
    </Checkbox>
  );
}
