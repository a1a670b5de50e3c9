import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { Option } from '../../../forms/definition.ts';
import { useWords } from '../../shared/i18n.ts';
import { type Path, valueAt, withAt } from '../shell/paths.ts';
import styles from '../shell/properties.module.css';
import { Mistakes } from '../shell/property-row.tsx';
import { useTold } from '../shell/use-told.ts';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';

/** What a choice offers: each option with its code and both languages, in an order of one's own. */
export function OptionsEditor({ path, label }: { path: Path; label: string }) {
  const t = useWords(builderWords);
  const told = useTold();
  const { history, act, isFixed } = useBuilder();
  const options = (valueAt(history.now, path) ?? []) as Option[];
  const replace = (next: Option[]) =>
    act({ type: 'change', built: withAt(history.now, path, next) });
  const swap = (index: number, other: number) => {
    const [one, two] = [options[index], options[other]];
    if (one && two) replace(options.with(index, two).with(other, one));
  };
  const add = () => {
    const taken = new Set(options.map(({ code }) => code));
    let n = options.length + 1;
    while (taken.has(`o${n}`)) n += 1;
    replace([...options, { code: `o${n}`, label: { zh: `选项 ${n}`, en: `Option ${n}` } }]);
  };
  return (
    <fieldset className={styles.options}>
      <legend className={styles.label}>{label}</legend>
      {options.map((option, index) => {
        const own = [...path, index];
        const name = t('optionNumber', { n: index + 1 });
        const set = (step: string, value: unknown) =>
          act({ type: 'set', path: [...own, step], value });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option whose code is typed has nothing else
          <div key={index} className={styles.option} data-at={own.join('.')}>
            <Input
              value={option.code}
              disabled={isFixed}
              aria-label={told(name, t('code'))}
              onChange={(event) => set('code', event.target.value)}
            />
            {(['zh', 'en'] as const).map((lang) => (
              <Input
                key={lang}
                value={option.label?.[lang] ?? ''}
                disabled={isFixed}
                aria-label={told(name, t(lang))}
                suffix={<span className={styles.lang}>{t(lang)}</span>}
                onChange={(event) => set('label', { ...option.label, [lang]: event.target.value })}
              />
            ))}
            <span className={styles.optionActs}>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={t('moveUp', { name })}
                disabled={isFixed || index === 0}
                onClick={() => swap(index, index - 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={t('moveDown', { name })}
                disabled={isFixed || index === options.length - 1}
                onClick={() => swap(index, index + 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('remove', { name })}
                disabled={isFixed}
                onClick={() => replace(options.toSpliced(index, 1))}
              />
            </span>
            <Mistakes path={own} below />
          </div>
        );
      })}
      <Button size="small" icon={<PlusOutlined />} disabled={isFixed} onClick={add}>
        {t('addOption')}
      </Button>
      <Mistakes path={path} />
    </fieldset>
  );
}
