import { Button, Flex, Select } from 'antd';
import { useFormContext } from '../form-context.ts';
import { useLang, useWords } from '../i18n.ts';
import { useRegion } from '../regions/use-region.ts';
import { words } from '../regions/words.ts';
import type { WidgetProps } from './widget.ts';
import widths from './widths.module.css';

/** One list for each level, which can be searched in. */
export function RegionWidget(props: WidgetProps<'region'>) {
  const { id, invalid, disabled, describedBy } = props;
  const { zone } = useFormContext();
  const { levels, problem, retry } = useRegion(props.value, props.onChange, zone);
  const lang = useLang();
  const t = useWords(words);
  return (
    <Flex wrap gap="small">
      {levels.map(({ name, options, chosen, loading, choose }, index) => (
        <Select
          key={name}
          {...(index === 0 && { id })}
          className={widths.short}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          {...{ disabled, loading }}
          value={chosen?.code}
          placeholder={name}
          options={options.map((option) => ({ value: option.code, label: option.name[lang] }))}
          aria-label={name}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          {...(invalid && { status: 'error' as const })}
          onChange={(code: string | undefined) => choose(code)}
          onBlur={props.onLeave}
        />
      ))}
      {problem && (
        <div role="alert">
          {problem}
          <Button type="link" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </Flex>
  );
}
