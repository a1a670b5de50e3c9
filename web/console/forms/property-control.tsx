import { Input, InputNumber, Select } from 'antd';
import type { Field } from '../../../forms/definition.ts';
import type { Property } from '../../../forms/fields/described.ts';
import { useLang, useText } from '../../shared/i18n.ts';
import { type Path, valueAt } from '../shell/paths.ts';
import { PropertyRow, Texts } from '../shell/property-row.tsx';
import { BoundEditor } from './bound-editor.tsx';
import { useBuilder } from './builder-context.ts';
import type { Spot } from './model.ts';
import { OptionsEditor } from './options-editor.tsx';

type Props = { property: Property; path: Path; spot: Spot; field: Field };

/** The control of one property of a type of field, as `forms/fields/described.ts` has it. */
export function PropertyControl({ property, path, spot, field }: Props) {
  const text = useText();
  const { history, act, isFixed } = useBuilder();
  const label = text(property.label);
  const hint = property.hint && text(property.hint);
  const value = valueAt(history.now, path);
  const set = (next: unknown) => act({ type: 'set', path, value: next });
  if (property.as === 'texts') {
    const isNeeded = path.at(-1) === 'rowLabel' || path.at(-1) === 'text';
    return <Texts {...{ label, hint, path }} optional={!isNeeded} />;
  }
  if (property.as === 'options') return <OptionsEditor {...{ path, label }} />;
  return (
    <PropertyRow {...{ label, hint, path }} below>
      {(id) => {
        switch (property.as) {
          case 'text':
            return (
              <Input
                id={id}
                disabled={isFixed}
                value={typeof value === 'string' ? value : ''}
                onChange={({ target }) => set(target.value === '' ? undefined : target.value)}
              />
            );
          case 'number':
          case 'whole':
            return (
              <InputNumber
                id={id}
                disabled={isFixed}
                value={typeof value === 'number' ? value : null}
                {...(property.as === 'whole' && {
                  ...{ min: property.min, max: property.max, precision: 0 },
                })}
                onChange={(typed) => set(typed ?? undefined)}
              />
            );
          case 'one':
          case 'several':
            return <Choice {...{ id, property, value, set }} disabled={isFixed} />;
          case 'day':
          case 'instant':
            return (
              <BoundEditor
                {...{ id, label, path }}
                of={property.as}
                dates={datesFor(history.now, spot, field, property.as)}
              />
            );
          case 'rowDate':
            return <RowDate {...{ id, field, value, set }} disabled={isFixed} />;
        }
      }}
    </PropertyRow>
  );
}

/** Dates of the same row and of the form, but for the field itself. */
function datesFor(
  { definition: { fields } }: { definition: { fields: Field[] } },
  [index, inner]: Spot,
  field: Field,
  as: 'day' | 'instant',
): Field[] {
  const group = fields[index];
  const row = inner !== undefined && group?.type === 'group' ? group.fields : [];
  return [...row, ...fields].filter(
    (each) =>
      each.code !== field.code &&
      (each.type === 'datetime' || (as === 'day' && each.type === 'date')),
  );
}

function Choice(props: {
  id: string;
  property: Extract<Property, { as: 'one' | 'several' }>;
  value: unknown;
  disabled: boolean;
  set: (value: unknown) => void;
}) {
  const { id, property, value, disabled, set } = props;
  const text = useText();
  const options = Object.entries(property.of).map(([code, name]) => ({
    value: code,
    label: text(name),
  }));
  if (property.as === 'several') {
    return (
      <Select
        {...{ id, disabled, options }}
        mode="multiple"
        value={Array.isArray(value) ? value : []}
        onChange={set}
      />
    );
  }
  return (
    <Select
      {...{ id, disabled, options }}
      allowClear
      value={value as string | undefined}
      onChange={(chosen) => set(chosen)}
    />
  );
}

function RowDate(props: {
  id: string;
  field: Field;
  value: unknown;
  disabled: boolean;
  set: (value: unknown) => void;
}) {
  const { id, field, value, disabled, set } = props;
  const lang = useLang();
  const dates = field.type === 'group' ? field.fields.filter(({ type }) => type === 'date') : [];
  return (
    <Select
      {...{ id, disabled }}
      allowClear
      value={value as string | undefined}
      options={dates.map(({ code, label }) => ({ value: code, label: label[lang] || code }))}
      onChange={(chosen) => set(chosen)}
    />
  );
}
