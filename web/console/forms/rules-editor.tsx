import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { alertLevelNames, alertLevels } from '../../../forms/alert-levels.ts';
import type { AlertRule, Doubt } from '../../../forms/definition.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { compared } from './condition-value.ts';
import styles from './properties.module.css';
import { Mistakes, PropertyRow, Texts } from './property-row.tsx';
import { useTold } from './use-told.ts';

type Kind = 'alerts' | 'doubts';

/** When organisers are told of a report, or whoever sends it is asked once more. */
export function RulesEditor({ kind }: { kind: Kind }) {
  const t = useWords(builderWords);
  const told = useTold();
  const { history, act, isFixed } = useBuilder();
  const { definition } = history.now;
  const rules: readonly (AlertRule | Doubt)[] = definition[kind] ?? [];
  const path = ['definition', kind];
  const replace = (next: readonly object[]) =>
    act({ type: 'set', path, value: next.length > 0 ? next : undefined });
  const fields = definition.fields.filter(({ type }) => type !== 'group');
  const [first] = fields;
  const add = () => {
    if (!first) return;
    const taken = new Set(rules.map(({ code }) => code));
    let n = rules.length + 1;
    while (taken.has(`${kind.slice(0, -1)}${n}`)) n += 1;
    const rule = { code: `${kind.slice(0, -1)}${n}`, when: compared(first) };
    const empty = { zh: '', en: '' };
    replace([
      ...rules,
      kind === 'alerts' ? { ...rule, level: 'other', label: empty } : { ...rule, question: empty },
    ]);
  };
  return (
    <fieldset className={styles.options}>
      <legend className={styles.label}>{t(kind)}</legend>
      {rules.map((rule, index) => {
        const own = [...path, index];
        const name = t('ruleNumber', { n: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules stay in their order here
          <div key={index} className={styles.rule} data-at={own.join('.')}>
            <div className={styles.ruleHead}>
              <strong>{name}</strong>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                disabled={isFixed}
                aria-label={t('remove', { name })}
                onClick={() => replace(rules.toSpliced(index, 1))}
              />
            </div>
            {'level' in rule && <Level rule={rule} path={own} />}
            {kind === 'alerts' ? (
              <>
                <Texts label={t('alertLabel')} path={[...own, 'label']} />
                <Texts label={t('advice')} path={[...own, 'advice']} optional />
              </>
            ) : (
              <Texts label={t('question')} path={[...own, 'question']} />
            )}
            <PropertyRow label={t('when')} path={[...own, 'when']} below>
              {() => (
                <ConditionEditor
                  {...{ fields }}
                  label={told(name, t('when'))}
                  disabled={isFixed}
                  condition={rule.when}
                  onChange={(when) =>
                    when
                      ? act({ type: 'set', path: [...own, 'when'], value: when })
                      : replace(rules.toSpliced(index, 1))
                  }
                />
              )}
            </PropertyRow>
          </div>
        );
      })}
      <Button size="small" icon={<PlusOutlined />} disabled={isFixed || !first} onClick={add}>
        {t(kind === 'alerts' ? 'addAlert' : 'addDoubt')}
      </Button>
      <Mistakes path={path} />
    </fieldset>
  );
}

function Level({ rule, path }: { rule: AlertRule; path: (string | number)[] }) {
  const t = useWords(builderWords);
  const text = useText();
  const { act, isFixed } = useBuilder();
  return (
    <PropertyRow label={t('level')} path={[...path, 'level']}>
      {(id) => (
        <Select
          id={id}
          disabled={isFixed}
          value={rule.level}
          options={alertLevels.map((value) => ({ value, label: text(alertLevelNames[value]) }))}
          onChange={(level) => act({ type: 'set', path: [...path, 'level'], value: level })}
        />
      )}
    </PropertyRow>
  );
}
