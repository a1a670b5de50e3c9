import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TreeSelect, type TreeSelectProps } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { inBrackets } from '../../../forms/joiners.ts';
import { type PlaceKind, places } from '../../../modules/places/contract.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import styles from './filters.module.css';
import { type PlaceNode, usePlaceTree } from './place-tree.ts';
import { placeName } from './programme.tsx';
import { shellWords } from './words.ts';

type PlacePickerProps = {
  value: number | undefined;
  onChange: (placeId: number | undefined) => void;
  id?: string;
  placeholder?: string;
  /** A place at or below this one; left out, any that one sees. */
  belowId?: number;
  /** Places of these kinds alone can be chosen. */
  kinds?: readonly PlaceKind[];
  className?: string;
};

type Node = NonNullable<TreeSelectProps['treeData']>[number];

/** Chooses a place out of the tree, level by level, or by part of its name or code. */
export function PlacePicker(props: PlacePickerProps) {
  const { value, onChange, id, placeholder, belowId, kinds } = props;
  const t = useWords(shellWords);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState<number[]>();
  const tree = usePlaceTree({ belowId, enabled: isOpen });
  const found = useFound(typed, belowId, kinds);
  const nodes = useNodes(kinds);
  const chosen = useChosen(value);
  const isSearching = typed.trim() !== '';
  const usual = [...nodes.ofTree(tree.nodes), ...(tree.hasMore ? [nodes.more('top')] : [])];
  const waits = isSearching ? found.isFetching : tree.query.isFetching;
  return (
    <TreeSelect<{ value: number; label: ReactNode }>
      labelInValue
      className={props.className ?? styles.place}
      {...(id ? { id } : { 'aria-label': t('place') })}
      {...(chosen && { value: chosen })}
      placeholder={placeholder ?? t('allPlaces')}
      allowClear
      showSearch={{ searchValue: typed, onSearch: setTyped, filterTreeNode: false }}
      onOpenChange={(open) => {
        setIsOpen(open);
        if (!open) setTyped('');
      }}
      popupMatchSelectWidth={400}
      loading={waits}
      notFoundContent={waits ? t('placesLoading') : t('noPlaceFound')}
      treeData={isSearching ? nodes.ofSearch(found.data) : usual}
      treeExpandedKeys={isSearching ? [] : (opened ?? (tree.only ? [tree.only.id] : []))}
      onTreeExpand={(keys) => setOpened(keys.map(Number))}
      loadData={({ value: parentId }) => tree.load(Number(parentId))}
      treeLoadedKeys={tree.nodes.flatMap(loadedIn)}
      onChange={(next) => onChange(next?.value)}
      treeNodeLabelProp="label"
    />
  );
}

type PlaceChoiceProps = Omit<PlacePickerProps, 'value' | 'onChange'> & {
  value?: number;
  onChange?: (placeId: number | undefined) => void;
};

/** A place as a field of a form; the form passes id, value and change. */
export function PlaceChoice({ value, onChange, ...rest }: PlaceChoiceProps) {
  const t = useWords(shellWords);
  return (
    <PlacePicker
      placeholder={t('place')}
      {...rest}
      value={value}
      onChange={(placeId) => onChange?.(placeId)}
    />
  );
}

const loadedIn = ({ place, children }: PlaceNode): number[] =>
  children ? [place.id, ...children.flatMap(loadedIn)] : [];

function useFound(typed: string, belowId: number | undefined, kinds: PlacePickerProps['kinds']) {
  const lang = useLang();
  const text = useDeferredValue(typed.trim());
  const [kind] = kinds?.length === 1 ? kinds : [];
  return useQuery({
    ...queryFor(places.search, {
      body: { text, lang, ...(belowId && { belowId }), ...(kind && { kind }) },
    }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
}

/** What a chosen place is called: it may stand on a level that nobody has opened. */
function useChosen(value: number | undefined): { value: number; label: string } | undefined {
  const lang = useLang();
  const { data } = useQuery({
    ...queryFor(places.get, { params: { id: value ?? 0 } }),
    enabled: value !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  if (value === undefined) return undefined;
  return { value, label: data?.id === value ? placeName(data, lang) : '…' };
}

/** How places stand in the list. */
function useNodes(kinds: PlacePickerProps['kinds']) {
  const lang = useLang();
  const t = useWords(shellWords);
  const isFit = (kind: PlaceKind) => !kinds || kinds.includes(kind);
  const more = (key: string): Node => ({
    ...{ key: `more-${key}`, value: `more-${key}`, title: t('morePlaces') },
    ...{ isLeaf: true, disabled: true },
  });
  const ofTree = (list: PlaceNode[]): Node[] =>
    list.map(({ place, children, hasMore }) => ({
      ...{ key: place.id, value: place.id, isLeaf: !place.hasChildren },
      ...{ title: placeName(place, lang), label: placeName(place, lang) },
      disabled: !isFit(place.kind),
      ...(children && {
        children: [...ofTree(children), ...(hasMore ? [more(String(place.id))] : [])],
      }),
    }));
  type Found = NonNullable<ReturnType<typeof useFound>['data']>;
  const ofSearch = (page: Found | undefined): Node[] => [
    ...(page?.items ?? []).map((place) => {
      const path = place.above.map((each) => placeName(each, lang)).join(' / ');
      const label = placeName(place, lang);
      return {
        ...{ key: place.id, value: place.id, isLeaf: true, disabled: !isFit(place.kind) },
        ...{ label, title: path ? `${label}${inBrackets(path, lang)}` : label },
      };
    }),
    ...(page?.next ? [more('found')] : []),
  ];
  return { more, ofTree, ofSearch };
}
