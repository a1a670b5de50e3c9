import type { RowProblem } from '../../../../platform/sheets/import-row.ts';
import { findRegion } from '../../../places/public.ts';
import type { KnownPlace, KnownPlaces } from '../known-places.ts';
import { compareWith } from '../records.ts';
import { type Outcome, refusedFor } from '../workbook.ts';
import type { PlaceRead } from './reading.ts';
import { type PlaceValues, placeFields, standsFor, valuesOfPlace } from './rules.ts';

/** What becomes of a row about a place. */
export type PlaceOutcome = Outcome & {
  /** The place that it is about, where there is one. */
  place?: KnownPlace;
  /** Where it is added. */
  parentId?: number;
};

/**
 * What becomes of a row beside what is known. `own` are the places to which whoever brings it belongs: those are disabled
 * by somebody above alone.
 */
export function decide(row: PlaceRead, known: KnownPlaces, own: readonly string[]): PlaceOutcome {
  const problems: RowProblem[] = [...row.problems];
  const refuse = (column: string, code: string) => problems.push({ row: row.row, column, code });
  const region = row.values.regionCode;
  if (region && /^\d{6}$/.test(region) && !findRegion(region)) {
    refuse('regionCode', 'place_region_unknown');
  }
  if (problems.length > 0) return refusedFor(problems);
  const place = row.record ? known.get(row.record.id) : known.child(row.parent, row.code);
  if (row.record && !place) refuse('record', 'place_gone');
  else if (place) checkExisting(row, place, known, own, refuse);
  else checkFresh(row, known, refuse);
  if (problems.length > 0) return refusedFor(problems);
  if (!place) {
    const parentId = known.at(row.parent)?.id;
    const none = { changes: [], conflicts: [], problems };
    return { state: 'fresh', ...(parentId && { parentId }), ...none };
  }
  const found = compareWith(
    placeFields,
    row.values,
    valuesOfPlace(place),
    row.record ?? undefined,
    standsFor,
  );
  const state =
    found.conflicts.length > 0 ? 'conflict' : found.changes.length > 0 ? 'changed' : 'unchanged';
  return { state, place, ...found, problems };
}

type Refuse = (column: string, code: string) => void;

/** Kind, code and place in the tree are no matter of a workbook. */
function checkExisting(
  row: PlaceRead,
  place: KnownPlace,
  known: KnownPlaces,
  own: readonly string[],
  refuse: Refuse,
): void {
  if (place.kind !== row.kind) refuse('kind', 'place_kind_stays');
  if (place.code !== row.code) refuse('code', 'place_code_stays');
  if (known.parentPathOf(place) !== row.parent) refuse('parent', 'place_stays');
  const { disabled } = row.values;
  if (disabled !== undefined && disabled !== place.disabled && own.includes(place.path)) {
    refuse('disabled', 'place_is_own');
  }
}

function checkFresh(row: PlaceRead, known: KnownPlaces, refuse: Refuse): void {
  if (row.parent === '') {
    refuse('parent', 'cell_required');
    return;
  }
  const parent = known.at(row.parent) ?? known.plannedAt(row.parent);
  if (!parent) refuse('parent', 'place_parent_unknown');
  else if (row.kind === 'site' && parent.kind === 'region') refuse('parent', 'site_in_region');
}

/** All that a new place has; what the row leaves blank is made up. */
export function wholeValues({ values }: PlaceRead): PlaceValues {
  const nameZh = values.nameZh ?? '';
  return {
    ...{ nameZh, nameEn: nameZh, regionCode: null, address: null, remark: null, disabled: false },
    ...values,
  };
}
