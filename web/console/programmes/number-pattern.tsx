import { Input, InputNumber, Select } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import styles from './identity-fields.module.css';
import { type NumberShape, patternOf, shapeOf } from './identity-form.ts';
import { identityWords } from './identity-words.ts';

type NumberPatternProps = {
  id?: string;
  value?: string;
  onChange?: (pattern: string) => void;
};

const longest = 40;

/** Which numbers people sign in with, said by kind and length; any other pattern as it is. */
export function NumberPattern({ id, value = '', onChange }: NumberPatternProps) {
  const t = useWords(identityWords);
  const shape = shapeOf(value);
  if (value !== '' && !shape) {
    return (
      <Input
        {...(id && { id })}
        aria-label={t('ownPattern')}
        value={value}
        maxLength={500}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  }
  const change = (next: Partial<NumberShape>) =>
    onChange?.(patternOf({ ...(shape ?? { kind: 'digits', from: 1, to: 12 }), ...next }));
  const length = (limit: 'from' | 'to') => (
    <InputNumber
      className={styles.length ?? ''}
      aria-label={t(limit)}
      prefix={<span className={styles.lengthLabel}>{t(limit)}</span>}
      min={1}
      max={longest}
      precision={0}
      {...(shape && { value: shape[limit] })}
      onChange={(typed) => {
        if (typed === null) return;
        // Fewer at most than at least is told at the field: `1` may be on its way to `10`.
        const from = limit === 'from' ? typed : (shape?.from ?? typed);
        const to = limit === 'to' ? typed : Math.max(shape?.to ?? typed, typed);
        change({ from, to });
      }}
    />
  );
  return (
    <div className={styles.numbers}>
      <Select<NumberShape['kind']>
        {...(id && { id })}
        aria-label={t('pattern')}
        placeholder={t('pattern')}
        {...(shape && { value: shape.kind })}
        options={(['digits', 'letters'] as const).map((kind) => ({ value: kind, label: t(kind) }))}
        onChange={(kind) => change({ kind })}
      />
      {length('from')}
      {length('to')}
    </div>
  );
}
