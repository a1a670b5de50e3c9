import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { alertLevelNames, alertLevels } from '../../../forms/alert-levels.ts';
import type { AlertRule, Doubt, Field } from '../../../forms/definition.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { compared } from './condition-value.ts';
import { useDraft } from './draft-context.ts';
import { draftWords } from './draft-words.ts';
import { type Path, valueAt } from './paths.ts';
import styles from './properties.module.css';
import { Mistakes, PropertyRow, Texts } from './property-row.tsx';
import { useTold } from './use-told.ts';

type Kind = 'alerts' | 'doubts';

/** When organisers are told of a report, or whoever sends it is asked once more: the rules at a path, over these fields. */
export function RulesEditor(props: {
  kind: Kind;
  path: Path;
  fields: readonly Field[];
  /** What stands below a rule, such as the rule in one sentence. */
  below?: (rule: AlertRule | Doubt) => ReactNode;
}) {
  const { kind, path, below } = props;
  const t = useWords(draftWords);
  const told = useTold();
  const { now, set, isFixed } = useDraft();
  const rules = (valueAt(now, path) ?? []) as readonly (AlertRule | Doubt)[];
  const replace = (next: readonly object[]) => set(path, next);
  const fields = props.fields.filter(({ type }) => type !== 'group');
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
                <Texts label={t('advice')} path={[...own, 'advice']} rows={2} optional />
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
                    when ? set([...own, 'when'], when) : replace(rules.toSpliced(index, 1))
                  }
                />
              )}
            </PropertyRow>
            {below?.(rule)}
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

function Level({ rule, path }: { rule: AlertRule; path: Path }) {
  const t = useWords(draftWords);
  const text = useText();
  const { set, isFixed } = useDraft();
  return (
    <PropertyRow label={t('level')} path={[...path, 'level']}>
      {(id) => (
        <Select
          id={id}
          disabled={isFixed}
          value={rule.level}
          options={alertLevels.map((value) => ({ value, label: text(alertLevelNames[value]) }))}
          onChange={(level) => set([...path, 'level'], level)}
        />
      )}
    </PropertyRow>
  );
}
