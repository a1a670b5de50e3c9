import { useInfiniteQuery } from '@tanstack/react-query';
import { Drawer, Table } from 'antd';
import type { CodeColour } from '../../../forms/colours.ts';
import type { Text } from '../../../forms/definition.ts';
import { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ErrorState } from '../../shared/antd/pc-parts.tsx';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { MoreRows } from '../shell/data-table.tsx';
import { useProgramme } from '../shell/programme.tsx';
import type { Cell } from './rehearsal-matrix.tsx';
import { rehearsalWords } from './rehearsal-words.ts';

type Row = ResponseOf<typeof codes.rehearsalPeople>['items'][number];

type Props = { id: number; cell: Cell | null; onClose: () => void };

/** Who stands behind a figure of the matrix, with the rules that make it so. */
export function RehearsalPeople({ id, cell, onClose }: Props) {
  const t = useWords(rehearsalWords);
  return (
    <Drawer open={cell !== null} onClose={onClose} size={720} title={t('title')} destroyOnHidden>
      {cell && <People {...{ id, cell }} />}
    </Drawer>
  );
}

function People({ id, cell }: { id: number; cell: Cell }) {
  const t = useWords(rehearsalWords);
  const text = useText();
  const { groups } = useProgramme().definition;
  const pages = useInfiniteQuery(
    pagesFor(codes.rehearsalPeople, { params: { id }, body: { ...cell } }),
  );
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const groupOf = (code: string) => groups.find((group) => group.code === code)?.name;
  return (
    <>
      <Table<Row>
        size="small"
        pagination={false}
        rowKey="enrolmentId"
        dataSource={rows}
        loading={pages.isPending}
        columns={[
          { key: 'name', title: t('name'), render: (_, { name }) => name },
          {
            key: 'group',
            title: t('group'),
            render: (_, { group }) => text(groupOf(group) ?? { zh: group, en: group }),
          },
          { key: 'place', title: t('place'), render: (_, { place }) => text(place) },
          {
            key: 'was',
            title: t('was'),
            render: (_, { from, fromRule }) => <Told colour={from} rule={fromRule} />,
          },
          {
            key: 'becomes',
            title: t('becomes'),
            render: (_, { to, toRule }) => <Told colour={to} rule={toRule} />,
          },
        ]}
      />
      <MoreRows pages={pages} count={rows.length} />
    </>
  );
}

function Told({ colour, rule }: { colour: CodeColour; rule: Text | null }) {
  const text = useText();
  return (
    <>
      <CodeMark colour={colour} />
      {rule && <div className={textStyles.soft}>{text(rule)}</div>}
    </>
  );
}
