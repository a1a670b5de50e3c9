import { useFormContext } from '../form-context.ts';
import { useLang, useWords } from '../i18n.ts';
import buttonsStyles from '../phone/buttons.module.css';
import fieldStyles from '../phone/field.module.css';
import { useRegion } from '../regions/use-region.ts';
import { words } from '../regions/words.ts';
import styles from './region-widget.module.css';
import { controlProps, type WidgetProps } from './widget.ts';

/** One list for each level; the phone draws them in its own way. */
export function RegionWidget(props: WidgetProps<'region'>) {
  const { zone } = useFormContext();
  const { levels, problem, retry } = useRegion(props.value, props.onChange, zone);
  const lang = useLang();
  const t = useWords(words);
  return (
    <div className={styles.levels}>
      {levels.map(({ name, options, chosen, loading, choose }, index) => (
        <select
          key={name}
          {...controlProps(props)}
          id={index === 0 ? props.id : undefined}
          name={`${props.path}.${index}`}
          className={`${fieldStyles.input} ${fieldStyles.select}`}
          aria-label={name}
          aria-busy={loading}
          value={chosen?.code ?? ''}
          onChange={({ target }) => choose(target.value || undefined)}
        >
          <option value="">{name}</option>
          {options.map((option) => (
            <option key={option.code} value={option.code}>
              {option.name[lang]}
            </option>
          ))}
        </select>
      ))}
      {problem && (
        <div role="alert">
          <p>{problem}</p>
          <button type="button" className={buttonsStyles.text} onClick={retry}>
            {t('retry')}
          </button>
        </div>
      )}
    </div>
  );
}
