import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { Field } from '../../../forms/definition.ts';
import { instantOfWall, wallTime } from '../../../forms/wall-time.ts';
import { zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { serverNow } from '../../shared/server-time.ts';
import { type Path, valueAt } from '../shell/paths.ts';
import { todayOf, useProgramme } from '../shell/programme.tsx';
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
  otherwise?: Bound;
};

type Kind = 'none' | 'today' | 'on' | 'now' | 'at' | 'field';

/** How a bound of each kind of date begins, and what may count while another field is empty. */
const kinds = {
  day: ['none', 'today', 'on', 'field'],
  instant: ['none', 'now', 'at', 'field'],
  otherwise: ['none', 'today', 'on'],
} as const satisfies Record<string, readonly Kind[]>;

/** As many days or hours as a bound may lie from the moment of filling in, or from another date. */
const most = { days: 36_600, hours: 24 * 36_600 };

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
  const { path, ...shown } = props;
  const { history, act } = useBuilder();
  return (
    <BoundChoice
      {...shown}
      bound={valueAt(history.now, path) as Bound | undefined}
      onChange={(value) => act({ type: 'set', path, value })}
    />
  );
}

type ChoiceProps = {
  id: string;
  label: string;
  of: keyof typeof kinds;
  dates: readonly Field[];
  bound: Bound | undefined;
  onChange: (bound: Bound | undefined) => void;
};

function BoundChoice({ id, label, of, dates, bound, onChange }: ChoiceProps) {
  const t = useWords(builderWords);
  const { isFixed } = useBuilder();
  const programme = useProgramme();
  const kind = kindOf(bound);
  const begin = (next: Kind): Bound | undefined => {
    if (next === 'none') return undefined;
    if (next === 'today') return { today: 0 };
    if (next === 'now') return { now: 0 };
    if (next === 'on') return { on: todayOf(programme) };
    if (next === 'at') return { at: dayjs(serverNow()).startOf('hour').toISOString() };
    return { field: dates[0]?.code ?? '' };
  };
  return (
    <>
      <div className={styles.bound}>
        <Select
          id={id}
          disabled={isFixed}
          value={kind}
          options={kinds[of].map((value: Kind) => ({
            value,
            label: t(`bound_${value}`),
            disabled: value === 'field' && dates.length === 0,
          }))}
          onChange={(next) => onChange(begin(next))}
        />
        {bound && <BoundValue {...{ label, bound, kind, dates, onChange }} />}
      </div>
      {of === 'day' && kind === 'field' && bound && <ByField {...{ id, label, bound, onChange }} />}
    </>
  );
}

type ValueProps = { label: string; bound: Bound; onChange: (bound: Bound) => void };

function BoundValue(props: ValueProps & { kind: Kind; dates: readonly Field[] }) {
  const { label, bound, kind, dates, onChange } = props;
  const t = useWords(builderWords);
  const told = useTold();
  const lang = useLang();
  const { isFixed: disabled } = useBuilder();
  switch (kind) {
    case 'today':
    case 'now': {
      const unit = kind === 'today' ? 'days' : 'hours';
      return (
        <InputNumber
          {...{ disabled, min: -most[unit], max: most[unit] }}
          {...(unit === 'days' && { precision: 0 })}
          aria-label={told(label, t(unit))}
          suffix={t(unit)}
          value={bound[kind] ?? 0}
          onChange={(typed) => typed !== null && onChange({ [kind]: typed })}
        />
      );
    }
    case 'on':
      return (
        <DatePicker
          {...{ disabled }}
          aria-label={label}
          allowClear={false}
          value={dayjs(bound.on)}
          onChange={(day) => day && onChange({ on: day.format('YYYY-MM-DD') })}
        />
      );
    case 'at':
      return <Moment {...{ label, bound, onChange }} />;
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
          onChange={(field) => onChange({ ...bound, field })}
        />
      );
    default:
      return null;
  }
}

/** A moment by the programme's clocks. */
function Moment({ label, bound, onChange }: ValueProps) {
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const { isFixed } = useBuilder();
  const wall = wallTime(bound.at, zone);
  return (
    <DatePicker
      disabled={isFixed}
      aria-label={label}
      title={zoneName(zone, lang)}
      showTime={{ format: 'HH:mm' }}
      showNow={false}
      // What was picked stays when somebody goes on without pressing the picker's own button.
      needConfirm={false}
      format="YYYY-MM-DD HH:mm"
      allowClear={false}
      value={wall === null ? null : dayjs(wall)}
      onChange={(time) =>
        time && onChange({ at: instantOfWall(time.format('YYYY-MM-DDTHH:mm:00'), zone) })
      }
    />
  );
}

/** How many days after the other date, and what counts while that is empty. */
function ByField({ id, label, bound, onChange }: ValueProps & { id: string }) {
  const t = useWords(builderWords);
  const told = useTold();
  const { isFixed } = useBuilder();
  const { plusDays = 0, otherwise } = bound;
  const without = (name: 'plusDays' | 'otherwise') => {
    const { [name]: _, ...rest } = bound;
    return rest;
  };
  return (
    <div className={styles.inner}>
      <label htmlFor={`${id}-shift`}>{t('daysLater')}</label>
      <InputNumber
        id={`${id}-shift`}
        {...{ min: -most.days, max: most.days, precision: 0, disabled: isFixed }}
        suffix={t('days')}
        value={plusDays}
        onChange={(typed) => onChange(typed ? { ...bound, plusDays: typed } : without('plusDays'))}
      />
      <label htmlFor={`${id}-otherwise`}>{t('whileEmpty')}</label>
      <div>
        <BoundChoice
          id={`${id}-otherwise`}
          label={told(label, t('whileEmpty'))}
          of="otherwise"
          dates={[]}
          bound={otherwise}
          onChange={(next) => onChange(next ? { ...bound, otherwise: next } : without('otherwise'))}
        />
      </div>
    </div>
  );
}
