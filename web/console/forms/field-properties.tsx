import { Checkbox, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Condition } from '../../../forms/definition.ts';
import { described, type Property } from '../../../forms/fields/described.ts';
import { fieldTypeNames } from '../../../forms/fields/type-names.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { ConditionEditor } from '../shell/condition-editor.tsx';
import styles from '../shell/properties.module.css';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { fieldAt, fieldsBefore, pathOf, renamed, type Spot } from './model.ts';
import { PropertyControl } from './property-control.tsx';
import { SectionChoice } from './sections-editor.tsx';

/** Everything that can be said of one field. */
export function FieldProperties({ spot }: { spot: Spot }) {
  const t = useWords(builderWords);
  const text = useText();
  const { history, act, isFixed } = useBuilder();
  const field = fieldAt(history.now, spot);
  if (!field) return null;
  const path = pathOf(spot);
  const properties = Object.entries<Property>(described[field.type].properties);
  return (
    <section aria-label={t('properties')}>
      <h2 className={styles.title}>{text(fieldTypeNames[field.type])}</h2>
      <Mistakes path={path} />
      <Texts label={t('label')} path={[...path, 'label']} />
      <Code key={spot.join('.')} spot={spot} code={field.code} />
      <Texts label={t('hint')} path={[...path, 'hint']} optional />
      <SectionChoice {...{ spot }} section={field.section} />
      <div className={styles.row}>
        <Checkbox
          checked={field.required}
          disabled={isFixed}
          onChange={({ target }) =>
            act({ type: 'set', path: [...path, 'required'], value: target.checked })
          }
        >
          {t('requiredField')}
        </Checkbox>
      </div>
      {!field.required && (
        <When name="requireWhen" label={t('requireWhen')} {...{ spot }} among="all" />
      )}
      {properties.map(([name, property]) => (
        <PropertyControl
          key={`${spot.join('.')}-${name}`}
          {...{ property, spot, field }}
          path={[...path, name]}
        />
      ))}
      <When name="showWhen" label={t('showWhen')} {...{ spot }} among="before" />
    </section>
  );
}

/** The key of the field's values; taken over when the person has finished it, with all that refers to it. */
function Code({ spot, code }: { spot: Spot; code: string }) {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const [typed, setTyped] = useState(code);
  useEffect(() => setTyped(code), [code]);
  const take = () => {
    if (typed !== code) act({ type: 'change', built: renamed(history.now, spot, typed.trim()) });
  };
  return (
    <PropertyRow label={t('code')} hint={t('codeHint')} path={[...pathOf(spot), 'code']}>
      {(id) => (
        <Input
          id={id}
          value={typed}
          disabled={isFixed}
          maxLength={40}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={take}
          onPressEnter={take}
        />
      )}
    </PropertyRow>
  );
}

/** A condition of the field: over those before it, or over all others where a later one may be looked at. */
function When(props: {
  name: 'showWhen' | 'requireWhen';
  label: string;
  spot: Spot;
  among: 'before' | 'all';
}) {
  const { name, label, spot, among } = props;
  const { history, act, isFixed } = useBuilder();
  const path = [...pathOf(spot), name];
  const field = fieldAt(history.now, spot);
  const all: Spot =
    spot.length === 1 ? [history.now.definition.fields.length] : [spot[0], Number.MAX_SAFE_INTEGER];
  const fields = fieldsBefore(history.now, among === 'before' ? spot : all).filter(
    ({ code }) => code !== field?.code,
  );
  return (
    <PropertyRow {...{ label, path }} below>
      {() => (
        <ConditionEditor
          {...{ label, fields }}
          disabled={isFixed}
          condition={field?.[name] as Condition | undefined}
          onChange={(value) => act({ type: 'set', path, value })}
        />
      )}
    </PropertyRow>
  );
}
