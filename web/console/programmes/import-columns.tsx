import { Alert, Button, Select } from 'antd';
import { joiners } from '../../../forms/joiners.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import marginsStyles from '../shell/margins.module.css';
import styles from './import-reading.module.css';
import type { Preview, Reading } from './reading.ts';
import {
  columnOf,
  noChoices,
  openDoubles,
  withColumn,
  withFirstOfDoubles,
} from './reading-rules.ts';
import { readingWords } from './reading-words.ts';

/** The columns of the file: what each is taken for, to be corrected by hand. */
export function Columns({ preview, reading }: { preview: Preview; reading: Reading }) {
  const t = useWords(readingWords);
  const lang = useLang();
  const text = useText();
  const { columns, headers, merged } = preview;
  const chosen = reading.choices ?? noChoices;
  const taken = headers.flatMap((header) => columnOf(chosen, header) ?? []);
  const missing = columns.filter(({ key, required }) => required && !taken.includes(key));
  const open = openDoubles(chosen, headers);
  const doubled = columns.filter(({ key }) => open.some(({ claims }) => claims === key));
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
          title={`${t('merged')}${joiners[lang].colon}${merged.join(joiners[lang].list)}`}
          description={t('mergedHint')}
        />
      )}
      {missing.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={`${t('missing')}${joiners[lang].colon}${missing.map(({ label }) => text(label)).join(' · ')}`}
          description={t('missingHint')}
        />
      )}
      {doubled.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={`${t('doubled')}${joiners[lang].colon}${doubled.map(({ label }) => text(label)).join(' · ')}`}
          description={t('doubledHint')}
          action={
            <Button onClick={() => reading.change((before) => withFirstOfDoubles(before, headers))}>
              {t('doubledFirst')}
            </Button>
          }
        />
      )}
      <ul className={styles.list}>
        {headers.map((header) => {
          const { index, name, samples } = header;
          const means = columnOf(chosen, header);
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
                value={means ?? ''}
                {...(means === null && { status: 'warning' as const })}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={false}
                options={options}
                onChange={(next: string) =>
                  reading.change((before) => withColumn(before, headers, header, next || null))
                }
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
