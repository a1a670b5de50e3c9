import { EditOutlined } from '@ant-design/icons';
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import type { Field, FormDefinition, RowField, Values } from '../../../forms/definition.ts';
import { visibleFields, visibleRowFields } from '../../../forms/visibility.ts';
import { shownDay, shownInstant } from '../format.ts';
import { type Lang, useLang, useWords } from '../i18n.ts';
import { useSurroundings } from './form-context.ts';
import { PhotoStrip } from './photos-widget.tsx';
import { documentNames, words } from './words.ts';
import './form.css';

type Shown = { lang: Lang; zone: string; t: (key: 'yes' | 'no' | 'declared') => string };

function optionName(
  field: { options: { code: string; label: Record<Lang, string> }[] },
  lang: Lang,
) {
  return (code: unknown) =>
    field.options.find((option) => option.code === code)?.label[lang] ?? String(code);
}

/** One stored value as a person reads it. */
function answer(field: RowField, value: unknown, { lang, zone, t }: Shown): ReactNode {
  switch (field.type) {
    case 'yesno':
      return value === true ? <strong>{t('yes')}</strong> : t('no');
    case 'number':
      return `${value}${field.unit?.[lang] ?? ''}`;
    case 'choice':
      return optionName(field, lang)(value);
    case 'choices':
      return Array.isArray(value) ? value.map(optionName(field, lang)).join(' · ') : '';
    case 'date':
      return shownDay(String(value), lang, 'short');
    case 'datetime':
      return shownInstant(String(value), lang, zone);
    case 'photos':
      return <PhotoStrip ids={Array.isArray(value) ? value.map(String) : []} />;
    case 'declaration':
      return t('declared');
    case 'identity':
      return identityText(value, lang);
    case 'longtext':
      return <span className="ax-lines">{String(value)}</span>;
    case 'text':
    case 'region':
    case 'phone':
      return String(value);
  }
}

function identityText(value: unknown, lang: Lang): string {
  if (typeof value !== 'object' || value === null) return '';
  const { kind, number } = value as { kind?: keyof typeof documentNames; number?: string };
  return [kind && documentNames[kind][lang], number].filter(Boolean).join(' ');
}

/** One answer by itself, such as a cell of a table. */
export function Answer({ field, value }: { field: RowField; value: unknown }) {
  const lang = useLang();
  const t = useWords(words);
  const { zone } = useSurroundings();
  if (value === undefined) return <span className="ax-none">–</span>;
  return answer(field, value, { lang, zone, t });
}

type Mark = { changed?: ReadonlySet<string>; changedLabel?: string };

type Item = { key: string; label: ReactNode; children: ReactNode; span?: 'filled' };

function itemsOf(
  definition: FormDefinition,
  values: Values,
  shown: Shown,
  none: ReactNode,
  mark: Mark,
) {
  const visible = visibleFields(definition, values);
  const one = (field: RowField, value: unknown, key: string, title?: string): Item => ({
    key,
    label: (
      <>
        {title ? `${title} · ${field.label[shown.lang]}` : field.label[shown.lang]}
        {mark.changed?.has(key.split('.')[0] ?? key) && (
          <EditOutlined className="ax-changed" title={mark.changedLabel} />
        )}
      </>
    ),
    children: value === undefined ? none : answer(field, value, shown),
    ...((field.type === 'photos' || field.type === 'longtext') && { span: 'filled' as const }),
  });
  return definition.fields
    .filter((field) => visible.has(field.code))
    .flatMap((field: Field): Item[] => {
      const value = values[field.code];
      if (field.type !== 'group') return [one(field, value, field.code)];
      const rows = Array.isArray(value) ? value : [];
      return rows.flatMap((row, index) => {
        const inside = visibleRowFields(definition, field.code, values, row);
        const title = field.rowLabel[shown.lang].replace('{n}', String(index + 1));
        return field.fields
          .filter((inner) => inside.has(inner.code))
          .map((inner) => {
            const given = typeof row === 'object' ? row[inner.code] : undefined;
            return one(inner, given, `${field.code}.${index}.${inner.code}`, title);
          });
      });
    });
}

/** What a report says, by the version of the form that it was made with. */
export function Answers(
  props: { definition: FormDefinition; values: Values; columns?: number } & Mark,
) {
  const lang = useLang();
  const t = useWords(words);
  const { zone } = useSurroundings();
  const none = <span className="ax-none">{t('noAnswer')}</span>;
  return (
    <Descriptions
      className="ax-answers"
      size="small"
      bordered
      column={props.columns ?? 2}
      items={itemsOf(props.definition, props.values, { lang, zone, t }, none, props)}
    />
  );
}
