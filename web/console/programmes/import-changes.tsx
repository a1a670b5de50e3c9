import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import { useCell, useHeaderOf } from './column-meanings.ts';
import type { Preview } from './reading.ts';
import { readingWords } from './reading-words.ts';

type Change = Preview['changes'][number];

/** Whom an import changes in what: nobody is moved or renamed unseen. */
export function Changes({ preview }: { preview: Preview }) {
  const t = useWords(readingWords);
  const columns = useChangeColumns(preview);
  const { changes, changeCount } = preview;
  if (changeCount === 0) return null;
  return (
    <Panel title={t('changes', { count: changeCount })}>
      <p className={textStyles.soft}>{t('changesHint')}</p>
      <DataTable
        columns={columns}
        rows={changes}
        rowKey={({ sheet, row, column }) => `${sheet} ${row} ${column}`}
        footer={
          changes.length < changeCount && (
            <p className={textStyles.soft}>{t('changesFirst', { shown: changes.length })}</p>
          )
        }
      />
    </Panel>
  );
}

function useChangeColumns(preview: Preview): DataColumn<Change>[] {
  const t = useWords(readingWords);
  const headerOf = useHeaderOf(preview.columns);
  const cell = useCell();
  const isBack = ({ column }: Change) => column === 'withdrawnOn';
  return [
    {
      key: 'row',
      title: t('row'),
      width: preview.changes.some(({ sheet }) => sheet) ? 200 : 70,
      render: ({ row, sheet }) => (sheet ? t('rowOfSheet', { sheet, row }) : row),
    },
    { key: 'name', title: t('changeName'), width: 180, cut: ({ name }) => name },
    {
      key: 'column',
      title: t('column'),
      width: 200,
      render: (change) => {
        if (isBack(change)) return t('changeWithdrawn');
        return change.column === '' ? t('changeHidden') : headerOf(change.column);
      },
    },
    {
      key: 'from',
      title: t('changeFrom'),
      width: 220,
      cut: (change) =>
        isBack(change)
          ? t('changeWasWithdrawn', { day: change.from })
          : cell(change.column, change.from),
    },
    {
      key: 'to',
      title: t('changeTo'),
      width: 220,
      cut: (change) => (isBack(change) ? t('changeBack') : cell(change.column, change.to)),
    },
  ];
}
