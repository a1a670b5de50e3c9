import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Table, type TableProps } from 'antd';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { pcWords } from '../../shared/antd/pc-words.ts';
import { useWords } from '../../shared/i18n.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import textStyles from '../../shared/text.module.css';
import styles from './data-table.module.css';
import { readTexts, useSetting } from './use-setting.ts';

export type DataColumn<T> = {
  key: string;
  title: string;
  /** In pixels; columns without one share what is left. */
  width?: number;
  align?: 'left' | 'right' | 'center';
  /** Long texts are cut off and told whole in a tooltip. */
  cut?: (row: T) => string;
  render?: (row: T) => ReactNode;
  /** Cannot be taken out. */
  always?: boolean;
  /** Rows are sorted by a click on the column's head: in this order, then the other way round, then as they came. */
  order?: (one: T, other: T) => number;
  /** Stays in sight at the end when the table is scrolled sideways. */
  pinned?: boolean;
  /** Not shown until it is chosen. */
  off?: boolean;
};

/**
 * The columns that a person chose for a table, remembered with the account; this device remembers them as well, so that
 * they are there at once.
 */
export function useColumns<T>(name: string, columns: DataColumn<T>[]) {
  const at = `anxing.columns.${name}`;
  const usual = columns.filter(({ off }) => !off).map(({ key }) => key);
  const { value, keep } = useSetting(`columns.${name}`, readTexts);
  const [here, setHere] = useState(() => localStorage.getItem(at)?.split(',') ?? null);
  const chosen = (value === undefined ? here : (value ?? here)) ?? usual;
  const choose = (keys: string[] | null) => {
    if (keys === null) localStorage.removeItem(at);
    else localStorage.setItem(at, keys.join(','));
    setHere(keys);
    keep(keys);
  };
  const shown = columns.filter(({ key, always }) => always || chosen.includes(key));
  return { columns, shown, choose };
}

type Choice<T> = ReturnType<typeof useColumns<T>>;

/** The button that opens the choice of columns. */
export function ColumnChoice<T>({ choice, label }: { choice: Choice<T>; label?: string }) {
  const t = useWords(pcWords);
  const { columns, shown, choose } = choice;
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return;
    setIsOpen(false);
    button.current?.focus();
  };
  const keys = shown.map(({ key }) => key);
  const toggle = (key: string) =>
    choose(keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key]);
  return (
    <span className={styles.choice}>
      <Popover
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        open={isOpen}
        onOpenChange={setIsOpen}
        // Beside its button, so that Tab leads from there into it and on.
        getPopupContainer={(button) => button.parentElement ?? document.body}
        content={
          // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it, from wherever the focus is within.
          <div className={styles.columns} onKeyDown={closeOnEscape}>
            {columns.map(({ key, title, always }) => (
              <Checkbox
                key={key}
                checked={keys.includes(key)}
                disabled={always ?? false}
                onChange={() => toggle(key)}
              >
                {title}
              </Checkbox>
            ))}
            <Button type="link" size="small" onClick={() => choose(null)}>
              {t('columnsReset')}
            </Button>
          </div>
        }
      >
        <Button ref={button} icon={<SettingOutlined />} aria-expanded={isOpen}>
          {label ?? t('columns')}
        </Button>
      </Popover>
    </span>
  );
}

type DataTableProps<T> = {
  columns: DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string | number;
  loading?: boolean;
  /** Opens a row: by a click anywhere in it, or by Enter on it. */
  onOpen?: (row: T) => void;
  empty?: ReactNode;
  selection?: TableProps<T>['rowSelection'];
  /** Told by which column rows are sorted by now, and whether the other way round. */
  onSort?: (sorted: { key: string; descending: boolean } | undefined) => void;
  footer?: ReactNode;
};

/** A dense table of one's own columns. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { columns, rows, rowKey, loading, onOpen, empty, selection, onSort, footer } = props;
  const t = useWords(pcWords);
  // There what is pinned would take half of the screen.
  const isPhone = useIsAtMost('phone');
  // A row is told by its first text.
  const nameOf = (row: T) => columns.find(({ cut }) => cut)?.cut?.(row) ?? String(rowKey(row));
  const width = columns.reduce((sum, column) => sum + (column.width ?? 140), 0);
  return (
    <>
      <Table<T>
        size="small"
        pagination={false}
        sticky
        rowKey={rowKey}
        dataSource={rows}
        loading={loading ?? false}
        scroll={{ x: width }}
        {...(selection && {
          rowSelection: {
            ...selection,
            // The library says this in English alone.
            getTitleCheckboxProps: () => ({ 'aria-label': t('selectAll') }),
            getCheckboxProps: (row) => ({ 'aria-label': t('selectRow', { row: nameOf(row) }) }),
          },
        })}
        // While rows are on their way, nobody can say that there are none.
        locale={{
          emptyText: (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard, also without a row.
            <div tabIndex={0}>
              {loading || empty === undefined ? <div className={styles.noRows} /> : empty}
            </div>
          ),
        }}
        columns={columns.map(({ key, title, width: wide, align, cut, order, pinned, render }) => ({
          key,
          title,
          ...(order && { sorter: order }),
          ...(wide !== undefined && { width: wide }),
          ...(align && { align }),
          ...(cut && { ellipsis: true }),
          ...(pinned && !isPhone && { fixed: 'end' as const }),
          render: (_: unknown, row: T) => {
            if (!cut) return render?.(row);
            return <span title={cut(row)}>{render ? render(row) : cut(row)}</span>;
          },
        }))}
        onChange={(_, __, sorter) => {
          const { columnKey, order } = [sorter].flat()[0] ?? {};
          onSort?.(order ? { key: String(columnKey), descending: order === 'descend' } : undefined);
        }}
        onRow={(row: T) => ({
          // Wide tables are scrolled by keyboard, too, from the row that has the focus.
          tabIndex: 0,
          ...(onOpen && {
            className: styles.openable,
            onClick: () => onOpen(row),
            onKeyDown: (event) => {
              if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
            },
          }),
        })}
      />
      {footer}
    </>
  );
}

type Pages = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

/** Below a list that is read page by page: how many rows there are so far, and more of them. */
export function MoreRows({ pages, count }: { pages: Pages; count: number }) {
  const t = useWords(pcWords);
  if (count === 0) return null;
  return (
    <div className={styles.more}>
      <span className={textStyles.soft}>
        {t(pages.hasNextPage ? 'someLoaded' : 'allLoaded', { count })}
      </span>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </div>
  );
}
