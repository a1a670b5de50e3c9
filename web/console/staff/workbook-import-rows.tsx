import {
  EditOutlined,
  ExclamationCircleOutlined,
  MinusOutlined,
  PlusCircleOutlined,
  StopOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Radio, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import type { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import styles from './staff.module.css';
import { useChoose } from './workbook-import.tsx';
import type { WorkbookImport, WorkbookKind } from './workbook-kind.ts';
import { workbookWords } from './workbook-words.ts';

type Row = ResponseOf<typeof staff.placeImportRows>['items'][number];
type State = Row['state'];
type NoteCode = 'shuts_out' | 'shuts_out_some' | 'signs_out';
type Of = { kind: WorkbookKind; data: WorkbookImport };

const states = ['fresh', 'changed', 'conflict', 'refused', 'unchanged'] as const;

const marks: Record<State, { colour: 'ink' | 'orange' | 'grey' | 'none'; icon: ReactNode }> = {
  fresh: { colour: 'ink', icon: <PlusCircleOutlined /> },
  changed: { colour: 'ink', icon: <EditOutlined /> },
  conflict: { colour: 'orange', icon: <ExclamationCircleOutlined /> },
  refused: { colour: 'grey', icon: <StopOutlined /> },
  unchanged: { colour: 'none', icon: <MinusOutlined /> },
};

/** The rows of an import by what becomes of them; in a conflict one chooses here. */
export function WorkbookRows({ kind, data }: Of) {
  const t = useWords(workbookWords);
  const there = states.filter((state) => data.counts[state] > 0);
  const [chosen, setChosen] = useState<State | 'all'>(there[0] ?? 'all');
  const state = chosen !== 'all' && there.includes(chosen) ? chosen : undefined;
  const pages = useInfiniteQuery(
    pagesFor(kind.endpoints.rows, {
      params: { importId: data.id },
      query: { ...(state && { state }) },
    }),
  );
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useRowColumns({ kind, data });
  return (
    <>
      <div className={filtersStyles.filters}>
        <Segmented<State | 'all'>
          value={state ?? 'all'}
          options={[
            { value: 'all', label: t('all') },
            ...there.map((value) => ({ value, label: `${t(value)} ${data.counts[value]}` })),
          ]}
          onChange={setChosen}
        />
      </div>
      {pages.isError ? (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <DataTable
          columns={columns}
          rows={rows}
          rowKey={({ position }) => position}
          loading={pages.isPending}
          empty={<EmptyState title={t('noRows')} />}
          footer={<MoreRows pages={pages} count={rows.length} />}
        />
      )}
    </>
  );
}

function useRowColumns({ kind, data }: Of): DataColumn<Row>[] {
  const t = useWords(workbookWords);
  const lang = useLang();
  return [
    { key: 'row', title: t('row'), width: 70, align: 'right', render: ({ row }) => row },
    {
      key: 'thing',
      title: kind.texts.thing[lang],
      width: 260,
      cut: ({ name, parent, code }) => `${name} ${parent}/${code}`,
      render: ({ name, code }) => (
        <>
          {name} <span className={textStyles.soft}>{code}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      width: 130,
      render: ({ state }) => <StateMark {...marks[state]}>{t(state)}</StateMark>,
    },
    {
      key: 'what',
      title: t('what'),
      width: 440,
      render: (row) => <What {...{ row, kind, data }} />,
    },
  ];
}

function What({ row, kind, data }: Of & { row: Row }) {
  const t = useWords(workbookWords);
  const lang = useLang();
  const { colon, list } = joiners[lang];
  const inWords = (params: Row['notes'][number]['params']) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(list) : value,
      ]),
    );
  const value = (each: Row['changes'][number]['to']) => {
    if (typeof each === 'string') return each;
    return typeof each === 'object' && each !== null ? each[lang] : t(`value_${each}`);
  };
  const head = (column: string) =>
    column === '' ? '' : `${kind.columns[column]?.[lang] ?? column}${colon}`;
  return (
    <div className={styles.changes}>
      {row.problems.map(({ column, code, params }) => (
        <div key={`${column} ${code}`}>
          {head(column)}
          {fieldText({ path: column, code, ...(params && { params }) }, lang)}
        </div>
      ))}
      {row.changes.map(({ field, from, to }) => (
        <div key={field}>
          {head(field)}
          {row.state !== 'fresh' && (
            <>
              <del className={textStyles.soft}>{value(from)}</del> →{' '}
            </>
          )}
          {value(to)}
        </div>
      ))}
      {row.conflicts.map(({ field, from, to }) => (
        <div key={field}>
          {head(field)}
          {t('theirsAndMine', { theirs: value(from), mine: value(to) })}
        </div>
      ))}
      {row.notes.map(({ code, params }) => (
        <div key={code}>
          <WarningOutlined aria-hidden /> {t(code as NoteCode, inWords(params))}
        </div>
      ))}
      {row.state === 'conflict' && data.state === 'checked' && (
        <Choice {...{ kind, row }} importId={data.id} />
      )}
    </div>
  );
}

function Choice(props: { kind: WorkbookKind; importId: string; row: Row }) {
  const { kind, importId, row } = props;
  const t = useWords(workbookWords);
  const choose = useChoose(kind, importId);
  return (
    <Radio.Group
      aria-label={`${t('conflict')} ${row.name}`}
      value={row.choice}
      disabled={choose.isPending}
      options={[
        { value: 'mine', label: t('mine') },
        { value: 'theirs', label: t('theirs') },
      ]}
      onChange={(event) => choose.mutate({ choice: event.target.value, position: row.position })}
    />
  );
}
