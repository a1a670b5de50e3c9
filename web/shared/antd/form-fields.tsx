import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import type { Field, FormDefinition, RowField } from '../../../forms/definition.ts';
import { answerAllNo, isRequired, visibleFields } from '../../../forms/visibility.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import { useLang, useWords } from '../i18n.ts';
import { fieldText } from '../problems.ts';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { GroupField } from './group-field.tsx';
import { useSurroundings } from './surroundings.ts';
import type { Widget } from './widget.ts';
import { widgets } from './widgets.ts';
import { words } from './words.ts';
import './form.css';

/** Raw values as they were typed; the validator says what they are worth. */
export type RawValues = { [code: string]: unknown };

export type FormFieldsProps = {
  definition: FormDefinition;
  values: RawValues;
  /** Mistakes to show now, by dotted path. */
  issues: readonly FieldProblem[];
  onChange: (values: RawValues) => void;
  /** The person has left the field at this path. */
  onLeave?: (path: string) => void;
  disabled?: boolean;
};

/** One field that is not a group, with its frame. */
export function FieldRow(props: {
  field: RowField;
  id: string;
  required: boolean;
  value: unknown;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: unknown) => void;
  onLeave: () => void;
}) {
  const { field, id, required, value, error, disabled, onChange, onLeave } = props;
  const lang = useLang();
  const drawn = widgets[field.type];
  // The record is exhaustive, so that type and widget belong together; the compiler cannot see it.
  const Draw = drawn.widget as Widget<RowField['type']>;
  return (
    <FieldFrame
      id={id}
      label={field.label[lang]}
      required={required}
      hint={field.hint?.[lang]}
      error={error}
      grouped={drawn.grouped ?? false}
      wide={drawn.wide ?? false}
    >
      <Draw
        field={field}
        id={id}
        value={value}
        onChange={onChange}
        onLeave={onLeave}
        invalid={error !== undefined}
        disabled={disabled}
        describedBy={describedBy(id, field.hint !== undefined, error !== undefined)}
      />
    </FieldFrame>
  );
}

/** The text of the mistake at a path, if there is one. */
export function useIssueAt(issues: readonly FieldProblem[]) {
  const lang = useLang();
  const { zone } = useSurroundings();
  return (path: string): string | undefined => {
    const issue = issues.find((each) => each.path === path);
    return issue && fieldText(issue, lang, zone);
  };
}

/** All fields of a form that are shown for its present values. */
export function FormFields(props: FormFieldsProps) {
  const { definition, values, issues, onChange, disabled = false } = props;
  const say = useWords(words);
  const prefix = useId();
  const issueAt = useIssueAt(issues);
  const shown = visibleFields(definition, values);
  const set = (code: string, value: unknown) => onChange(withValue(values, code, value));
  const leave = (path: string) => props.onLeave?.(path);
  const firstYesNo = definition.allNo && definition.fields.find(({ type }) => type === 'yesno');
  const draw = (field: Field) => {
    const id = `${prefix}${field.code}`;
    if (field.type === 'group') {
      return (
        <GroupField
          key={field.code}
          {...{ definition, field, id, values, issues, disabled }}
          onChange={(rows) => set(field.code, rows)}
          onLeave={leave}
        />
      );
    }
    return (
      <FieldRow
        key={field.code}
        {...{ field, id, disabled }}
        required={isRequired(definition, field.code, values)}
        value={values[field.code]}
        error={issueAt(field.code)}
        onChange={(value) => set(field.code, value)}
        onLeave={() => leave(field.code)}
      />
    );
  };
  return (
    <div className="ax-form">
      {definition.fields.map((field) => (
        <div key={field.code} className="ax-form-slot" hidden={!shown.has(field.code)}>
          {field === firstYesNo && (
            <div className="ax-allno">
              <Button
                icon={<CheckOutlined />}
                disabled={disabled}
                onClick={() => onChange(answerAllNo(definition, values))}
              >
                {say('allNo')}
              </Button>
              <span className="ax-field-hint">{say('allNoHint')}</span>
            </div>
          )}
          {shown.has(field.code) && draw(field)}
        </div>
      ))}
    </div>
  );
}

/** The values with one of them set; `undefined` takes it out. */
export function withValue(values: RawValues, code: string, value: unknown): RawValues {
  const { [code]: _, ...rest } = values;
  return value === undefined ? rest : { ...rest, [code]: value };
}

/** Brings the first marked field into view and puts the cursor into it. */
export function goToFirstMistake(root: HTMLElement | null): void {
  const bad = root?.querySelector<HTMLElement>('.ax-field-bad');
  if (!bad) return;
  bad.scrollIntoView({ block: 'center', behavior: 'smooth' });
  bad.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}
