import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { Field } from '../../../forms/definition.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { type Path, valueAt } from '../shell/paths.ts';
import styles from '../shell/properties.module.css';
import { useTold } from '../shell/use-told.ts';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';

type Bound = {
  today?: number;
  on?: string;
  now?: number;
  at?: string;
  field?: string;
  plusDays?: number;
  otherwise?: unknown;
};

type Kind = 'none' | 'today' | 'on' | 'now' | 'at' | 'field';

/** How a bound of each kind of date begins. */
const kinds = {
  day: ['none', 'today', 'on', 'field'],
  instant: ['none', 'now', 'at', 'field'],
} as const satisfies Record<string, readonly Kind[]>;

function kindOf(bound: Bound | undefined): Kind {
  if (!bound) return 'none';
  return (['today', 'on', 'now', 'at', 'field'] as const).find((kind) => kind in bound) ?? 'none';
}

/** The earliest or latest day or moment of a date: from the day of filling in, fixed, or by another field. */
export function BoundEditor(props: {
  id: string;
  label: string;
  path: Path;
  of: 'day' | 'instant';
  /** The dates of the form, but for this one. */
  dates: readonly Field[];
}) {
  const { id, label, path, of, dates } = props;
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const bound = valueAt(history.now, path) as Bound | undefined;
  const kind = kindOf(bound);
  const set = (value: Bound | undefined) => act({ type: 'set', path, value });
  const begin = (next: Kind): Bound | undefined => {
    if (next === 'none') return undefined;
    if (next === 'today') return { today: 0 };
    if (next === 'now') return { now: 0 };
    if (next === 'on') return { on: dayjs().format('YYYY-MM-DD') };
    if (next === 'at') return { at: dayjs().startOf('hour').toISOString() };
    return { field: dates[0]?.code ?? '' };
  };
  return (
    <div className={styles.bound}>
      <Select
        id={id}
        disabled={isFixed}
        value={kind}
        options={kinds[of].map((value) => ({
          value,
          label: t(`bound_${value}`),
          disabled: value === 'field' && dates.length === 0,
        }))}
        onChange={(next) => set(begin(next))}
      />
      {bound && <BoundValue {...{ label, bound, kind, dates, set }} disabled={isFixed} />}
    </div>
  );
}

function BoundValue(props: {
  label: string;
  bound: Bound;
  kind: Kind;
  dates: readonly Field[];
  disabled: boolean;
  set: (bound: Bound) => void;
}) {
  const { label, bound, kind, dates, disabled, set } = props;
  const t = useWords(builderWords);
  const told = useTold();
  const lang = useLang();
  switch (kind) {
    case 'today':
    case 'now':
      return (
        <InputNumber
          {...{ disabled }}
          aria-label={told(label, t(kind === 'today' ? 'days' : 'hours'))}
          suffix={t(kind === 'today' ? 'days' : 'hours')}
          value={bound[kind] ?? 0}
          onChange={(typed) => typed !== null && set({ [kind]: typed })}
        />
      );
    case 'on':
      return (
        <DatePicker
          {...{ disabled }}
          aria-label={label}
          allowClear={false}
          value={dayjs(bound.on)}
          onChange={(day) => day && set({ on: day.format('YYYY-MM-DD') })}
        />
      );
    case 'at':
      return (
        <Input
          {...{ disabled }}
          aria-label={label}
          value={bound.at ?? ''}
          onChange={(event) => set({ at: event.target.value })}
        />
      );
    case 'field':
      return (
        <Select
          {...{ disabled }}
          aria-label={told(label, t('field'))}
          value={bound.field ?? ''}
          options={dates.map((field) => ({
            value: field.code,
            label: field.label[lang] || field.code,
          }))}
          // What the bound adds, and what counts while the other is empty, stays as it is.
          onChange={(field) => set({ ...bound, field })}
        />
      );
    default:
      return null;
  }
}
