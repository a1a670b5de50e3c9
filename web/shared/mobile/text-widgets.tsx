import { useEffect, useState } from 'react';
import type { IdentityKind } from '../../../forms/definition.ts';
import { documentNames } from '../../../forms/fields/identity.ts';
import { useLang, useWords } from '../i18n.ts';
import fieldStyles from '../phone/field.module.css';
import { OptionList } from './choice-widgets.tsx';
import styles from './text-widgets.module.css';
import { controlProps, type WidgetProps } from './widget.ts';
import { words } from './words.ts';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const orNothing = (typed: string) => (typed === '' ? undefined : typed);

export function TextWidget(props: WidgetProps<'text'>) {
  const t = useWords(words);
  return (
    <input
      {...controlProps(props)}
      className={fieldStyles.input}
      type="text"
      autoComplete="off"
      placeholder={t('type')}
      value={textOf(props.value)}
      onChange={(event) => props.onChange(orNothing(event.target.value))}
    />
  );
}

export function LongTextWidget(props: WidgetProps<'longtext'>) {
  const t = useWords(words);
  const value = textOf(props.value);
  const { maxLength } = props.field;
  const count = [...value].length;
  return (
    <>
      <textarea
        {...controlProps(props)}
        className={`${fieldStyles.input} ${styles.textarea}`}
        rows={3}
        placeholder={t('type')}
        value={value}
        onChange={(event) => props.onChange(orNothing(event.target.value))}
      />
      {count > maxLength * 0.8 && (
        <span className={styles.count}>{t('characters', { count, max: maxLength })}</span>
      )}
    </>
  );
}

/** A number as people type it: full-width digits, a comma for the point. Nothing while it is none yet. */
function numberOf(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').trim().replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  return Number(plain);
}

export function NumberWidget(props: WidgetProps<'number'>) {
  const { field, value, onChange } = props;
  const lang = useLang();
  const [typed, setTyped] = useState(() => formatNumber(value));
  // The value may change from outside: a draft, another report.
  useEffect(() => {
    setTyped((now) => ((numberOf(now) ?? orNothing(now)) === value ? now : formatNumber(value)));
  }, [value]);
  return (
    <span className={styles.withUnit}>
      <input
        {...controlProps(props)}
        className={`${fieldStyles.input} ${styles.number}`}
        type="text"
        inputMode={field.decimals === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(numberOf(event.target.value) ?? orNothing(event.target.value));
        }}
      />
      {field.unit && <span className={styles.unit}>{field.unit[lang].trim()}</span>}
    </span>
  );
}

function formatNumber(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

export function PhoneWidget(props: WidgetProps<'phone'>) {
  return (
    <input
      {...controlProps(props)}
      className={fieldStyles.input}
      type="tel"
      inputMode="tel"
      autoComplete="tel"
      placeholder="+86 …"
      value={textOf(props.value)}
      onChange={(event) => props.onChange(orNothing(event.target.value))}
    />
  );
}

export function IdentityWidget(props: WidgetProps<'identity'>) {
  const { field, id, path, value, onChange } = props;
  const lang = useLang();
  const t = useWords(words);
  const now = (typeof value === 'object' && value !== null ? value : {}) as {
    kind?: IdentityKind;
    number?: string;
  };
  const only = field.kinds.length === 1 ? field.kinds[0] : undefined;
  const change = (part: typeof now) => {
    const next = { ...(only && { kind: only }), ...now, ...part };
    onChange(next.kind || next.number ? next : undefined);
  };
  return (
    <div className={styles.identity}>
      {!only && (
        <OptionList
          kind="radio"
          name={`${path}.kind`}
          label={t('documentKind')}
          options={field.kinds.map((kind) => ({ code: kind, label: documentNames[kind][lang] }))}
          chosen={now.kind ? [now.kind] : []}
          onChoose={(kind) => change({ kind: kind as IdentityKind })}
        />
      )}
      <input
        {...controlProps(props)}
        id={id}
        className={fieldStyles.input}
        type="text"
        autoComplete="off"
        autoCapitalize="characters"
        aria-label={t('documentNumber')}
        placeholder={t('documentNumber')}
        value={now.number ?? ''}
        onChange={(event) => change({ number: orNothing(event.target.value) })}
      />
    </div>
  );
}
