import { Input, Select, Space } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { IdentityKind, Lang } from '../../../forms/definition.ts';
import { documentNames } from '../../../forms/fields/identity.ts';
import { useLang, useWords } from '../i18n.ts';
import type { WidgetProps } from './widget.ts';
import widths from './widths.module.css';
import { words } from './words.ts';

const asText = (value: unknown) => (typeof value === 'string' ? value : '');

/** What every text box says about itself. */
function marks(props: { id: string; invalid: boolean; disabled: boolean; describedBy?: string }) {
  return {
    id: props.id,
    disabled: props.disabled,
    'aria-invalid': props.invalid || undefined,
    'aria-describedby': props.describedBy,
    ...(props.invalid && { status: 'error' as const }),
  };
}

function marksOf(props: WidgetProps<'text'> | WidgetProps<'longtext'>) {
  const { id, invalid, disabled, describedBy } = props;
  return marks({ id, invalid, disabled, ...(describedBy && { describedBy }) });
}

export function TextWidget(props: WidgetProps<'text'>) {
  const t = useWords(words);
  return (
    <Input
      {...marksOf(props)}
      value={asText(props.value)}
      placeholder={t('type')}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={props.onLeave}
    />
  );
}

export function LongTextWidget(props: WidgetProps<'longtext'>) {
  const t = useWords(words);
  return (
    <Input.TextArea
      {...marksOf(props)}
      value={asText(props.value)}
      placeholder={t('type')}
      autoSize={{ minRows: 3, maxRows: 10 }}
      showCount={{ formatter: ({ count }) => `${count} / ${props.field.maxLength}` }}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={props.onLeave}
    />
  );
}

export function PhoneWidget(props: WidgetProps<'phone'>) {
  const { id, invalid, disabled, describedBy } = props;
  return (
    <Input
      {...marks({ id, invalid, disabled, ...(describedBy && { describedBy }) })}
      className={widths.short}
      type="tel"
      autoComplete="tel"
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={props.onLeave}
    />
  );
}

/** What was typed as a number, or the text itself, so that the validator can say what is wrong. */
export function readNumber(typed: string): number | string | undefined {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').replace(/。/g, '.');
  if (plain === '') return undefined;
  // Much of Europe types 36,5; a comma before three digits parts thousands.
  const pointed = /^[-+]?\d+,\d{1,2}$/.test(plain)
    ? plain.replace(',', '.')
    : plain.replace(/,/g, '');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(pointed) ? Number(pointed) : typed;
}

/** A text box, not antd's InputNumber: that would round 36.66 and cut 366 to the bound unasked. */
export function NumberWidget(props: WidgetProps<'number'>) {
  const { field, value, id, invalid, disabled, describedBy } = props;
  const lang = useLang();
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const sent = useRef(value);
  useEffect(() => {
    // A value that does not come from typing: a draft, an earlier report, a reset.
    if (value !== sent.current) setTyped(value === undefined ? '' : String(value));
    sent.current = value;
  }, [value]);
  const send = (text: string) => {
    setTyped(text);
    sent.current = readNumber(text);
    props.onChange(sent.current);
  };
  const step = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0 || typeof value !== 'number') return;
    event.preventDefault();
    const decimals = field.decimals ?? 0;
    send((value + direction * 10 ** -decimals).toFixed(decimals));
  };
  return (
    <Input
      {...marks({ id, invalid, disabled, ...(describedBy && { describedBy }) })}
      className={widths.short}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      suffix={field.unit?.[lang].trim()}
      onChange={(event) => send(event.target.value)}
      onKeyDown={step}
      onBlur={props.onLeave}
    />
  );
}

type RawIdentity = { kind?: IdentityKind; number?: string };

function kindOptions(kinds: readonly IdentityKind[], lang: Lang) {
  return kinds.map((kind) => ({ value: kind, label: documentNames[kind][lang] }));
}

export function IdentityWidget(props: WidgetProps<'identity'>) {
  const { field, value, id, invalid, disabled, describedBy } = props;
  const t = useWords(words);
  const lang = useLang();
  const raw: RawIdentity = typeof value === 'object' && value !== null ? value : {};
  const update = (change: RawIdentity) => {
    const next = { ...raw, ...change };
    props.onChange(next.kind || next.number ? next : undefined);
  };
  return (
    <Space.Compact className={widths.wide}>
      <Select
        className={widths.short}
        value={raw.kind}
        disabled={disabled}
        options={kindOptions(field.kinds, lang)}
        placeholder={t('documentKind')}
        aria-label={t('documentKind')}
        onChange={(kind: IdentityKind) => update({ kind })}
      />
      <Input
        {...marks({ id, invalid, disabled, ...(describedBy && { describedBy }) })}
        value={raw.number ?? ''}
        autoComplete="off"
        placeholder={t('documentNumber')}
        onChange={(event) => update({ number: event.target.value })}
        onBlur={props.onLeave}
      />
    </Space.Compact>
  );
}
