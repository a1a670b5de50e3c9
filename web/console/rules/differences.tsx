import { Table, Tag } from 'antd';
import type { SettingsDifference } from '../../../forms/compare/compare-settings.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import styles from './rules.module.css';
import { rulesWords } from './rules-words.ts';

/** How settings differ from others, in words. */
export function Differences({ differences }: { differences: SettingsDifference[] }) {
  const t = useWords(rulesWords);
  const lang = useLang();
  const said = (side: 'before' | 'after', { before, after, ...difference }: SettingsDifference) => {
    const text = { before, after }[side];
    // What differs in the other language alone is told in both.
    const both = text && before?.[lang] === after?.[lang] && difference.kind === 'changed';
    const words = both ? `${text.zh} / ${text.en}` : (text?.[lang] ?? '');
    return <span className={styles.lines}>{words}</span>;
  };
  return (
    <Table<SettingsDifference>
      size="small"
      pagination={false}
      rowKey={({ kind, path, name }) => `${kind} ${path} ${name?.en}`}
      dataSource={differences}
      columns={[
        {
          key: 'kind',
          title: t('difference'),
          width: 110,
          render: (_, { kind, needsSecond }) => (
            <>
              <Tag>{t(`diff_${kind}`)}</Tag>
              {needsSecond && <Tag color="processing">{t('twoPeople')}</Tag>}
            </>
          ),
        },
        {
          key: 'what',
          title: t('what'),
          width: 200,
          render: (_, { label, name, path }) => (
            <>
              {label[lang] || label.zh || label.en || path}
              {name && <div className={textStyles.soft}>{name[lang]}</div>}
            </>
          ),
        },
        { key: 'before', title: t('before'), render: (_, row) => said('before', row) },
        { key: 'after', title: t('after'), render: (_, row) => said('after', row) },
      ]}
    />
  );
}
