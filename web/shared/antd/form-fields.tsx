import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import type { RowField } from '../../../forms/definition.ts';
import { useFormContext } from '../form-context.ts';
import type { ReportForm } from '../form-state.ts';
import { useLang, useWords } from '../i18n.ts';
import { fieldText } from '../problems.ts';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { GroupField } from './group-field.tsx';
import type { Widget } from './widget.ts';
import { widgets } from './widgets.ts';
import { words } from './words.ts';
import './form.css';

type FieldRowProps = {
  form: ReportForm;
  field: RowField;
  /** Dotted path of its value. */
  path: string;
  id: string;
  required: boolean;
  disabled: boolean;
  /** Instead of `form.set`, where a row must first be made. */
  set?: (value: unknown) => void;
};

/** One field that is not a group, with its frame. */
export function FieldRow({ form, field, path, id, required, disabled, set }: FieldRowProps) {
  const lang = useLang();
  const { zone } = useFormContext();
  const issue = form.issueAt(path);
  const error = issue && fieldText(issue, lang, zone);
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
    >
      <Draw
        field={field}
        id={id}
        value={form.valueAt(path)}
        onChange={set ?? ((value) => form.set(path, value))}
        onLeave={() => form.touch(path)}
        invalid={error !== undefined}
        disabled={disabled}
        describedBy={describedBy(id, field.hint !== undefined, error !== undefined)}
      />
    </FieldFrame>
  );
}

/** All fields of a form that are shown for its present values. */
export function FormFields({ form, disabled = false }: { form: ReportForm; disabled?: boolean }) {
  const prefix = useId();
  const { definition } = form;
  const shown = form.visible();
  const firstYesNo = definition.allNo && definition.fields.find(({ type }) => type === 'yesno');
  return (
    <div className="ax-form">
      {definition.fields
        .filter((field) => shown.has(field.code))
        .map((field) => (
          <div key={field.code} className="ax-form-slot">
            {field === firstYesNo && <AllNo form={form} disabled={disabled} />}
            {field.type === 'group' ? (
              <GroupField form={form} field={field} id={prefix + field.code} disabled={disabled} />
            ) : (
              <FieldRow
                {...{ form, field, disabled }}
                path={field.code}
                id={prefix + field.code}
                required={form.required(field.code)}
              />
            )}
          </div>
        ))}
    </div>
  );
}

function AllNo({ form, disabled }: { form: ReportForm; disabled: boolean }) {
  const t = useWords(words);
  return (
    <div className="ax-allno">
      <Button icon={<CheckOutlined />} disabled={disabled} onClick={form.allNo}>
        {t('allNo')}
      </Button>
      <span className="ax-field-hint">{t('allNoHint')}</span>
    </div>
  );
}

/** Brings the first marked field into view and puts the cursor into it. */
export function goToFirstMistake(root: HTMLElement | null): void {
  const bad = root?.querySelector<HTMLElement>('.ax-field-bad');
  if (!bad) return;
  bad.scrollIntoView({ block: 'center', behavior: 'smooth' });
  bad.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}
