import { useLang, useWords } from '../i18n.ts';
import fieldStyles from '../phone/field.module.css';
import styles from './choice-widgets.module.css';
import type { WidgetProps } from './widget.ts';
import { words } from './words.ts';

/** Choices as a finger wants them: whole lines that can be touched, drawn over native controls. */
export function OptionList(props: {
  kind: 'radio' | 'checkbox';
  name: string;
  label?: string;
  options: { code: string; label: string }[];
  chosen: readonly string[];
  onChoose: (code: string) => void;
  onLeave?: () => void;
}) {
  const { kind, name, label, options, chosen, onChoose, onLeave } = props;
  return (
    <fieldset className={styles.options} aria-label={label}>
      {options.map((option) => (
        <label key={option.code} className={styles.option}>
          <input
            type={kind}
            name={name}
            value={option.code}
            checked={chosen.includes(option.code)}
            onChange={() => onChoose(option.code)}
            onBlur={onLeave}
          />
          <span className={`${styles.mark} ${styles[kind] ?? ''}`} aria-hidden="true" />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function YesNoWidget({ id, value, onChange, onLeave }: WidgetProps<'yesno'>) {
  const t = useWords(words);
  const side = (answer: boolean) => (
    <label className={styles.side}>
      <input
        type="radio"
        id={answer ? id : `${id}-no`}
        // The same question may stand twice on a page; radios of one name would be one question.
        name={id}
        checked={value === answer}
        onChange={() => onChange(answer)}
        onBlur={onLeave}
      />
      <span className={styles.sideText}>{t(answer ? 'yes' : 'no')}</span>
    </label>
  );
  return (
    <span className={styles.yesNo}>
      {side(true)}
      {side(false)}
    </span>
  );
}

/** More options than this are a list to open, not to scroll past. */
const MOST_SHOWN = 8;

export function ChoiceWidget(props: WidgetProps<'choice'>) {
  const { field, id, value, onChange, onLeave, describedBy } = props;
  const lang = useLang();
  const t = useWords(words);
  if (field.options.length > MOST_SHOWN) {
    return (
      <select
        id={id}
        name={id}
        className={`${fieldStyles.input} ${fieldStyles.select}`}
        // The frame names a group, as of radios; a list to open takes the name from it.
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy}
        value={typeof value === 'string' ? value : ''}
        onBlur={onLeave}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{t('choose')}</option>
        {field.options.map((option) => (
          <option key={option.code} value={option.code}>
            {option.label[lang]}
          </option>
        ))}
      </select>
    );
  }
  return (
    <OptionList
      kind="radio"
      name={id}
      options={field.options.map(({ code, label }) => ({ code, label: label[lang] }))}
      chosen={typeof value === 'string' ? [value] : []}
      onChoose={onChange}
      onLeave={onLeave}
    />
  );
}

export function ChoicesWidget({ field, id, value, onChange, onLeave }: WidgetProps<'choices'>) {
  const lang = useLang();
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const toggle = (code: string) => {
    const next = chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code];
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <OptionList
      kind="checkbox"
      name={id}
      options={field.options.map(({ code, label }) => ({ code, label: label[lang] }))}
      chosen={chosen}
      onChoose={toggle}
      onLeave={onLeave}
    />
  );
}

/** One thing to tick, with its text beside it. */
export function Tick(props: {
  id?: string;
  name: string;
  label: string;
  checked: boolean;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (checked: boolean) => void;
  onLeave?: () => void;
}) {
  const { id, name, label, checked, invalid, describedBy, onChange, onLeave } = props;
  return (
    <label className={`${styles.option} ${styles.tick}`}>
      <input
        id={id}
        type="checkbox"
        name={name}
        checked={checked}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onBlur={onLeave}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={`${styles.mark} ${styles.checkbox}`} aria-hidden="true" />
      <span>{label}</span>
    </label>
  );
}

export function DeclarationWidget(props: WidgetProps<'declaration'>) {
  const { field, id, value, invalid, describedBy, onChange, onLeave } = props;
  const lang = useLang();
  return (
    <Tick
      {...{ id, invalid, describedBy, onLeave }}
      name={id}
      label={field.text[lang]}
      checked={value === true}
      onChange={(checked) => onChange(checked || undefined)}
    />
  );
}
