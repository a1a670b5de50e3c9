import { CheckOutlined } from '@ant-design/icons';
import { Alert, Table, Tag } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import type { ImportShown } from './import-parts.tsx';
import { programmeWords } from './words.ts';

type Preview = NonNullable<ImportShown['preview']>;

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
  const say = useWords(programmeWords);
  const text = useSay();
  const { sheet, columns, missing, unknown, merged } = preview;
  return (
    <Panel title={say('columns')} extra={sheet && say('sheet', { name: sheet })}>
      {missing.length > 0 && (
        <Alert
          className="cs-gap"
          type="error"
          showIcon
          title={`${say('missing')}: ${missing.map(({ label }) => text(label)).join(' · ')}`}
          description={say('missingHint')}
        />
      )}
      {merged.length > 0 && (
        <Alert
          className="cs-gap"
          type="warning"
          showIcon
          title={`${say('merged')}: ${merged.join(', ')}`}
          description={say('mergedHint')}
        />
      )}
      <dl className="cs-columns-list">
        <dt>{say('matched')}</dt>
        <dd>
          {columns
            .filter(({ matched }) => matched)
            .map(({ key, header }) => (
              <Tag key={key} icon={<CheckOutlined />}>
                {header}
              </Tag>
            ))}
        </dd>
        {unknown.length > 0 && (
          <>
            <dt>{say('unknown')}</dt>
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
  const text = useSay();
  return (key) => {
    const header = preview.columns.find((column) => column.key === key)?.header;
    const lacking = preview.missing.find((column) => column.key === key)?.label;
    return header || (lacking ? text(lacking) : key);
  };
}

function Problems({ preview }: { preview: Preview }) {
  const say = useWords(programmeWords);
  const lang = useLang();
  const headerOf = useHeaderOf(preview);
  const { problems, problemCount, missing, receipt } = preview;
  if (problemCount === 0) {
    if (missing.length > 0 || receipt.rows === 0) return null;
    return (
      <Panel>
        <CheckOutlined aria-hidden="true" /> {say('noProblems')}
      </Panel>
    );
  }
  return (
    <Panel
      title={say('problems', { count: problemCount })}
      extra={
        problems.length < problemCount && (
          <span className="ax-soft">{say('problemsFirst', { shown: problems.length })}</span>
        )
      }
    >
      <Table
        size="small"
        rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
        dataSource={problems}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { key: 'row', title: say('row'), width: 90, render: (_, { row }) => row },
          {
            key: 'column',
            title: say('column'),
            width: 220,
            ellipsis: true,
            render: (_, { column }) => (column === '' ? say('wholeRow') : headerOf(column)),
          },
          {
            key: 'problem',
            title: say('problem'),
            render: (_, { code, params }) =>
              fieldText({ path: '', code, ...(params && { params }) }, lang),
          },
        ]}
      />
    </Panel>
  );
}

function Sample({ preview }: { preview: Preview }) {
  const say = useWords(programmeWords);
  const headerOf = useHeaderOf(preview);
  const { sample, columns } = preview;
  if (sample.length === 0) return null;
  const shown = columns.filter(({ key }) => sample.some((row) => row[key]));
  return (
    <Panel title={say('sample')}>
      <Table
        size="small"
        pagination={false}
        rowKey={(row) => Object.values(row).join('|')}
        dataSource={sample}
        scroll={{ x: shown.length * 140 }}
        columns={shown.map(({ key }) => ({
          key,
          title: headerOf(key),
          width: 140,
          ellipsis: true,
          render: (_, row) => <span title={row[key]}>{row[key]}</span>,
        }))}
      />
    </Panel>
  );
}
