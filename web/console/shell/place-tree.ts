import {
  keepPreviousData,
  type UseQueryResult,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { type PlaceKind, places } from '../../../modules/places/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem } from '../../shared/api.ts';
import { type Lang, useLang } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';

export type ChildPlace = ResponseOf<typeof places.children>['items'][number];

/** As many of a level as a tree shows; of more it says so, and they are found by name. */
const most = 200;

type Level = { parentId?: number | undefined; kind?: PlaceKind | undefined; lang: Lang };

const levelOf = ({ parentId, kind, lang }: Level) => ({
  ...queryFor(places.children, {
    query: { ...(parentId && { placeId: parentId }), ...(kind && { kind }), lang, limit: most },
  }),
  staleTime: 60_000,
});

/** The places below which a tree begins: one that is given, as far as one sees it, else one's own. */
function useTops(belowId: number | undefined, kind: PlaceKind | undefined, enabled: boolean) {
  const lang = useLang();
  const given = useQuery({
    ...queryFor(places.get, { params: { id: belowId ?? 0 } }),
    enabled: enabled && belowId !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  const isUnseen = given.error instanceof ApiProblem && given.error.code === 'not_found';
  const own = useQuery({
    ...levelOf({ kind, lang }),
    enabled: enabled && (belowId === undefined || isUnseen),
    // In another language they are the same places: nothing that was typed beside them goes away meanwhile.
    placeholderData: keepPreviousData,
  });
  const query: UseQueryResult<unknown> = belowId === undefined || isUnseen ? own : given;
  const top = given.data && { ...given.data, hasChildren: true };
  return { query, tops: top ? [top] : (own.data?.items ?? []), hasMore: own.data?.next != null };
}

export type PlaceNode = {
  place: ChildPlace;
  children: PlaceNode[] | undefined;
  /** There are more below it than the tree shows. */
  hasMore: boolean;
};

type Options = { belowId?: number | undefined; kind?: PlaceKind | undefined; enabled?: boolean };

/** The tree of places, asked for level by level as nodes are opened. */
export function usePlaceTree({ belowId, kind, enabled = true }: Options) {
  const lang = useLang();
  const queries = useQueryClient();
  const { query, tops, hasMore } = useTops(belowId, kind, enabled);
  const [opened, setOpened] = useState<number[]>([]);
  // A single place at the top says nothing by itself.
  const [only] = tops.length === 1 ? tops : [];
  const parents = [...new Set([...(only?.hasChildren ? [only.id] : []), ...opened])];
  const levels = useQueries({
    queries: parents.map((parentId) => levelOf({ parentId, kind, lang })),
  });
  const below = new Map(parents.map((id, index) => [id, levels[index]?.data]));
  const nodeOf = (place: ChildPlace): PlaceNode => ({
    place,
    children: below.get(place.id)?.items.map(nodeOf),
    hasMore: below.get(place.id)?.next != null,
  });
  const load = async (parentId: number) => {
    await queries.ensureQueryData(levelOf({ parentId, kind, lang }));
    setOpened((before) => [...new Set([...before, parentId])]);
  };
  return { query, nodes: tops.map(nodeOf), hasMore, only, load };
}
