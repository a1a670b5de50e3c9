import { CheckOutlined } from '@ant-design/icons';
import { Table, type TableProps } from 'antd';
import { comparingNames } from '../../../forms/natural-order.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import textStyles from '../../shared/text.module.css';
import { Bar } from '../shell/bar.tsx';
import { formatCount } from '../shell/numbers.ts';
import { placeName, useProgramme } from '../shell/programme.tsx';
import { missingOf, percentOf, rateOf, type Sum } from '../shell/share.ts';
import { shellWords } from '../shell/words.ts';
import styles from './completion-table.module.css';
import { type SummedPlace, useDayTree } from './use-day.ts';
import { reportWords } from './words.ts';

type Row = SummedPlace;

type CompletionTableProps = {
  form: string;
  day: string;
  /** Of everybody, by group. */
  sums: readonly (Sum & { group: string })[];
  /** The highest places. */
  tops: Row['place'][];
  /** Opens the list of those missing in a place (and group). */
  onMissing: (placeId: number, group?: string) => void;
};

/** A matrix of places and groups; each cell counts the places below, too. */
export function CompletionTable({ form, day, sums, tops, onMissing }: CompletionTableProps) {
  const t = useWords(reportWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { definition } = useProgramme();
  const isPhone = useIsAtMost('phone');
  const { rows, openIds, toggle } = useDayTree(form, day, tops);
  const present = new Set(sums.filter(({ due }) => due > 0).map(({ group }) => group));
  const groups = definition.groups.filter(({ code }) => present.has(code));
  const columns: TableProps<Row>['columns'] = [
    {
      key: 'place',
      title: shell('place'),
      width: isPhone ? 150 : 190,
      fixed: 'left',
      // A phone has room for a few letters in a line: there the name goes on in the next one.
      ellipsis: !isPhone,
      sorter: comparingNames(({ place }) => placeName(place, lang), lang),
      render: (_, { place }) => (
        <span title={placeName(place, lang)}>{placeName(place, lang)}</span>
      ),
    },
    {
      key: 'total',
      title: t('all'),
      width: 126,
      sorter: (one, other) => rateOf(one.total) - rateOf(other.total),
      render: (_, { place, total }) => (
        <Cell sum={total} wide onClick={() => onMissing(place.id)} />
      ),
    },
    {
      key: 'missing',
      title: t('missing'),
      width: 96,
      align: 'right',
      sorter: (one, other) => missingOf(one.total) - missingOf(other.total),
      sortDirections: ['descend', 'ascend'],
      render: (_, { total }) => (
        <span className={textStyles.number}>{formatCount(missingOf(total))}</span>
      ),
    },
    ...groups.map(({ code, name }) => ({
      key: code,
      title: (
        <span className={styles.twoLines} title={name[lang]}>
          {name[lang]}
        </span>
      ),
      width: 102,
      render: (_: unknown, row: Row) => {
        const sum = row.groups.get(code);
        return sum && sum.due > 0 ? (
          <Cell sum={sum} onClick={() => onMissing(row.place.id, code)} />
        ) : (
          <span className={textStyles.soft}>–</span>
        );
      },
    })),
  ];
  return (
    <Table<Row>
      size="small"
      pagination={false}
      rowKey={({ place }) => place.id}
      dataSource={rows}
      columns={columns}
      sticky
      scroll={{ x: (isPhone ? 372 : 412) + groups.length * 102 }}
      expandable={{
        expandedRowKeys: openIds,
        onExpand: (open, { place }) => toggle(place.id, open),
      }}
    />
  );
}

/** Reported of due, with its bar; a click lists who is missing. */
function Cell(props: { sum: Sum; wide?: boolean; onClick: () => void }) {
  const t = useWords(reportWords);
  const { sum, wide } = props;
  const percent = percentOf(sum) ?? 0;
  const complete = sum.done >= sum.due;
  const spoken = `${t('reported', { done: sum.done, due: sum.due })} (${percent}%)`;
  return (
    <button
      type="button"
      className={styles.cell}
      title={spoken}
      disabled={complete}
      onClick={props.onClick}
    >
      <span className={`${styles.text} ${textStyles.number}`}>
        {complete && <CheckOutlined className={styles.check} aria-hidden="true" />}
        {formatCount(sum.done)}/{formatCount(sum.due)}
        {wide && <span className={`${textStyles.soft} ${styles.percent}`}>{percent}%</span>}
      </span>
      <Bar percent={percent} thin />
    </button>
  );
}
