import { type CodeColour, codeColours } from '../../../forms/colours.ts';
import type { screening } from '../../../modules/screening/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';

export const marks = ['high', 'conflict', 'undone'] as const;
export type Mark = (typeof marks)[number];

/** What can be saved under a name: nothing that says who is looked for. */
export type SavedPart = {
  /** On the programme’s clocks: `2022-01-20T08:30`. */
  from?: string | undefined;
  to?: string | undefined;
  placeId?: number | undefined;
  colour?: CodeColour | undefined;
  marks: Mark[];
  sort: 'newest' | 'oldest';
};

export type Filter = SavedPart & {
  document: string;
  name: string;
  jumpTo?: string | undefined;
};

export const noFilter: Filter = { document: '', name: '', marks: [], sort: 'newest' };

type Asked = Omit<BodyOf<typeof screening.managed>, 'after' | 'before' | 'limit' | 'jumpTo'>;

/** What the server is asked. */
export function askedOf(programmeId: number, filter: Filter): Asked {
  const { document, name, from, to, placeId, colour, sort } = filter;
  return {
    ...{ programmeId, sort },
    ...(document.trim() && { document: document.trim() }),
    ...(name.trim() && { name: name.trim() }),
    ...(from && { from }),
    ...(to && { to }),
    ...(placeId !== undefined && { placeId }),
    ...(colour && { colour }),
    ...Object.fromEntries(filter.marks.map((mark) => [mark, true])),
  };
}

export type Saved = { name: string; filter: SavedPart };

export const mostSaved = 30;

export function savedPart({ from, to, placeId, colour, marks: chosen, sort }: Filter): SavedPart {
  return {
    ...{ marks: chosen, sort },
    ...(from && { from }),
    ...(to && { to }),
    ...(placeId !== undefined && { placeId }),
    ...(colour && { colour }),
  };
}

/** What an earlier version of this page may have saved otherwise is left out. */
export function readSaved(value: unknown): Saved[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    if (typeof each?.name !== 'string' || typeof each.filter !== 'object' || !each.filter)
      return [];
    const {
      from,
      to,
      placeId,
      colour,
      marks: chosen,
      sort,
    } = each.filter as Record<string, unknown>;
    const isTime = (time: unknown): time is string =>
      typeof time === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(time);
    const known = codeColours.find((code) => code === colour);
    const filter: SavedPart = {
      marks: marks.filter((mark) => Array.isArray(chosen) && chosen.includes(mark)),
      sort: sort === 'oldest' ? 'oldest' : 'newest',
      ...(isTime(from) && { from }),
      ...(isTime(to) && { to }),
      ...(Number.isSafeInteger(placeId) && { placeId: placeId as number }),
      ...(known && { colour: known }),
    };
    return [{ name: each.name, filter }];
  });
}
