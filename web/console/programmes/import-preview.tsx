import { CheckOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { documentsOf } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { toldByExpectation } from '../../../platform/file-problems.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { attributeText } from '../shell/attributes.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { useHeaderOf } from './column-meanings.ts';
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
      <Problems data={data} preview={preview} />
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
  const headerOf = useHeaderOf(preview);
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

/** What may be wrong with rows that go in all the same, and rows that were left out. */
function Warnings({ preview }: { preview: Preview }) {
  const t = useWords(readingWords);
  const lang = useLang();
  const { warnings, warningCount, ignored } = preview;
  if (warningCount + ignored.length === 0) return null;
  return (
    <Panel title={t('warnings')}>
      <ul>
        {ignored.map(({ row, reason }) => (
          <li key={row}>{t(`ignored_${reason}`, { row })}</li>
        ))}
        {warnings.map(({ row, sheet, code, params }) => (
          <li key={`${sheet} ${row}`}>
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
  const t = useWords(readingWords);
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
