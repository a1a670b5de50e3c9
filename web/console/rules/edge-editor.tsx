import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { DayEdge } from '../../../forms/policy.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { serverNow } from '../../shared/server-time.ts';
import { useTold } from '../shell/use-told.ts';
import styles from './rules.module.css';
import { useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

const fixed = {
  edge_programmeStart: { programme: 'start' },
  edge_programmeEnd: { programme: 'end' },
  edge_enrolmentStart: { enrolment: 'start' },
  edge_enrolmentEnd: { enrolment: 'end' },
} as const satisfies Record<string, DayEdge>;

type Fixed = keyof typeof fixed;

/** What a day depends on, as it is chosen: a milestone by its code. */
function kindOf(edge: DayEdge): string {
  if ('on' in edge) return 'edge_on';
  if ('milestone' in edge) return `milestone:${edge.milestone}`;
  if ('programme' in edge)
    return edge.programme === 'start' ? 'edge_programmeStart' : 'edge_programmeEnd';
  return edge.enrolment === 'start' ? 'edge_enrolmentStart' : 'edge_enrolmentEnd';
}

function edgeOf(kind: string, before: DayEdge): DayEdge {
  const days = 'days' in before && before.days ? { days: before.days } : {};
  if (kind === 'edge_on') return { on: dayjs(serverNow()).format('YYYY-MM-DD') };
  if (kind.startsWith('milestone:')) return { milestone: kind.slice('milestone:'.length), ...days };
  return { ...fixed[kind as Fixed], ...days };
}

/** A day by what it depends on, and so many days before or after. */
export function EdgeEditor(props: {
  id: string;
  label: string;
  edge: DayEdge;
  /** Within what stands for a milestone that is not known: no deeper one. */
  isOtherwise?: boolean;
  onChange: (edge: DayEdge) => void;
}) {
  const { id, label, edge, isOtherwise = false, onChange } = props;
  const t = useWords(rulesWords);
  const told = useTold();
  const lang = useLang();
  const { about, isFixed } = useRules();
  const milestones = about.milestones.filter(({ kind }) => kind === 'day');
  return (
    <>
      <div className={styles.edge}>
        <Select
          id={id}
          disabled={isFixed}
          value={kindOf(edge)}
          options={[
            ...(Object.keys(fixed) as Fixed[]).map((value) => ({ value, label: t(value) })),
            ...milestones.map(({ code, label: name }) => ({
              value: `milestone:${code}`,
              label: name[lang],
            })),
            { value: 'edge_on', label: t('edge_on') },
          ]}
          onChange={(kind: string) => onChange(edgeOf(kind, edge))}
        />
        {'on' in edge ? (
          <DatePicker
            disabled={isFixed}
            allowClear={false}
            aria-label={told(label, t('edge_on'))}
            value={dayjs(edge.on)}
            onChange={(day) => day && onChange({ on: day.format('YYYY-MM-DD') })}
          />
        ) : (
          <InputNumber
            {...{ min: -366, max: 366, precision: 0, disabled: isFixed }}
            aria-label={told(label, t('shift'))}
            title={t('shiftHint')}
            suffix={t('unit_days')}
            value={edge.days ?? 0}
            formatter={(value) => (Number(value) > 0 ? `+${value}` : `${value}`)}
            onChange={(days) => {
              const { days: _, ...rest } = edge;
              onChange((days ? { ...rest, days } : rest) as DayEdge);
            }}
          />
        )}
      </div>
      {'milestone' in edge && !isOtherwise && <Otherwise {...{ id, label, edge, onChange }} />}
    </>
  );
}

function Otherwise(props: {
  id: string;
  label: string;
  edge: Extract<DayEdge, { milestone: string }>;
  onChange: (edge: DayEdge) => void;
}) {
  const { id, label, edge, onChange } = props;
  const t = useWords(rulesWords);
  const told = useTold();
  const { isFixed } = useRules();
  const { otherwise, ...rest } = edge;
  return (
    <div className={styles.inner}>
      <label htmlFor={`${id}-otherwise`}>{t('otherwise')}</label>
      {otherwise ? (
        <EdgeEditor
          id={`${id}-otherwise`}
          label={told(label, t('otherwise'))}
          edge={otherwise}
          isOtherwise
          onChange={(next) => onChange({ ...rest, otherwise: next })}
        />
      ) : (
        <Select
          id={`${id}-otherwise`}
          disabled={isFixed}
          value="none"
          options={[
            { value: 'none', label: t('noOtherwise') },
            ...(Object.keys(fixed) as Fixed[]).map((value) => ({ value, label: t(value) })),
          ]}
          onChange={(kind: string) =>
            kind !== 'none' && onChange({ ...rest, otherwise: edgeOf(kind, { on: '' }) })
          }
        />
      )}
    </div>
  );
}
