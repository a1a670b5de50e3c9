import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import type { FieldOf, FormDefinition } from '../../../forms/definition.ts';
import { isRequired, visibleRowFields } from '../../../forms/visibility.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import { useLang, useWords } from '../i18n.ts';
import { FieldFrame } from './field-frame.tsx';
import { FieldRow, type RawValues, useIssueAt, withValue } from './form-fields.tsx';
import { words } from './words.ts';

type GroupFieldProps = {
  definition: FormDefinition;
  field: FieldOf<'group'>;
  id: string;
  values: RawValues;
  issues: readonly FieldProblem[];
  disabled: boolean;
  onChange: (rows: RawValues[] | undefined) => void;
  onLeave: (path: string) => void;
};

const rowsOf = (value: unknown): RawValues[] =>
  Array.isArray(value) ? value.map((row) => (isObject(row) ? row : {})) : [];

function isObject(value: unknown): value is RawValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key for each row that stays with it when an earlier one is removed. */
function useRowKeys(count: number) {
  const keys = useRef<number[]>([]);
  const made = useRef(0);
  while (keys.current.length < count) keys.current.push(made.current++);
  keys.current.length = count;
  return { keys: keys.current, forget: (index: number) => void keys.current.splice(index, 1) };
}

/** A repeated group: rows that can be added and removed, at least one open when any is required. */
export function GroupField(props: GroupFieldProps) {
  const { definition, field, id, values, issues, disabled, onChange } = props;
  const lang = useLang();
  const say = useWords(words);
  const issueAt = useIssueAt(issues);
  const required = isRequired(definition, field.code, values);
  const filled = rowsOf(values[field.code]);
  const rows = filled.length === 0 && required ? [{}] : filled;
  const { keys, forget } = useRowKeys(rows.length);
  const title = (n: number) => field.rowLabel[lang].replace('{n}', String(n));
  const setRow = (index: number, row: RawValues) =>
    onChange(rows.map((each, at) => (at === index ? row : each)));
  const remove = (index: number) => {
    forget(index);
    const left = rows.filter((_, at) => at !== index);
    onChange(left.length > 0 ? left : undefined);
  };
  return (
    <FieldFrame
      id={id}
      label={field.label[lang]}
      required={required}
      hint={field.hint?.[lang]}
      error={issueAt(field.code)}
      grouped
      wide
    >
      {rows.map((row, index) => (
        <section key={keys[index]} className="ax-group-row" aria-label={title(index + 1)}>
          <header className="ax-group-head">
            <span>{title(index + 1)}</span>
            {!disabled && filled.length > 0 && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={say('removeRow', { title: title(index + 1) })}
                onClick={() => remove(index)}
              />
            )}
          </header>
          <GroupRow {...props} row={row} index={index} set={(next) => setRow(index, next)} />
        </section>
      ))}
      {!disabled && (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          disabled={rows.length >= field.max}
          onClick={() => onChange([...rows, {}])}
        >
          {rows.length >= field.max
            ? say('rowsFull', { max: field.max })
            : say('addRow', { title: title(rows.length + 1) })}
        </Button>
      )}
    </FieldFrame>
  );
}

function GroupRow(
  props: GroupFieldProps & { row: RawValues; index: number; set: (row: RawValues) => void },
) {
  const { definition, field, id, values, issues, disabled, row, index, set } = props;
  const issueAt = useIssueAt(issues);
  const shown = visibleRowFields(definition, field.code, values, row);
  return field.fields
    .filter((inner) => shown.has(inner.code))
    .map((inner) => {
      const path = `${field.code}.${index}.${inner.code}`;
      return (
        <FieldRow
          key={inner.code}
          field={inner}
          id={`${id}-${index}-${inner.code}`}
          required={isRequired(definition, inner.code, values, { group: field.code, row })}
          value={row[inner.code]}
          error={issueAt(path)}
          disabled={disabled}
          onChange={(value) => set(withValue(row, inner.code, value))}
          onLeave={() => props.onLeave(path)}
        />
      );
    });
}
