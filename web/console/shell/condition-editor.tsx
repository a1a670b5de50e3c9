import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import type { Condition, Field, Scalar } from '../../../forms/definition.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import styles from './condition.module.css';
import {
  type Comparison,
  compared,
  comparesOf,
  conditionOf,
  isComparison,
  type Operator,
  operatorOf,
  operatorsFor,
  partsOf,
} from './condition-value.ts';
import { draftWords } from './draft-words.ts';
import { useTold } from './use-told.ts';

type Change = (condition: Condition | undefined) => void;

/** Deeper conditions nobody reads; `check-condition.ts` refuses them. */
const deepest = 4;

/** Builds a condition over these fields. */
export function ConditionEditor(props: {
  label: string;
  condition: Condition | undefined;
  fields: readonly Field[];
  disabled: boolean;
  onChange: Change;
  depth?: number;
}) {
  const { label, condition, fields, disabled, onChange, depth = 0 } = props;
  const t = useWords(draftWords);
  const [first] = fields;
  if (!condition) {
    return (
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled || !first}
        onClick={() => first && onChange(compared(first))}
      >
        {first ? t('addCondition') : t('noFieldBefore')}
      </Button>
    );
  }
  const { joint, parts } = partsOf(condition);
  const change = (next: Condition[], how = joint) =>
    onChange(conditionOf({ joint: how, parts: next }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div className={styles.group} role="group" aria-label={label}>
      {parts.length > 1 && (
        <Segmented<'and' | 'or'>
          size="small"
          disabled={disabled}
          value={joint}
          aria-label={t('joint')}
          options={[
            { value: 'and', label: t('all') },
            { value: 'or', label: t('any') },
          ]}
          onChange={(how) => change(parts, how)}
        />
      )}
      {parts.map((part, index) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing else to be told apart by
          key={index}
          {...{ part, fields, disabled, depth }}
          label={t('conditionNumber', { n: index + 1 })}
          onChange={(next) => change(next ? parts.with(index, next) : parts.toSpliced(index, 1))}
        />
      ))}
      <div className={styles.add}>
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined />}
          disabled={disabled || !first}
          onClick={() => first && change([...parts, compared(first)])}
        >
          {t('addCondition')}
        </Button>
        {depth < deepest && parts.length > 1 && first && (
          <Button
            type="link"
            size="small"
            disabled={disabled}
            onClick={() =>
              change([
                ...parts,
                joint === 'and'
                  ? { or: [compared(first), compared(first)] }
                  : { and: [compared(first), compared(first)] },
              ])
            }
          >
            {t('addConditions')}
          </Button>
        )}
      </div>
    </div>
  );
}

type PartProps = {
  part: Condition;
  label: string;
  fields: readonly Field[];
  disabled: boolean;
  depth: number;
  onChange: Change;
};

function Part({ part, label, fields, disabled, depth, onChange }: PartProps) {
  const t = useWords(draftWords);
  const away = (
    <Button
      type="text"
      size="small"
      icon={<DeleteOutlined />}
      aria-label={t('removeCondition', { label })}
      disabled={disabled}
      onClick={() => onChange(undefined)}
    />
  );
  if (isComparison(part)) {
    return (
      <div className={styles.part}>
        <ComparisonEditor {...{ label, fields, disabled, onChange }} comparison={part} />
        {away}
      </div>
    );
  }
  if ('anyYes' in part) {
    return (
      <div className={styles.part}>
        <AnyYes {...{ label, fields, disabled, onChange }} codes={part.anyYes} />
        {away}
      </div>
    );
  }
  const inner = 'not' in part ? part.not : part;
  return (
    <div className={styles.part}>
      <div>
        {'not' in part && <span>{t('not')}</span>}
        <ConditionEditor
          {...{ label, fields, disabled }}
          condition={inner}
          depth={depth + 1}
          onChange={(next) => onChange(next && 'not' in part ? { not: next } : next)}
        />
      </div>
      {away}
    </div>
  );
}

function AnyYes(props: {
  codes: string[];
  label: string;
  fields: readonly Field[];
  disabled: boolean;
  onChange: Change;
}) {
  const { codes, label, fields, disabled, onChange } = props;
  const t = useWords(draftWords);
  const lang = useLang();
  return (
    <div className={styles.comparison}>
      <span>{t('anyYes')}</span>
      <Select
        size="small"
        mode="multiple"
        aria-label={label}
        disabled={disabled}
        value={codes}
        options={fields
          .filter(({ type }) => type === 'yesno')
          .map((field) => ({ value: field.code, label: field.label[lang] || field.code }))}
        onChange={(next) => onChange(next.length > 0 ? { anyYes: next } : undefined)}
      />
    </div>
  );
}

function ComparisonEditor(props: {
  comparison: Comparison;
  label: string;
  fields: readonly Field[];
  disabled: boolean;
  onChange: Change;
}) {
  const { comparison, label, fields, disabled, onChange } = props;
  const t = useWords(draftWords);
  const told = useTold();
  const lang = useLang();
  const field = fields.find(({ code }) => code === comparison.field);
  const operator = operatorOf(comparison);
  const choices = fields.map((each) => ({
    value: each.code,
    label: each.label[lang] || each.code,
  }));
  return (
    <div className={styles.comparison}>
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={told(label, t('field'))}
        disabled={disabled}
        value={comparison.field}
        options={choices}
        popupMatchSelectWidth={280}
        {...(!field && { status: 'error' as const })}
        onChange={(code) => {
          const chosen = fields.find((each) => each.code === code);
          if (chosen) onChange(compared(chosen, operator));
        }}
      />
      <Select
        size="small"
        aria-label={told(label, t('operator'))}
        disabled={disabled || !field}
        value={operator}
        options={operatorsFor(field).map((value) => ({ value, label: t(`op_${value}`) }))}
        onChange={(next) => field && onChange(compared(field, next))}
      />
      <Operand
        {...{ field, operator, disabled }}
        label={told(label, t('value'))}
        value={comparison[operator]}
        onChange={(value) => field && onChange(compared(field, operator, value))}
      />
    </div>
  );
}

function Operand(props: {
  field: Field | undefined;
  operator: Operator;
  value: unknown;
  label: string;
  disabled: boolean;
  onChange: (value: Scalar | Scalar[]) => void;
}) {
  const { field, operator, value, label, disabled, onChange } = props;
  const t = useWords(draftWords);
  const lang = useLang();
  const common = { size: 'small' as const, disabled, 'aria-label': label };
  const compares = comparesOf(field);
  if (operator === 'present' || compares === 'boolean') {
    const words =
      operator === 'present' ? (['filled', 'empty'] as const) : (['yes', 'no'] as const);
    return (
      <Select
        {...common}
        value={value === true ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t(words[0]) },
          { value: 'no', label: t(words[1]) },
        ]}
        onChange={(chosen) => onChange(chosen === 'yes')}
      />
    );
  }
  if (compares === 'number') {
    return (
      <InputNumber
        {...common}
        value={value as number}
        onChange={(typed) => typed !== null && onChange(typed)}
      />
    );
  }
  const options = field && 'options' in field ? field.options : null;
  if (!options) {
    return (
      <Input
        {...common}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const choices = options.map(({ code, label: words }) => ({
    value: code,
    label: words[lang] || code,
  }));
  if (operator === 'in') {
    return (
      <Select
        {...common}
        mode="multiple"
        value={value as string[]}
        options={choices}
        onChange={onChange}
      />
    );
  }
  return <Select {...common} value={value as string} options={choices} onChange={onChange} />;
}
