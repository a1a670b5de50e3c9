import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Alert, Table, Tag } from 'antd';
import { documentsOf } from '../../../forms/sign-in.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import { attributeText } from '../shell/attributes.ts';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import type { ImportResponse } from './import-parts.tsx';
import styles from './import-preview.module.css';
import { programmeWords } from './words.ts';

type Preview = NonNullable<ImportResponse['preview']>;

/** What was understood of a workbook, and what is wrong with it. */
export function ImportPreview({ preview }: { preview: Preview }) {
  return (
    <>
      <Columns preview={preview} />
      <Problems preview={preview} />
      <Sample preview={preview} />
    </>
  );
}

function Columns({ preview }: { preview: Preview }) {
  const t = useWords(programmeWords);
  const text = useText();
  const { columns, missing, unknown, merged } = preview;
  return (
    <Panel title={t('columns')}>
      {merged.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={`${t('merged')}: ${merged.join(', ')}`}
          description={t('mergedHint')}
        />
      )}
      <dl className={styles.columns}>
        <dt>{t('matched')}</dt>
        <dd>
          {columns
            .filter(({ matched }) => matched)
            .map(({ key, header }) => (
              <Tag key={key} icon={<CheckOutlined />}>
                {header}
              </Tag>
            ))}
        </dd>
        {missing.length > 0 && (
          <>
            <dt>{t('missing')}</dt>
            <dd>
              {missing.map(({ key, label }) => (
                <Tag key={key} color="error" icon={<CloseOutlined />}>
                  {text(label)}
                </Tag>
              ))}
              <span className={textStyles.soft}>{t('missingHint')}</span>
            </dd>
          </>
        )}
        {unknown.length > 0 && (
          <>
            <dt>{t('unknown')}</dt>
            <dd>
              {unknown.map((header) => (
                <Tag key={header} variant="outlined">
                  {header}
                </Tag>
              ))}
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

/** The header as the workbook has it; for columns that it lacks, what they are called. */
function useHeaderOf(preview: Preview): (key: string) => string {
  const text = useText();
  return (key) => {
    const header = preview.columns.find((column) => column.key === key)?.header;
    const lacking = preview.missing.find((column) => column.key === key)?.label;
    return header || (lacking ? text(lacking) : key);
  };
}

function Problems({ preview }: { preview: Preview }) {
  const t = useWords(programmeWords);
  const lang = useLang();
  const headerOf = useHeaderOf(preview);
  const { problems, problemCount, missing, receipt } = preview;
  if (problemCount === 0) {
    if (missing.length > 0 || receipt.rows === 0) return null;
    return (
      <Panel>
        <CheckOutlined aria-hidden="true" /> {t('noProblems')}
      </Panel>
    );
  }
  return (
    <Panel
      title={t('problems', { count: problemCount })}
      extra={
        problems.length < problemCount && (
          <span className={textStyles.soft}>{t('problemsFirst', { shown: problems.length })}</span>
        )
      }
    >
      <Table
        size="small"
        rowKey={({ sheet, row, column, code }) => `${sheet} ${row} ${column} ${code}`}
        dataSource={problems}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            key: 'row',
            title: t('row'),
            width: problems.some(({ sheet }) => sheet) ? 200 : 90,
            render: (_, { row, sheet }) => (sheet ? t('rowOfSheet', { sheet, row }) : row),
          },
          {
            key: 'column',
            title: t('column'),
            width: 220,
            ellipsis: true,
            render: (_, { column }) => (column === '' ? t('wholeRow') : headerOf(column)),
          },
          {
            key: 'problem',
            title: t('problem'),
            render: (_, { code, params }) =>
              fieldText({ path: '', code, ...(params && { params }) }, lang),
          },
        ]}
      />
    </Panel>
  );
}

/** A value of a row as people know it: groups, documents and attributes by name. */
function useCell(): (key: string, value: string | undefined) => string {
  const text = useText();
  const lang = useLang();
  const form = useWords(formWords);
  const { groups, signIn, attributes } = useProgramme().definition;
  return (key, value = '') => {
    if (value === '') return '';
    if (key === 'group') {
      const group = groups.find(({ code }) => code === value);
      return group ? text(group.name) : value;
    }
    if (key === 'documentType') {
      const document = documentsOf(signIn).find(({ kind }) => kind === value);
      return document ? text(document.label) : value;
    }
    const attribute = attributes.find(({ code }) => key === `attribute:${code}`);
    if (!attribute) return value;
    const typed = attribute.type === 'yesno' ? value === 'true' : value;
    return attributeText(attribute, typed, lang, form);
  };
}

function Sample({ preview }: { preview: Preview }) {
  const t = useWords(programmeWords);
  const headerOf = useHeaderOf(preview);
  const cell = useCell();
  const { sample, columns } = preview;
  if (sample.length === 0) return null;
  const shown = columns.filter(({ key, matched }) => matched && sample.some((row) => row[key]));
  return (
    <Panel title={t('sample')}>
      <Table
        size="small"
        pagination={false}
        rowKey={(row) => Object.values(row).join('|')}
        // Wide tables are scrolled by keyboard, too, from whatever in them has the focus.
        onRow={() => ({ tabIndex: 0 })}
        dataSource={sample}
        scroll={{ x: shown.length * 140 }}
        columns={shown.map(({ key }) => ({
          key,
          title: headerOf(key),
          width: 140,
          ellipsis: true,
          render: (_, row) => <span title={cell(key, row[key])}>{cell(key, row[key])}</span>,
        }))}
      />
    </Panel>
  );
}
