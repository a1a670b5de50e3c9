import { InputNumber } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import type { Path } from '../shell/paths.ts';
import { PropertyRow } from '../shell/property-row.tsx';
import { useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** A whole number with its unit; one that may be left out says what counts then. */
export function Numbers(props: {
  label: string;
  hint?: string;
  path: Path;
  value: number | undefined;
  max: number;
  unit: 'days' | 'hours';
  usual?: number;
}) {
  const { label, hint, path, value, max, unit, usual } = props;
  const t = useWords(rulesWords);
  const { set, isFixed } = useRules();
  return (
    <PropertyRow {...{ label, hint, path }}>
      {(id) => (
        <InputNumber
          id={id}
          {...{ min: 1, max, precision: 0, disabled: isFixed }}
          suffix={t(`unit_${unit}`)}
          value={value ?? null}
          {...(usual !== undefined && { placeholder: t('usual', { value: usual }) })}
          onChange={(typed) => set(path, typed ?? undefined)}
        />
      )}
    </PropertyRow>
  );
}
