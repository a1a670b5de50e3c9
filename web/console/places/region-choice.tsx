import { Button, Flex, Select } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import { codeIn } from '../../shared/regions/levels.ts';
import { useRegion } from '../../shared/regions/use-region.ts';
import { words } from '../../shared/regions/words.ts';

/** A region by its code, one list for each level; one may stop at any level. The form gives value and change. */
export function RegionChoice(props: {
  id?: string;
  value?: string | null;
  onChange?: (code: string | null) => void;
}) {
  const { id, value, onChange } = props;
  const lang = useLang();
  const t = useWords(words);
  const change = (next: unknown) => onChange?.(codeIn(next) ?? null);
  const { levels, problem, retry } = useRegion(
    value ? { code: value } : undefined,
    change,
    'Asia/Shanghai',
  );
  return (
    <Flex wrap gap="small">
      {levels.map(({ name, options, chosen, loading, choose }, index) => (
        <Select
          key={name}
          {...(index === 0 && id && { id })}
          style={{ flex: '1 1 200px' }}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          loading={loading}
          {...(chosen && { value: chosen.code })}
          placeholder={name}
          aria-label={name}
          options={options.map((option) => ({ value: option.code, label: option.name[lang] }))}
          onChange={(code: string | undefined) => choose(code)}
        />
      ))}
      {problem && (
        <div role="alert">
          {problem}{' '}
          <Button type="link" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </Flex>
  );
}
