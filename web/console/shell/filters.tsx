import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { Day } from '../../../forms/definition.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { DayRange } from './day-range.tsx';
import styles from './filters.module.css';
import { useProgramme } from './programme.tsx';
import { shellWords } from './words.ts';

export function GroupFilter(props: {
  value: string | undefined;
  onChange: (group: string | undefined) => void;
}) {
  const t = useWords(shellWords);
  const lang = useLang();
  const { definition } = useProgramme();
  return (
    <Select
      className={styles.group}
      aria-label={t('group')}
      value={props.value}
      placeholder={t('allGroups')}
      allowClear
      popupMatchSelectWidth={false}
      options={definition.groups.map(({ code, name }) => ({ value: code, label: name[lang] }))}
      onChange={(group: string | undefined) => props.onChange(group)}
    />
  );
}

/** One day; days after `last` cannot be chosen. */
export function DayFilter(props: {
  value: Day;
  last?: Day;
  label: string;
  onChange: (day: Day) => void;
}) {
  const { last } = props;
  return (
    <DatePicker
      aria-label={props.label}
      allowClear={false}
      showNow={false}
      value={dayjs(props.value)}
      {...(last && { disabledDate: (day) => day.format('YYYY-MM-DD') > last })}
      onChange={(day) => day && props.onChange(day.format('YYYY-MM-DD'))}
    />
  );
}

/** Days from and to, both included. With `onClear` there may be none. */
export function RangeFilter(props: {
  from: Day | undefined;
  to: Day | undefined;
  last?: Day;
  presets?: { label: string; from: Day; to: Day }[];
  onChange: (from: Day, to: Day) => void;
  onClear?: () => void;
}) {
  const t = useWords(shellWords);
  const { last, onClear } = props;
  return (
    <DayRange
      allowClear={onClear !== undefined}
      aria-label={`${t('from')} – ${t('to')}`}
      placeholder={[t('from'), t('to')]}
      value={props.from && props.to ? [dayjs(props.from), dayjs(props.to)] : null}
      presets={(props.presets ?? []).map(({ label, from, to }) => ({
        label,
        value: [dayjs(from), dayjs(to)],
      }))}
      {...(last && { disabledDate: (day) => day.format('YYYY-MM-DD') > last })}
      onChange={(range) => {
        if (!range) return onClear?.();
        const [from, to] = range.map((day) => day.format('YYYY-MM-DD')) as [Day, Day];
        props.onChange(from, to);
      }}
    />
  );
}
