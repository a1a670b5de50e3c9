import {
  EditOutlined,
  ExclamationCircleOutlined,
  MinusOutlined,
  PlusCircleOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Radio, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { useChoose } from './place-import.tsx';
import { placeImportWords } from './place-import-words.ts';
import type { PlaceImport } from './place-imports.tsx';
import styles from './staff.module.css';

type Row = ResponseOf<typeof staff.placeImportRows>['items'][number];
type State = Row['state'];
type Column = 'kind' | 'parent' | 'code' | 'record' | 'nameZh' | 'nameEn' | 'regionCode';
type Field = Column | 'address' | 'remark' | 'disabled';

const states = ['fresh', 'changed', 'conflict', 'refused', 'unchanged'] as const;

const marks: Record<State, { colour: 'ink' | 'orange' | 'grey' | 'none'; icon: ReactNode }> = {
  fresh: { colour: 'ink', icon: <PlusCircleOutlined /> },
  changed: { colour: 'ink', icon: <EditOutlined /> },
  conflict: { colour: 'orange', icon: <ExclamationCircleOutlined /> },
  refused: { colour: 'grey', icon: <StopOutlined /> },
  unchanged: { colour: 'none', icon: <MinusOutlined /> },
};

/** The rows of an import by what becomes of them; in a conflict one chooses here. */
export function PlaceImportRows({ data }: { data: PlaceImport }) {
  const t = useWords(placeImportWords);
  const there = states.filter((state) => data.counts[state] > 0);
  const [chosen, setChosen] = useState<State | 'all'>(there[0] ?? 'all');
  const state = chosen !== 'all' && there.includes(chosen) ? chosen : undefined;
  const pages = useInfiniteQuery(
    pagesFor(staff.placeImportRows, {
      params: { importId: data.id },
      query: { ...(state && { state }) },
    }),
  );
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useRowColumns(data);
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

function useRowColumns(data: PlaceImport): DataColumn<Row>[] {
  const t = useWords(placeImportWords);
  return [
    { key: 'row', title: t('row'), width: 70, align: 'right', render: ({ row }) => row },
    {
      key: 'place',
      title: t('place'),
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
    { key: 'what', title: t('what'), width: 480, render: (row) => <What {...{ row, data }} /> },
  ];
}

function What({ row, data }: { row: Row; data: PlaceImport }) {
  const t = useWords(placeImportWords);
  const lang = useLang();
  const { colon } = joiners[lang];
  const value = (each: string | boolean | null) =>
    typeof each === 'string' ? each : t(`value_${each}`);
  const head = (column: string) => (column === '' ? '' : `${t(column as Field)}${colon}`);
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
          <del className={textStyles.soft}>{value(from)}</del> → {value(to)}
        </div>
      ))}
      {row.conflicts.map(({ field, from, to }) => (
        <div key={field}>
          {head(field)}
          {t('theirsAndMine', { theirs: value(from), mine: value(to) })}
        </div>
      ))}
      {row.state === 'conflict' && data.state === 'checked' && (
        <Choice importId={data.id} row={row} />
      )}
    </div>
  );
}

function Choice({ importId, row }: { importId: string; row: Row }) {
  const t = useWords(placeImportWords);
  const choose = useChoose(importId);
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
