import { useId } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import field from '../../shared/phone/field.module.css';
import { codeIn } from '../../shared/regions/levels.ts';
import { useRegion } from '../../shared/regions/use-region.ts';
import { words as regionWords } from '../../shared/regions/words.ts';
import { words } from './words.ts';

/** A region by its code, chosen level by level; one may stop at any level. */
export function RegionEntry(props: {
  code: string | null;
  onChange: (code: string | null) => void;
  error?: string | undefined;
}) {
  const t = useWords(words);
  const region = useWords(regionWords);
  const lang = useLang();
  const id = useId();
  const value = props.code === null ? undefined : { code: props.code };
  const change = (next: unknown) => props.onChange(codeIn(next) ?? null);
  const { levels, problem, retry } = useRegion(value, change, 'Asia/Shanghai');
  return (
    <fieldset className={field.entry} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend className={field.label}>{t('regionLabel')}</legend>
      {levels.map(({ name, options, chosen, loading, choose }) => (
        <select
          key={name}
          id={`${id}-${name}`}
          className={`${field.input} ${field.select}`}
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
      {(problem ?? props.error) && (
        <div role="alert">
          <p>{problem ?? props.error}</p>
          {problem && (
            <button type="button" className={buttons.text} onClick={retry}>
              {region('retry')}
            </button>
          )}
        </div>
      )}
    </fieldset>
  );
}
