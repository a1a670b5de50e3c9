import { Fragment, type ReactNode } from 'react';
import type {
  FieldOf,
  FormDefinition,
  RowField,
  RowFieldType,
  Values,
} from '../../../forms/definition.ts';
import { typeOf, wordsOf } from '../../../forms/fields/registry.ts';
import { headingsOf } from '../../../forms/sections.ts';
import { visibleFields, visibleRowFields } from '../../../forms/visibility.ts';
import { useLang, useWords } from '../i18n.ts';
import pairsStyles from '../phone/pairs.module.css';
import { useScreenWording } from '../screen-wording.ts';
import { valueAt } from '../values.ts';
import styles from './answers.module.css';
import photosWidgetStyles from './photos-widget.module.css';
import { PhotoStrip } from './photos-widget.tsx';
import { words } from './words.ts';

type Drawing = (value: unknown, words: string) => ReactNode;

/** Answers that are drawn as more than their words. */
const drawings: { [T in RowFieldType]?: Drawing } = {
  yesno: (value, words) => (value === true ? <strong>{words}</strong> : words),
  photos: (value) => (
    <span className={photosWidgetStyles.photos}>
      <PhotoStrip ids={(value as unknown[]).map(String)} />
    </span>
  ),
};

function Pair(props: { field: RowField; value: unknown }) {
  const lang = useLang();
  const { field, value } = props;
  return (
    <div
      className={
        typeOf(field).size === 'block' ? `${pairsStyles.pair} ${styles.wide}` : pairsStyles.pair
      }
    >
      <dt>{field.label[lang]}</dt>
      <dd>
        <Answer field={field} value={value} />
      </dd>
    </div>
  );
}

/** One value as a person reads it; a question that was not asked has a dash. */
export function Answer(props: { field: RowField; value: unknown; isAsked?: boolean }) {
  const { field, value, isAsked = true } = props;
  const t = useWords(words);
  const said = wordsOf(field, value, useScreenWording());
  if (value === undefined) {
    return <span className={styles.none}>{isAsked ? t('noAnswer') : '–'}</span>;
  }
  return drawings[field.type]?.(value, said) ?? said;
}

function NoRows({ label }: { label: string }) {
  const t = useWords(words);
  return (
    <div className={pairsStyles.pair}>
      <dt>{label}</dt>
      <dd className={styles.none}>{t('noAnswer')}</dd>
    </div>
  );
}

/** What a report says, by the version of the form that it was made with; `only` some of its fields. */
export function Answers(props: {
  definition: FormDefinition;
  values: Values;
  only?: ReadonlySet<string> | undefined;
}) {
  const { definition, values, only } = props;
  const lang = useLang();
  const visible = visibleFields(definition, values);
  const isShown = (code: string) => visible.has(code) && only?.has(code) !== false;
  const headings = headingsOf(definition, isShown);
  return (
    <dl className={pairsStyles.pairs}>
      {definition.fields
        .filter(({ code }) => isShown(code))
        .map((field) => (
          <Fragment key={field.code}>
            {headings.has(field.code) && (
              <div className={styles.title}>{headings.get(field.code)?.[lang]}</div>
            )}
            {field.type === 'group' ? (
              <Rows {...{ definition, field, values }} />
            ) : (
              <Pair field={field} value={values[field.code]} />
            )}
          </Fragment>
        ))}
    </dl>
  );
}

function Rows(props: { definition: FormDefinition; field: FieldOf<'group'>; values: Values }) {
  const { definition, field, values } = props;
  const lang = useLang();
  const value = values[field.code];
  const rows = Array.isArray(value) ? value : [];
  if (rows.length === 0) return <NoRows label={field.label[lang]} />;
  return rows.map((row, index) => {
    const inside = visibleRowFields(definition, field.code, values, row);
    const path = `${field.code}.${index}`;
    return (
      <div key={path}>
        <div className={styles.title}>{field.rowLabel[lang].replace('{n}', String(index + 1))}</div>
        {field.fields
          .filter((inner) => inside.has(inner.code))
          .map((inner) => (
            <Pair key={inner.code} field={inner} value={valueAt(values, `${path}.${inner.code}`)} />
          ))}
      </div>
    );
  });
}
