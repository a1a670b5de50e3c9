import { Input, Tree } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import {
  type Group,
  isIncluded,
  matchingGroups,
  type Sentence,
  tickOf,
  tickOfGroup,
  toggled,
  toggledGroup,
} from './choosing.ts';
import styles from './permission-tree.module.css';
import { accessWords } from './words.ts';

type Props = {
  groups: readonly Group[];
  /** A form passes these. */
  id?: string;
  value?: string[];
  onChange?: (names: string[]) => void;
  readOnly?: boolean;
};

/** Permissions as sentences under the headings of their modules; a lesser one stands below the wider one. */
export function PermissionTree({ groups, id, value = [], onChange, readOnly = false }: Props) {
  const t = useWords(accessWords);
  const lang = useLang();
  const [typed, setTyped] = useState('');
  const chosen = new Set(value);
  const shown = matchingGroups(groups, typed, lang);
  const known = new Map(groups.map((group) => [group.module, group]));
  const ticks = shown.flatMap((group) => [
    { key: group.module, tick: tickOfGroup(known.get(group.module) ?? group, chosen) },
    ...group.permissions.map((each) => ({ key: each.name, tick: tickOf(each, group, chosen) })),
  ]);
  const keysOf = (wanted: 'on' | 'part') =>
    ticks.filter(({ tick }) => tick === wanted).map(({ key }) => key);

  const nodeOf = (sentence: Sentence, group: Group): object => {
    const parts = group.permissions.filter(({ narrows }) => narrows === sentence.name);
    const isPartOfChosen = isIncluded(sentence, chosen);
    return {
      key: sentence.name,
      disableCheckbox: readOnly || !sentence.mayGive || isPartOfChosen,
      title: (
        <span>
          {sentence[lang]}
          <WhyNot {...{ sentence, group, isPartOfChosen, readOnly }} />
        </span>
      ),
      children: parts.map((part) => nodeOf(part, group)),
    };
  };
  const change = (key: string) => {
    for (const group of groups) {
      // What a filter hides is not changed by the heading above it.
      const seen = shown.find(({ module }) => module === key);
      if (group.module === key && seen) onChange?.([...toggledGroup(seen, chosen)]);
      const sentence = group.permissions.find(({ name }) => name === key);
      if (sentence) onChange?.([...toggled(sentence, group, chosen)]);
    }
  };
  return (
    <div className={styles.tree}>
      <div className={styles.head}>
        <Input.Search
          {...(id && { id })}
          allowClear
          // Also while the form around it only shows.
          disabled={false}
          placeholder={t('filter')}
          aria-label={t('filter')}
          value={typed}
          // Enter would send the form around it.
          onPressEnter={(event) => event.preventDefault()}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span className={textStyles.soft}>{t('chosen', { count: chosen.size })}</span>
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('noPermission')} />
      ) : (
        <Tree
          key={typed}
          checkable
          checkStrictly
          defaultExpandAll
          selectable={false}
          aria-label={t('permissions')}
          checkedKeys={{ checked: keysOf('on'), halfChecked: keysOf('part') }}
          onCheck={(_, { node }) => change(String(node.key))}
          treeData={
            shown.map((group) => ({
              key: group.module,
              title: <strong>{group[lang]}</strong>,
              disableCheckbox: readOnly || group.permissions.every(({ mayGive }) => !mayGive),
              children: group.permissions
                .filter(({ narrows }) => narrows === null)
                .map((sentence) => nodeOf(sentence, group)),
            })) as never
          }
        />
      )}
    </div>
  );
}

/** Why a permission cannot be ticked. */
function WhyNot(props: {
  sentence: Sentence;
  group: Group;
  isPartOfChosen: boolean;
  readOnly: boolean;
}) {
  const { sentence, group, isPartOfChosen, readOnly } = props;
  const t = useWords(accessWords);
  const lang = useLang();
  const wider = group.permissions.find(({ name }) => name === sentence.narrows);
  if (isPartOfChosen && wider) {
    return <small className={styles.why}>{t('included', { wider: wider[lang] })}</small>;
  }
  if (readOnly || sentence.mayGive) return null;
  return <small className={styles.why}>{t('notHeld')}</small>;
}
