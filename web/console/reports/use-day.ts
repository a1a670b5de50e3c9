import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { byName } from '../../../forms/natural-order.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { useLang } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { placeName, useProgramme } from '../shell/programme.tsx';
import { type Sum, sumOf } from '../shell/share.ts';

type Level = ResponseOf<typeof reports.completionLevel>;

const levelOf = (programmeId: number, form: string, day: string, placeId?: number) => ({
  ...queryFor(reports.completionLevel, {
    query: { programmeId, form, day, ...(placeId !== undefined && { placeId }) },
  }),
  refetchInterval: 60_000,
});

/** Due and done of a day, of all that one sees or below a place, and of each place directly below. */
export function useDay(form: string, day: string, placeId?: number) {
  const { id } = useProgramme();
  return useQuery(levelOf(id, form, day, placeId));
}

/** A place with its figures, all places below it included. */
export type SummedPlace = {
  place: Level['places'][number];
  total: Sum;
  groups: ReadonlyMap<string, Sum>;
  /** Empty until they are there. */
  children?: SummedPlace[];
};

/** The places of a day, asked for level by level as they are opened. */
export function useDayTree(form: string, day: string, tops: Level['places']) {
  const { id } = useProgramme();
  const lang = useLang();
  const [toggled, setToggled] = useState<ReadonlyMap<number, boolean>>(new Map());
  // A chain of single places says nothing by itself: one that stands alone is open from the start.
  const [only] = tops.length === 1 ? tops : [];
  const isOpen = (placeId: number) => toggled.get(placeId) ?? placeId === only?.id;
  const asked = [...new Set([...(only ? [only.id] : []), ...toggled.keys()])];
  const levels = useQueries({
    queries: asked.map((placeId) => levelOf(id, form, day, placeId)),
  });
  const below = new Map(asked.map((placeId, index) => [placeId, levels[index]?.data?.places]));
  const summed = (places: Level['places']): SummedPlace[] =>
    byName(places, (place) => placeName(place, lang), lang).map((place) => ({
      place,
      total: sumOf(place.sums),
      groups: new Map(place.sums.map((sum) => [sum.group, sum])),
      ...(place.hasChildren && { children: summed(below.get(place.id) ?? []) }),
    }));
  return {
    rows: summed(tops),
    openIds: asked.filter(isOpen),
    toggle: (placeId: number, open: boolean) =>
      setToggled((before) => new Map([...before, [placeId, open]])),
  };
}
