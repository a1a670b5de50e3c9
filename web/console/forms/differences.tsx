import { Table, Tag } from 'antd';
import { compareForms, type FormDifference } from '../../../forms/compare/compare-forms.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { builderWords } from './builder-words.ts';

/** How a form differs from another version of it, in words. */
export function Differences(props: { before: FormDefinition | null; after: FormDefinition }) {
  const { before, after } = props;
  const t = useWords(builderWords);
  const lang = useLang();
  const differences = compareForms(before ?? { ...after, fields: [] }, after);
  if (differences.length === 0) return <p>{t('diffNone')}</p>;
  const text = (value: FormDifference['before']) => value?.[lang] ?? '';
  return (
    <Table<FormDifference>
      size="small"
      pagination={false}
      scroll={{ y: 360 }}
      rowKey={({ kind, field, property, entry }) => `${kind} ${field} ${property} ${entry}`}
      dataSource={differences}
      columns={[
        {
          key: 'kind',
          title: t('difference'),
          width: 90,
          render: (_, { kind }) => <Tag>{t(`diff_${kind}`)}</Tag>,
        },
        {
          key: 'what',
          title: t('what'),
          width: 190,
          render: (_, { label, field, propertyName }) => (
            <>
              {label[lang] || field}
              {propertyName && <div className={textStyles.soft}>{propertyName[lang]}</div>}
            </>
          ),
        },
        { key: 'before', title: t('before'), render: (_, { before: was }) => text(was) },
        { key: 'after', title: t('after'), render: (_, { after: is }) => text(is) },
      ]}
    />
  );
}
