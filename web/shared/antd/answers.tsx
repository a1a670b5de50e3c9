import { EditOutlined } from '@ant-design/icons';
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import type {
  Field,
  FormDefinition,
  RowField,
  RowFieldType,
  Values,
} from '../../../forms/definition.ts';
import { type Wording, wordsOf } from '../../../forms/fields/registry.ts';
import { headingsOf } from '../../../forms/sections.ts';
import { visibleFields, visibleRowFields } from '../../../forms/visibility.ts';
import { useWords } from '../i18n.ts';
import { useIsAtMost } from '../screen-width.ts';
import { useScreenWording } from '../screen-wording.ts';
import styles from './answers.module.css';
import { PhotoStrip } from './photos-widget.tsx';
import { words } from './words.ts';

type Drawing = (value: unknown, words: string) => ReactNode;

/** Answers that are drawn as more than their words. */
const drawings: { [T in RowFieldType]?: Drawing } = {
  yesno: (value, words) => (value === true ? <strong>{words}</strong> : words),
  photos: (value) => <PhotoStrip ids={Array.isArray(value) ? value.map(String) : []} />,
  longtext: (_, words) => <span className={styles.lines}>{words}</span>,
};

/** Answers that need the whole width of the table. */
const wide: ReadonlySet<RowFieldType> = new Set(['photos', 'longtext']);

/** One stored value as a person reads it. */
function answer(field: RowField, value: unknown, wording: Wording): ReactNode {
  const words = wordsOf(field, value, wording);
  return drawings[field.type]?.(value, words) ?? words;
}

/** One answer by itself, such as a cell of a table; a question that was not asked has a dash. */
export function Answer(props: { field: RowField; value: unknown; isAsked?: boolean }) {
  const { field, value, isAsked = false } = props;
  const t = useWords(words);
  const wording = useScreenWording();
  if (value !== undefined) return answer(field, value, wording);
  return <span className={styles.none}>{isAsked ? t('noAnswer') : '–'}</span>;
}

type Mark = {
  changed?: ReadonlySet<string>;
  changedLabel?: string;
  /** Only these fields. */
  only?: ReadonlySet<string> | undefined;
};

type Item = { key: string; label: ReactNode; children: ReactNode; span?: 'filled' };

/** The answers below one heading; what stands in no section has none. */
type Part = { key: string; heading: string | undefined; items: Item[] };

function partsOf(
  definition: FormDefinition,
  values: Values,
  wording: Wording,
  none: ReactNode,
  mark: Mark,
): Part[] {
  const visible = visibleFields(definition, values);
  const isShown = (code: string) => visible.has(code) && mark.only?.has(code) !== false;
  const headings = headingsOf(definition, isShown);
  const one = (field: RowField, value: unknown, key: string, title?: string): Item => ({
    key,
    label: (
      <>
        {title ? `${title} · ${field.label[wording.lang]}` : field.label[wording.lang]}
        {mark.changed?.has(key.split('.')[0] ?? key) && (
          <EditOutlined className={styles.changed} title={mark.changedLabel} />
        )}
      </>
    ),
    children: value === undefined ? none : answer(field, value, wording),
    ...(wide.has(field.type) && { span: 'filled' as const }),
  });
  const itemsOf = (field: Field): Item[] => {
    const value = values[field.code];
    if (field.type !== 'group') return [one(field, value, field.code)];
    const rows = Array.isArray(value) ? value : [];
    if (rows.length === 0) {
      return [{ key: field.code, label: field.label[wording.lang], children: none }];
    }
    return rows.flatMap((row, index) => {
      const inside = visibleRowFields(definition, field.code, values, row);
      const title = field.rowLabel[wording.lang].replace('{n}', String(index + 1));
      return field.fields
        .filter((inner) => inside.has(inner.code))
        .map((inner) => {
          const given = typeof row === 'object' ? row[inner.code] : undefined;
          return one(inner, given, `${field.code}.${index}.${inner.code}`, title);
        });
    });
  };
  const parts: Part[] = [];
  let section: string | undefined;
  for (const field of definition.fields.filter(({ code }) => isShown(code))) {
    const last = parts.at(-1);
    if (last && field.section === section) last.items.push(...itemsOf(field));
    else {
      const heading = headings.get(field.code)?.[wording.lang];
      parts.push({ key: field.code, heading, items: itemsOf(field) });
    }
    section = field.section;
  }
  return parts;
}

/** What a report says, by the version of the form that it was made with. */
export function Answers(
  props: { definition: FormDefinition; values: Values; columns?: number } & Mark,
) {
  const t = useWords(words);
  const wording = useScreenWording();
  const isPhone = useIsAtMost('phone');
  const none = <span className={styles.none}>{t('noAnswer')}</span>;
  const parts = partsOf(props.definition, props.values, wording, none, props);
  return parts.map(({ key, heading, items }) => (
    <Descriptions
      key={key}
      className={styles.answers}
      title={heading}
      size="small"
      bordered
      column={isPhone ? 1 : (props.columns ?? 2)}
      items={items}
    />
  ));
}
