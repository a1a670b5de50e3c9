import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import type { Check } from '../../../forms/definition.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { ConditionEditor } from '../shell/condition-editor.tsx';
import { useProgramme } from '../shell/programme.tsx';
import styles from '../shell/properties.module.css';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { useTold } from '../shell/use-told.ts';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';

const path = ['definition', 'checks'];

/**
 * Moments of the form that have to lie within so many hours before one of the person's own, such as their boarding.
 * Only where the programme knows such moments, and the form has one.
 */
export function MilestoneChecks() {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { checks = [], fields } = history.now.definition;
  const milestones = useMoments();
  const moments = fields.filter(({ type }) => type === 'datetime');
  const [moment] = moments;
  const [milestone] = milestones;
  if (checks.length === 0 && (!moment || !milestone)) return null;
  const replace = (next: Check[]) =>
    act({ type: 'set', path, value: next.length > 0 ? next : undefined });
  const add = () => {
    if (!moment || !milestone) return;
    const taken = new Set(checks.map(({ code }) => code));
    let n = checks.length + 1;
    while (taken.has(`check${n}`)) n += 1;
    const about = { field: moment.code, milestone: milestone.code, label: milestone.label };
    replace([...checks, { code: `check${n}`, kind: 'withinHoursBefore', ...about, hours: 24 }]);
  };
  return (
    <fieldset className={styles.options}>
      <legend className={styles.label}>{t('milestoneChecks')}</legend>
      {checks.map((check, index) => (
        <CheckEditor
          key={check.code}
          {...{ check, index }}
          onRemove={() => replace(checks.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={isFixed || !moment || !milestone}
        onClick={add}
      >
        {t('addMilestoneCheck')}
      </Button>
      <Mistakes path={path} />
    </fieldset>
  );
}

/** The milestones of the programme that are moments. */
function useMoments() {
  return useProgramme().definition.milestones.filter(({ kind }) => kind === 'instant');
}

function CheckEditor(props: { check: Check; index: number; onRemove: () => void }) {
  const { check, index, onRemove } = props;
  const t = useWords(builderWords);
  const told = useTold();
  const { history, act, isFixed } = useBuilder();
  const { fields } = history.now.definition;
  const own = [...path, index];
  const name = t('ruleNumber', { n: index + 1 });
  const set = (property: string, value: unknown) =>
    act({ type: 'set', path: [...own, property], value });
  return (
    <div className={styles.rule} data-at={own.join('.')}>
      <div className={styles.ruleHead}>
        <strong>{name}</strong>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          disabled={isFixed}
          aria-label={t('remove', { name })}
          onClick={onRemove}
        />
      </div>
      <Choices {...{ check, own, set }} />
      <PropertyRow label={t('withinHours')} path={[...own, 'hours']}>
        {(id) => (
          <InputNumber
            id={id}
            {...{ min: 1, max: 24 * 366, precision: 0, disabled: isFixed }}
            suffix={t('hours')}
            value={check.hours}
            onChange={(typed) => typed !== null && set('hours', typed)}
          />
        )}
      </PropertyRow>
      <Texts label={t('milestoneName')} path={[...own, 'label']} />
      <PropertyRow label={t('when')} path={[...own, 'when']} below>
        {() => (
          <ConditionEditor
            label={told(name, t('when'))}
            fields={fields.filter(({ type }) => type !== 'group')}
            disabled={isFixed}
            condition={check.when}
            onChange={(when) => set('when', when)}
          />
        )}
      </PropertyRow>
    </div>
  );
}

/** Which moment of the form is compared with which milestone. */
function Choices(props: {
  check: Check;
  own: (string | number)[];
  set: (property: string, value: unknown) => void;
}) {
  const { check, own, set } = props;
  const t = useWords(builderWords);
  const lang = useLang();
  const { history, isFixed } = useBuilder();
  const moments = history.now.definition.fields.filter(({ type }) => type === 'datetime');
  const choice = (property: 'field' | 'milestone', label: string, of: typeof moments | Moments) => (
    <PropertyRow label={label} path={[...own, property]}>
      {(id) => (
        <Select
          id={id}
          disabled={isFixed}
          value={check[property]}
          options={of.map((each) => ({ value: each.code, label: each.label[lang] || each.code }))}
          onChange={(value) => set(property, value)}
        />
      )}
    </PropertyRow>
  );
  return (
    <>
      {choice('field', t('field'), moments)}
      {choice('milestone', t('milestone'), useMoments())}
    </>
  );
}

type Moments = ReturnType<typeof useMoments>;
