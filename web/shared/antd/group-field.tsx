import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { FieldOf } from '../../../forms/definition.ts';
import { useFormContext } from '../form-context.ts';
import type { ReportForm } from '../form-state.ts';
import { useLang, useWords } from '../i18n.ts';
import { fieldText } from '../problems.ts';
import { useRowKeys } from '../row-keys.ts';
import { rowsOf } from '../values.ts';
import { FieldFrame } from './field-frame.tsx';
import { FieldRow } from './form-fields.tsx';
import styles from './group-field.module.css';
import { words } from './words.ts';

type GroupFieldProps = {
  form: ReportForm;
  field: FieldOf<'group'>;
  id: string;
  disabled: boolean;
};

/** A repeated group: rows that can be added and removed, one open from the start when required. */
export function GroupField({ form, field, id, disabled }: GroupFieldProps) {
  const lang = useLang();
  const t = useWords(words);
  const { zone } = useFormContext();
  const issue = form.issueAt(field.code);
  const required = form.required(field.code);
  const count = rowsOf(form.values, field.code).length;
  // The first row of a required group is open before it exists.
  const shown = count === 0 && required ? 1 : count;
  const { keys, forget } = useRowKeys(shown);
  const title = (n: number) => field.rowLabel[lang].replace('{n}', String(n));
  const remove = (index: number) => {
    forget(index);
    form.removeRow(field.code, index);
  };
  const add = () => {
    if (count < shown) form.addRow(field.code);
    form.addRow(field.code);
  };
  return (
    <FieldFrame
      id={id}
      label={field.label[lang]}
      required={required}
      hint={field.hint?.[lang]}
      error={issue && fieldText(issue, lang, zone)}
      grouped
      layout="wide"
    >
      {keys.map((key, index) => (
        <section key={key} className={styles.row} aria-label={title(index + 1)}>
          <header className={styles.head}>
            <span>{title(index + 1)}</span>
            {!disabled && count > 0 && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('removeRow', { title: title(index + 1) })}
                onClick={() => remove(index)}
              />
            )}
          </header>
          <GroupRow {...{ form, field, id, disabled, index }} exists={index < count} />
        </section>
      ))}
      {!disabled && (
        <Button type="dashed" icon={<PlusOutlined />} disabled={shown >= field.max} onClick={add}>
          {shown >= field.max
            ? t('rowsFull', { max: field.max })
            : t('addRow', { title: title(shown + 1) })}
        </Button>
      )}
    </FieldFrame>
  );
}

function GroupRow(props: GroupFieldProps & { index: number; exists: boolean }) {
  const { form, field, id, disabled, index, exists } = props;
  const shown = form.visible(field.code, index);
  const set = (path: string) => (value: unknown) => {
    if (!exists) form.addRow(field.code);
    form.set(path, value);
  };
  return field.fields
    .filter((inner) => shown.has(inner.code))
    .map((inner) => {
      const path = `${field.code}.${index}.${inner.code}`;
      return (
        <FieldRow
          key={inner.code}
          {...{ form, path, disabled }}
          field={inner}
          id={`${id}-${index}-${inner.code}`}
          required={form.required(inner.code, field.code, index)}
          set={set(path)}
        />
      );
    });
}
