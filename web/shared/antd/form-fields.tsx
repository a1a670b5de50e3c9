import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment, useId } from 'react';
import type { Field, RowField } from '../../../forms/definition.ts';
import { headingsOf } from '../../../forms/sections.ts';
import { useFormContext } from '../form-context.ts';
import type { ReportForm } from '../form-state.ts';
import { useLang, useWords } from '../i18n.ts';
import { fieldText } from '../problems.ts';
import { describedBy, FieldFrame } from './field-frame.tsx';
import styles from './form-fields.module.css';
import { GroupField } from './group-field.tsx';
import type { Widget } from './widget.ts';
import { widgets } from './widgets.ts';
import { words } from './words.ts';

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

/** Questions with two short answers, of which two fit into a row. */
const isShort = ({ type }: Field) => type === 'yesno';

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
      layout={isShort(field) ? 'short' : 'beside'}
    >
      <Draw
        field={field}
        id={id}
        value={form.valueAt(path)}
        onChange={set ?? ((value) => form.set(path, value))}
        other={(code) => form.otherAt(path, code)}
        onBegin={(code) => form.begin(path, code)}
        onLeave={() => form.touch(path)}
        invalid={error !== undefined}
        disabled={disabled}
        describedBy={describedBy(id, field.hint !== undefined, error !== undefined)}
      />
    </FieldFrame>
  );
}

/** All fields of a form that are shown for its present values, or these of them. */
export function FormFields(props: {
  form: ReportForm;
  disabled?: boolean;
  only?: ReadonlySet<string>;
}) {
  const { form, disabled = false, only } = props;
  const lang = useLang();
  const prefix = useId();
  const { definition } = form;
  const shown = form.visible();
  const isShown = (code: string) => shown.has(code) && only?.has(code) !== false;
  const headings = headingsOf(definition, isShown);
  const firstYesNo = definition.allNo && definition.fields.find(({ type }) => type === 'yesno');
  return (
    <div className={styles.form}>
      {definition.fields
        .filter(({ code }) => isShown(code))
        .map((field) => (
          <Fragment key={field.code}>
            {headings.has(field.code) && (
              <h3 className={styles.section}>{headings.get(field.code)?.[lang]}</h3>
            )}
            {field === firstYesNo && !only && <AllNo form={form} disabled={disabled} />}
            <div className={isShort(field) ? `${styles.slot} ${styles.half}` : styles.slot}>
              {field.type === 'group' ? (
                <GroupField
                  form={form}
                  field={field}
                  id={prefix + field.code}
                  disabled={disabled}
                />
              ) : (
                <FieldRow
                  {...{ form, field, disabled }}
                  path={field.code}
                  id={prefix + field.code}
                  required={form.required(field.code)}
                />
              )}
            </div>
          </Fragment>
        ))}
    </div>
  );
}

function AllNo({ form, disabled }: { form: ReportForm; disabled: boolean }) {
  const t = useWords(words);
  return (
    <div className={styles.allNo}>
      <Button icon={<CheckOutlined />} disabled={disabled} onClick={form.allNo}>
        {t('allNo')}
      </Button>
      <span className={styles.allNoHint}>{t('allNoHint')}</span>
    </div>
  );
}

/** Brings the first marked field into view and puts the cursor into it. */
export function goToFirstMistake(root: HTMLElement | null): void {
  const bad = root?.querySelector<HTMLElement>('[data-invalid]');
  if (!bad) return;
  bad.scrollIntoView({ block: 'center', behavior: 'smooth' });
  bad.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}
