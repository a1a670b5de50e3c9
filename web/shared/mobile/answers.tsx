import type { ReactNode } from 'react';
import type { FormDefinition, Option, RowField, Values } from '../../../forms/definition.ts';
import { visibleFields, visibleRowFields } from '../../../forms/visibility.ts';
import { shownDay, shownInstant } from '../format.ts';
import { type Lang, useLang, useWords } from '../i18n.ts';
import { valueAt } from '../values.ts';
import { useSurroundings } from './form-context.ts';
import { PhotoStrip } from './photos-widget.tsx';
import { documentNames, words } from './words.ts';
import './form.css';

type Shown = { lang: Lang; zone: string; t: (key: 'yes' | 'no' | 'declared') => string };

function labelOf(options: Option[], code: unknown, lang: Lang): string {
  return options.find((option) => option.code === code)?.label[lang] ?? String(code);
}

function identityText(value: unknown, lang: Lang): string {
  const { kind, number } = value as { kind?: keyof typeof documentNames; number?: string };
  return [kind && documentNames[kind][lang], number].filter(Boolean).join(' ');
}

/** One stored value as a person reads it. */
function answer(field: RowField, value: unknown, { lang, zone, t }: Shown): ReactNode {
  switch (field.type) {
    case 'yesno':
      return value === true ? <strong>{t('yes')}</strong> : t('no');
    case 'number':
      return `${value}${field.unit?.[lang] ?? ''}`;
    case 'choice':
      return labelOf(field.options, value, lang);
    case 'choices':
      return (value as unknown[]).map((code) => labelOf(field.options, code, lang)).join(' · ');
    case 'date':
      return shownDay(String(value), lang, 'short');
    case 'datetime':
      return shownInstant(String(value), lang, zone);
    case 'photos':
      return (
        <span className="ax-photos">
          <PhotoStrip ids={(value as unknown[]).map(String)} />
        </span>
      );
    case 'declaration':
      return t('declared');
    case 'identity':
      return identityText(value, lang);
    case 'text':
    case 'longtext':
    case 'region':
    case 'phone':
      return String(value);
  }
}

function Pair(props: { field: RowField; value: unknown }) {
  const lang = useLang();
  const t = useWords(words);
  const { field, value } = props;
  return (
    <div className={field.type === 'photos' ? 'ax-pair ax-pair-wide' : 'ax-pair'}>
      <dt>{field.label[lang]}</dt>
      <dd>
        {value === undefined ? (
          <span className="ax-none">{t('noAnswer')}</span>
        ) : (
          <Answer field={field} value={value} />
        )}
      </dd>
    </div>
  );
}

/** One value as a person reads it. */
export function Answer({ field, value }: { field: RowField; value: unknown }) {
  const lang = useLang();
  const t = useWords(words);
  const { zone } = useSurroundings();
  return answer(field, value, { lang, zone, t });
}

/** What a report says, by the version of the form that it was made with. */
export function Answers({ definition, values }: { definition: FormDefinition; values: Values }) {
  const lang = useLang();
  const visible = visibleFields(definition, values);
  return (
    <dl className="ax-answers">
      {definition.fields
        .filter((field) => visible.has(field.code))
        .map((field) => {
          const value = values[field.code];
          if (field.type !== 'group') return <Pair key={field.code} {...{ field, value }} />;
          return (Array.isArray(value) ? value : []).map((row, index) => {
            const inside = visibleRowFields(definition, field.code, values, row);
            const path = `${field.code}.${index}`;
            return (
              <div key={path} className="ax-pairs">
                <div className="ax-pairs-title">
                  {field.rowLabel[lang].replace('{n}', String(index + 1))}
                </div>
                {field.fields
                  .filter((inner) => inside.has(inner.code))
                  .map((inner) => (
                    <Pair
                      key={inner.code}
                      field={inner}
                      value={valueAt(values, `${path}.${inner.code}`)}
                    />
                  ))}
              </div>
            );
          });
        })}
    </dl>
  );
}
