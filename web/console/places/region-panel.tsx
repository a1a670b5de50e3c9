import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Tree, type TreeDataNode } from 'antd';
import { useDeferredValue, useState } from 'react';
import { places } from '../../../modules/places/contract.ts';
import { EmptyState, Loaded } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { type PlaceNode, usePlaceTree } from '../shell/place-tree.ts';
import { placeName } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { pathOf } from './place.ts';
import styles from './place-pages.module.css';
import { placeWords } from './words.ts';

type RegionPanelProps = {
  chosenId: number | undefined;
  onChoose: (id: number | undefined) => void;
  /** Left out for those who may add none. */
  onAdd?: () => void;
};

/** The regions of the installation: a tree by level, or those that hold what is typed. */
export function RegionPanel({ chosenId, onChoose, onAdd }: RegionPanelProps) {
  const t = useWords(placeWords);
  const [typed, setTyped] = useState('');
  const tree = usePlaceTree({ kind: 'region' });
  const text = useDeferredValue(typed.trim());
  return (
    <Loaded query={tree.query} rows={4}>
      {() =>
        tree.nodes.length === 0 ? (
          <EmptyState title={t('noRegions')} hint={t(onAdd ? 'noRegionsHint' : 'noRegionsReader')}>
            {onAdd && <Button onClick={onAdd}>{t('add_region')}</Button>}
          </EmptyState>
        ) : (
          <>
            <Input
              allowClear
              value={typed}
              placeholder={t('filterRegions')}
              aria-label={t('filterRegions')}
              onChange={(event) => setTyped(event.target.value)}
            />
            <div className={styles.tree}>
              {text === '' ? (
                <RegionTree {...{ tree, chosenId, onChoose }} />
              ) : (
                <FoundRegions {...{ text, chosenId, onChoose }} />
              )}
            </div>
            {onAdd && (
              <Button className={styles.add ?? ''} block icon={<PlusOutlined />} onClick={onAdd}>
                {t('add_region')}
              </Button>
            )}
          </>
        )
      }
    </Loaded>
  );
}

type Choice = Pick<RegionPanelProps, 'chosenId' | 'onChoose'>;

/** Stands for every region: who chose one goes back by it. */
const all = 'all';

function chosenOf({ chosenId, onChoose }: Choice) {
  return {
    selectedKeys: [chosenId ?? all],
    onSelect: (keys: React.Key[]) => {
      const [key] = keys;
      if (key !== undefined) onChoose(key === all ? undefined : Number(key));
    },
  };
}

function RegionTree({ tree, ...choice }: Choice & { tree: ReturnType<typeof usePlaceTree> }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [opened, setOpened] = useState<React.Key[]>();
  const more = (key: string): TreeDataNode => ({
    ...{ key: `more-${key}`, title: shell('morePlaces'), isLeaf: true, selectable: false },
  });
  const nodeOf = ({ place, children, hasMore }: PlaceNode): TreeDataNode => ({
    key: place.id,
    title: placeName(place, lang),
    isLeaf: !place.hasChildren,
    ...(children && {
      children: [...children.map(nodeOf), ...(hasMore ? [more(String(place.id))] : [])],
    }),
  });
  return (
    <Tree
      blockNode
      aria-label={t('regions')}
      treeData={[
        { key: all, title: t('allRegions'), isLeaf: true },
        ...tree.nodes.map(nodeOf),
        ...(tree.hasMore ? [more('top')] : []),
      ]}
      expandedKeys={opened ?? (tree.only ? [tree.only.id] : [])}
      onExpand={setOpened}
      loadData={({ key }) => tree.load(Number(key))}
      {...chosenOf(choice)}
    />
  );
}

/** Regions of a name, with those above: there are many of some names. */
function FoundRegions({ text, ...choice }: Choice & { text: string }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const found = useQuery({
    ...queryFor(places.search, { body: { text, kind: 'region', lang } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={found} rows={3}>
      {({ items, next }) =>
        items.length === 0 ? (
          <EmptyState title={t('noRegionFound')} />
        ) : (
          <Tree
            blockNode
            aria-label={t('regions')}
            treeData={[
              ...items.map((place) => ({
                ...{ key: place.id, isLeaf: true },
                title: <span title={pathOf(place, lang)}>{placeName(place, lang)}</span>,
              })),
              ...(next
                ? [{ key: 'more', title: shell('morePlaces'), isLeaf: true, selectable: false }]
                : []),
            ]}
            {...chosenOf(choice)}
          />
        )
      }
    </Loaded>
  );
}
