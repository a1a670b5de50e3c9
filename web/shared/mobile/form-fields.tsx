import { type ReactNode, useId } from 'react';
import type { FieldOf, RowField } from '../../../forms/definition.ts';
import { headingsOf } from '../../../forms/sections.ts';
import { useFormContext } from '../form-context.ts';
import type { ReportForm } from '../form-state.ts';
import { useLang, useWords } from '../i18n.ts';
import buttonsStyles from '../phone/buttons.module.css';
import fieldStyles from '../phone/field.module.css';
import { fieldText } from '../problems.ts';
import { useRowKeys } from '../row-keys.ts';
import textStyles from '../text.module.css';
import { rowsOf } from '../values.ts';
import styles from './form-fields.module.css';
import type { Widget } from './widget.ts';
import { widgets } from './widgets.ts';
import { words } from './words.ts';

function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

function Mistake({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <span className={fieldStyles.error} id={`${id}-error`}>
      <span aria-hidden="true" className={fieldStyles.errorMark}>
        !
      </span>
      {text}
    </span>
  ) : null;
}

/** Label, hint, control and mistake of one field. */
function FieldFrame(props: {
  id: string;
  label: string;
  hint: string | undefined;
  required: boolean;
  mistake: string | undefined;
  grouped: boolean;
  inline: boolean;
  children: ReactNode;
}) {
  const { id, label, hint, required, mistake, grouped, inline, children } = props;
  const t = useWords(words);
  const title = (
    <>
      {required && (
        <span className={styles.star} aria-hidden="true">
          *
        </span>
      )}
      {label}
      <span className={required ? textStyles.sr : styles.optional}>
        {t(required ? 'required' : 'optional')}
      </span>
    </>
  );
  const name = grouped ? (
    <span className={fieldStyles.label} id={`${id}-label`}>
      {title}
    </span>
  ) : (
    <label className={fieldStyles.label} htmlFor={id}>
      {title}
    </label>
  );
  return (
    <div
      className={classes(styles.field, inline && styles.inline, mistake && styles.bad)}
      data-invalid={mistake ? '' : undefined}
      {...(grouped && {
        role: 'group',
        'aria-labelledby': `${id}-label`,
        'aria-describedby': describedBy(id, hint, mistake),
      })}
    >
      <div className={styles.line}>
        {name}
        <div className={styles.control}>{children}</div>
      </div>
      {hint && (
        <span className={fieldStyles.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <Mistake id={id} text={mistake} />
    </div>
  );
}

function describedBy(id: string, hint?: string, mistake?: string): string | undefined {
  const ids = [hint && `${id}-hint`, mistake && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** Field codes are unique on a page; ids of a form opened over another must not be. */
export function FieldRow(props: {
  form: ReportForm;
  field: RowField;
  prefix: string;
  path: string;
  required: boolean;
}) {
  const { form, field, prefix, path, required } = props;
  const lang = useLang();
  const { zone } = useFormContext();
  const issue = form.issueAt(path);
  const mistake = issue && fieldText(issue, lang, zone);
  const id = `${prefix}${path}`;
  const { widget, grouped = false, inline = false } = widgets[field.type];
  // Each type has the widget of its own in the table; the compiler cannot follow the pair through it.
  const Draw = widget as Widget<RowField['type']>;
  const hint = field.hint?.[lang];
  return (
    <FieldFrame {...{ id, hint, required, mistake, grouped, inline }} label={field.label[lang]}>
      <Draw
        {...{ field, id, path }}
        value={form.valueAt(path)}
        onChange={(value) => form.set(path, value)}
        other={(code) => form.otherAt(path, code)}
        onBegin={(code) => form.begin(path, code)}
        onLeave={() => form.touch(path)}
        invalid={mistake !== undefined}
        describedBy={grouped ? undefined : describedBy(id, hint, mistake)}
      />
    </FieldFrame>
  );
}

function GroupField(props: {
  form: ReportForm;
  field: FieldOf<'group'>;
  prefix: string;
  required: boolean;
}) {
  const { form, field, prefix, required } = props;
  const lang = useLang();
  const t = useWords(words);
  const { zone } = useFormContext();
  const rows = rowsOf(form.values, field.code);
  const issue = form.issueAt(field.code);
  const { keys, forget } = useRowKeys(rows.length);
  const titleOf = (index: number) => field.rowLabel[lang].replace('{n}', String(index + 1));
  return (
    <div
      className={classes(styles.field, styles.group, issue && styles.bad)}
      data-invalid={issue ? '' : undefined}
    >
      <span className={fieldStyles.label}>
        {required && (
          <span className={styles.star} aria-hidden="true">
            *
          </span>
        )}
        {field.label[lang]}
      </span>
      {field.hint && <span className={fieldStyles.hint}>{field.hint[lang]}</span>}
      {keys.map((key, index) => {
        const visible = form.visible(field.code, index);
        return (
          <fieldset key={key} className={styles.row}>
            <legend>{titleOf(index)}</legend>
            <button
              type="button"
              className={`${buttonsStyles.text} ${styles.rowRemove}`}
              aria-label={t('removeRow', { title: titleOf(index) })}
              onClick={() => {
                forget(index);
                form.removeRow(field.code, index);
              }}
            >
              {t('remove')}
            </button>
            {field.fields
              .filter((inner) => visible.has(inner.code))
              .map((inner) => (
                <FieldRow
                  key={inner.code}
                  {...{ form, prefix }}
                  field={inner}
                  path={`${field.code}.${index}.${inner.code}`}
                  required={form.required(inner.code, field.code, index)}
                />
              ))}
          </fieldset>
        );
      })}
      {rows.length < field.max && (
        <button
          type="button"
          className={buttonsStyles.wide}
          data-path={field.code}
          onClick={() => form.addRow(field.code)}
        >
          ＋ {t('addRow', { title: titleOf(rows.length) })}
        </button>
      )}
      <Mistake id={prefix + field.code} text={issue && fieldText(issue, lang, zone)} />
    </div>
  );
}

/** All fields of a form that are shown for its present values, with 全部选否 where it is offered; or these of them. */
export function FormFields({ form, only }: { form: ReportForm; only?: ReadonlySet<string> }) {
  const t = useWords(words);
  const prefix = useId();
  const { definition } = form;
  const lang = useLang();
  const visible = form.visible();
  const isShown = (code: string) => visible.has(code) && only?.has(code) !== false;
  const headings = headingsOf(definition, isShown);
  const firstYesNo = definition.allNo && definition.fields.find(({ type }) => type === 'yesno');
  return (
    <div className={styles.form}>
      {definition.fields.map((field) => {
        if (!isShown(field.code)) return null;
        const required = form.required(field.code);
        const heading = headings.get(field.code)?.[lang];
        return (
          <div key={field.code} className={styles.slot}>
            {heading && <h3 className={styles.section}>{heading}</h3>}
            {field === firstYesNo && !only && (
              <div className={styles.allNo}>
                <button type="button" className={buttonsStyles.wide} onClick={form.allNo}>
                  {t('allNo')}
                </button>
                <span className={`${fieldStyles.hint} ${styles.allNoHint}`}>{t('allNoHint')}</span>
              </div>
            )}
            {field.type === 'group' ? (
              <GroupField {...{ form, field, prefix, required }} />
            ) : (
              <FieldRow {...{ form, field, prefix, required }} path={field.code} />
            )}
          </div>
        );
      })}
    </div>
  );
}
