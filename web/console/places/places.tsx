import { EditOutlined, PlusOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Input, Table, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { comparingNames } from '../../../forms/natural-order.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { type PlaceRow, placeName, usePlaces } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { type Branch, matching, treeOf } from '../shell/tree.ts';
import { shellWords } from '../shell/words.ts';
import { AddPlace, EditPlace } from './place-dialogs.tsx';
import { SwitchPlace } from './switch-place.tsx';
import { placeWords } from './words.ts';

/** The tree of places that one may see. */
export default function Places() {
  const t = useWords(placeWords);
  const places = usePlaces();
  const [typed, setTyped] = useState('');
  return (
    <RequirePermission permission="place.read">
      <PageHead title={t('places')} note={t('note')} />
      <Panel>
        <div className={filtersStyles.filters}>
          <Input.Search
            className={filtersStyles.search}
            allowClear
            placeholder={t('find')}
            aria-label={t('find')}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <Loaded query={places}>
          {(list) => <PlaceTable places={matching(list, typed)} all={list} />}
        </Loaded>
      </Panel>
    </RequirePermission>
  );
}

type Dialog = { kind: 'add' | 'edit'; place: PlaceRow };

function usePlaceColumns(onAct: (dialog: Dialog) => void): TableColumnsType<Branch<PlaceRow>> {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  return [
    {
      key: 'name',
      title: shell('place'),
      ellipsis: true,
      sorter: comparingNames((place) => placeName(place, lang), lang),
      render: (_, place) => (
        <span title={`${place.nameZh} · ${place.nameEn}`}>
          {placeName(place, lang)}{' '}
          <span className={textStyles.soft}>{placeName(place, lang === 'zh' ? 'en' : 'zh')}</span>
        </span>
      ),
    },
    {
      key: 'code',
      title: t('code'),
      width: 160,
      ellipsis: true,
      dataIndex: 'code',
      sorter: comparingNames(({ code }) => code, lang),
    },
    {
      key: 'kind',
      title: t('kind'),
      width: 120,
      sorter: comparingNames(({ kind }) => t(`kind_${kind}`), lang),
      render: (_, { kind }) => t(`kind_${kind}`),
    },
    {
      key: 'state',
      title: t('state'),
      width: 120,
      render: (_, { disabled }) =>
        disabled ? (
          <StateMark colour="grey" icon={<StopOutlined />}>
            {t('disabled')}
          </StateMark>
        ) : (
          t('inUse')
        ),
    },
    ...(can('place.manage')
      ? [
          {
            key: 'actions',
            title: shell('actions'),
            width: 310,
            render: (_: unknown, place: PlaceRow) => (
              <>
                <Button
                  type="link"
                  size="small"
                  icon={<PlusOutlined />}
                  onClick={() => onAct({ kind: 'add', place })}
                >
                  {t('add')}
                </Button>
                <Button
                  type="link"
                  size="small"
                  icon={<EditOutlined />}
                  onClick={() => onAct({ kind: 'edit', place })}
                >
                  {t('edit')}
                </Button>
                <SwitchPlace place={place} />
              </>
            ),
          },
        ]
      : []),
  ];
}

function PlaceTable({ places, all }: { places: PlaceRow[]; all: PlaceRow[] }) {
  const t = useWords(placeWords);
  const [dialog, setDialog] = useState<Dialog>();
  const tree = useMemo(() => treeOf(places, (place) => place), [places]);
  const few = places.length <= 60;
  // Opened rows are read once, when the table is made: another selection makes another table.
  const open = few ? places.map(({ id }) => id) : tree.map(({ id }) => id);
  return (
    <>
      <Table<Branch<PlaceRow>>
        key={`${places.length}`}
        size="small"
        pagination={false}
        sticky
        scroll={{ x: 980 }}
        rowKey={({ id }) => id}
        dataSource={tree}
        expandable={{ defaultExpandedRowKeys: open }}
        locale={{
          emptyText:
            all.length === 0 ? (
              <EmptyState title={t('empty')} hint={t('emptyHint')} />
            ) : (
              <EmptyState title={t('noMatch')} />
            ),
        }}
        columns={usePlaceColumns(setDialog)}
      />
      {dialog?.kind === 'add' && (
        <AddPlace parent={dialog.place} onClose={() => setDialog(undefined)} />
      )}
      {dialog?.kind === 'edit' && (
        <EditPlace place={dialog.place} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}
