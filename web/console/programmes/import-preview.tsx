import { CheckOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { joiners } from '../../../forms/joiners.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { toldByExpectation } from '../../../platform/file-problems.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { useCell, useHeaderOf } from './column-meanings.ts';
import { Changes } from './import-changes.tsx';
import type { ImportResponse } from './import-parts.tsx';
import type { Preview } from './reading.ts';
import { readingWords } from './reading-words.ts';

type PartProps = { data: ImportResponse; preview: Preview };

/** What is wrong with a workbook, and what was understood of it. */
export function ImportPreview({ data }: { data: ImportResponse }) {
  const { preview } = data;
  if (!preview) return null;
  return (
    <>
      <Changes preview={preview} />
      {/* While it is written nothing can be corrected, and the server keeps no list of it. */}
      {data.state !== 'importing' && <Problems data={data} preview={preview} />}
      <Warnings preview={preview} />
      <Sample preview={preview} />
    </>
  );
}

type Found = Preview['problems'][number];

function useProblemColumns(preview: Preview): DataColumn<Found>[] {
  const t = useWords(readingWords);
  const lang = useLang();
  const text = useText();
  const headerOf = useHeaderOf(preview.columns);
  const expectedOf = ({ column, code }: Found) => {
    const expected = preview.columns.find(({ key }) => key === column)?.expected;
    return expected && toldByExpectation.has(code) ? text(expected) : '';
  };
  return [
    {
      key: 'row',
      title: t('row'),
      width: preview.problems.some(({ sheet }) => sheet) ? 200 : 70,
      render: ({ row, sheet }) => (sheet ? t('rowOfSheet', { sheet, row }) : row),
    },
    {
      key: 'column',
      title: t('column'),
      width: 160,
      cut: ({ column }) => (column === '' ? t('wholeRow') : headerOf(column)),
    },
    { key: 'found', title: t('found'), width: 170, cut: ({ value }) => value },
    {
      key: 'problem',
      title: t('problem'),
      width: 260,
      render: ({ code, params }) => fieldText({ path: '', code, ...(params && { params }) }, lang),
    },
    { key: 'expected', title: t('expected'), width: 260, render: expectedOf },
  ];
}

function Problems({ data: { id: importId, version, state }, preview }: PartProps) {
  const t = useWords(readingWords);
  const { id } = useProgramme();
  const { problemCount, missing, receipt } = preview;
  const columns = useProblemColumns(preview);
  const read = pagesFor(programmes.importProblems, {
    ...{ params: { id, importId }, query: { limit: 100 } },
  });
  const pages = useInfiniteQuery({
    ...read,
    // Each check finds mistakes of its own.
    queryKey: [...read.queryKey, version, state],
    enabled: problemCount > 0,
  });
  if (problemCount === 0) {
    if (missing.length > 0 || receipt.rows === 0) return null;
    return (
      <Panel>
        <CheckOutlined aria-hidden="true" /> {t('noProblems')}
      </Panel>
    );
  }
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? preview.problems;
  return (
    <Panel title={t('problems', { count: problemCount })}>
      <DataTable
        columns={columns}
        rows={rows}
        rowKey={({ sheet, row, column, code }) => `${sheet} ${row} ${column} ${code}`}
        footer={<MoreRows pages={pages} count={rows.length} />}
      />
    </Panel>
  );
}

const ignoredReasons = ['example', 'note'] as const;

/** What may be wrong with rows that go in all the same, and rows that were left out. */
function Warnings({ preview }: { preview: Preview }) {
  const t = useWords(readingWords);
  const lang = useLang();
  const { warnings, warningCount, ignored } = preview;
  if (warningCount + ignored.length === 0) return null;
  return (
    <Panel title={t('warnings')}>
      <ul>
        {ignoredReasons.map((reason) => {
          const rows = ignored.filter((each) => each.reason === reason).map(({ row }) => row);
          if (rows.length === 0) return null;
          return (
            <li key={reason}>{t(`ignored_${reason}`, { row: rows.join(joiners[lang].list) })}</li>
          );
        })}
        {warnings.map(({ row, sheet, code, params }) => (
          <li key={`${sheet} ${row} ${code}`}>
            {sheet ? t('rowOfSheet', { sheet, row }) : t('rowNumber', { row })}
            {t('colon')}
            {fieldText({ path: '', code, ...(params && { params }) }, lang)}
          </li>
        ))}
      </ul>
      {warnings.length < warningCount && (
        <p className={textStyles.soft}>{t('warningsFirst', { shown: warnings.length })}</p>
      )}
    </Panel>
  );
}

function Sample({ preview }: { preview: Preview }) {
  const t = useWords(readingWords);
  const headerOf = useHeaderOf(preview.columns);
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
