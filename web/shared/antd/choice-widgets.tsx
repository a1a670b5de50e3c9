import { Checkbox, Radio, Select } from 'antd';
import type { Option } from '../../../forms/definition.ts';
import { useLang, useWords } from '../i18n.ts';
import styles from './choice-widgets.module.css';
import type { WidgetProps } from './widget.ts';
import widths from './widths.module.css';
import { words } from './words.ts';

/** The label of a group of radios or boxes names the whole of it. */
function groupMarks({ id, describedBy }: { id: string; describedBy: string | undefined }) {
  return { 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy };
}

export function YesNoWidget(props: WidgetProps<'yesno'>) {
  const t = useWords(words);
  return (
    <Radio.Group
      {...groupMarks(props)}
      id={props.id}
      value={props.value}
      disabled={props.disabled}
      optionType="button"
      buttonStyle="solid"
      className={props.invalid ? `${styles.yesNo} ${styles.invalid}` : styles.yesNo}
      options={[
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ]}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

/** So few that all of them are seen at once. */
const AT_ONCE = 5;

export function ChoiceWidget(props: WidgetProps<'choice'>) {
  const { field, id, value } = props;
  const t = useWords(words);
  const lang = useLang();
  const options = labelled(field.options, lang);
  if (field.options.length <= AT_ONCE) {
    return (
      <Radio.Group
        {...groupMarks(props)}
        id={id}
        className={styles.options}
        value={value}
        disabled={props.disabled}
        options={options}
        onChange={(event) => props.onChange(event.target.value)}
      />
    );
  }
  return (
    <Select
      id={id}
      className={widths.wide}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={typeof value === 'string' ? value : undefined}
      disabled={props.disabled}
      options={options}
      placeholder={t('choose')}
      aria-labelledby={`${id}-label`}
      aria-describedby={props.describedBy}
      {...(props.invalid && { status: 'error' })}
      onChange={(code: string | undefined) => props.onChange(code)}
      onBlur={props.onLeave}
    />
  );
}

export function ChoicesWidget(props: WidgetProps<'choices'>) {
  const lang = useLang();
  return (
    <Checkbox.Group
      {...groupMarks(props)}
      className={styles.choices}
      value={Array.isArray(props.value) ? props.value : []}
      disabled={props.disabled}
      options={labelled(props.field.options, lang)}
      onChange={(codes) => props.onChange(codes)}
    />
  );
}

function labelled(options: readonly Option[], lang: 'zh' | 'en') {
  return options.map((option) => ({ value: option.code, label: option.label[lang] }));
}

export function DeclarationWidget(props: WidgetProps<'declaration'>) {
  const lang = useLang();
  return (
    <Checkbox
      id={props.id}
      className={styles.tick}
      checked={props.value === true}
      disabled={props.disabled}
      aria-invalid={props.invalid || undefined}
      aria-describedby={props.describedBy}
      onChange={(event) => props.onChange(event.target.checked || undefined)}
    >
      {props.field.text[lang]}
    </Checkbox>
  );
}
