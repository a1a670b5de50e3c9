import { Alert, Select } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import marginsStyles from '../shell/margins.module.css';
import styles from './import-reading.module.css';
import type { Preview, Reading } from './reading.ts';
import { readingWords } from './reading-words.ts';

/** The columns of the file: what each is taken for, to be corrected by hand. */
export function Columns({ preview, reading }: { preview: Preview; reading: Reading }) {
  const t = useWords(readingWords);
  const text = useText();
  const { columns, headers, merged } = preview;
  const meaningOf = (index: number, name: string, key: string | null) => {
    const own = reading.choices?.columns.find(
      (each) => each.index === index && each.header === name,
    );
    return own ? own.key : key;
  };
  const taken = headers.flatMap(({ index, name, key }) => meaningOf(index, name, key) ?? []);
  const missing = columns.filter(({ key, required }) => required && !taken.includes(key));
  const choose = (index: number, header: string, key: string | null) =>
    reading.change((before) => ({
      columns: [
        // A column is one column of the file: whoever had it is not used now.
        ...before.columns.filter(
          (each) =>
            !(each.index === index && each.header === header) && (key === null || each.key !== key),
        ),
        ...headers
          .filter((each) => key !== null && each.index !== index)
          .filter((each) => meaningOf(each.index, each.name, each.key) === key)
          .map((each) => ({ index: each.index, header: each.name, key: null })),
        { index, header, key },
      ],
    }));
  const options = [
    { value: '', label: t('notUsed') },
    ...columns.map(({ key, label, required }) => ({
      value: key,
      label: `${text(label)}${required ? ' *' : ''}`,
    })),
  ];
  return (
    <Panel title={t('columns')}>
      <p className={textStyles.soft}>{t('columnsHint')}</p>
      {merged.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={`${t('merged')}: ${merged.join(', ')}`}
          description={t('mergedHint')}
        />
      )}
      {missing.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={`${t('missing')}: ${missing.map(({ label }) => text(label)).join(' · ')}`}
          description={t('missingHint')}
        />
      )}
      <ul className={styles.list}>
        {headers.map(({ index, name, key, samples }) => {
          const chosen = meaningOf(index, name, key);
          return (
            <li key={index} className={styles.line}>
              <span className={styles.found}>
                <strong>{name || t('noHeader', { number: index + 1 })}</strong>
                <span
                  className={textStyles.soft}
                  title={samples.join(' · ')}
                  {...(samples.length > 0 && { translate: 'no' as const })}
                >
                  {samples.join(' · ') || t('noValues')}
                </span>
              </span>
              <Select
                className={styles.choice}
                aria-label={t('columnMeans', { name: name || String(index + 1) })}
                value={chosen ?? ''}
                {...(chosen === null && { status: 'warning' as const })}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={false}
                options={options}
                onChange={(next: string) => choose(index, name, next || null)}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
