import type { Platform, Tx } from '../../../../platform/platform.ts';
import { addPlace, changePlaceIn, setPlaceDisabledIn } from '../../../places/public.ts';
import { placeRowProblems } from '../contract-rows.ts';
import { KnownPlaces } from '../known-places.ts';
import { listKnownPlaces, lockKnownPlaces } from '../queries-places.ts';
import type { AsShown, Bearer, Outcome, Session, Workbook } from '../workbook.ts';
import { placeColumns } from './columns.ts';
import { decide, type PlaceOutcome, wholeValues } from './decide.ts';
import type { PlaceRead } from './reading.ts';
import { whoIsShutOut } from './shut-out.ts';

/** Organisations and sites. */
export const placeWorkbooks: Workbook<PlaceRead> = {
  kind: 'places',
  permission: 'place.manage',
  program: new URL('./reading.ts', import.meta.url),
  columns: placeColumns,
  rowProblems: placeRowProblems,
  actions: {
    uploaded: 'staff.places_uploaded',
    confirmed: 'staff.places_import_confirmed',
    discarded: 'staff.places_import_discarded',
    imported: 'staff.places_imported',
  },
  label: ({ parent, code, values }) => ({ parent, code, name: values.nameZh ?? '' }),
  open,
};

async function open(platform: Platform, { scope }: Bearer): Promise<Session<PlaceRead>> {
  const known = new KnownPlaces(await listKnownPlaces(platform.db, scope));
  const shutOut = whoIsShutOut(platform);
  return {
    async preview(bearer, rows) {
      const outcomes: Outcome[] = [];
      for (const row of rows) {
        const outcome = decide(row, known, bearer.scope.paths);
        if (outcome.state === 'fresh' && row.kind) known.plan(row.parent, row.code, row.kind);
        outcomes.push({ ...outcome, ...(await shutOut(bearer, outcome)) });
      }
      return outcomes;
    },
    write: (tx, bearer, rows, asShown) => write(tx, bearer, known, rows, asShown),
  };
}

async function write(
  tx: Tx,
  { scope }: Bearer,
  known: KnownPlaces,
  rows: PlaceRead[],
  asShown: AsShown,
): Promise<Outcome[]> {
  const ids = rows.flatMap((row) => {
    const place = row.record ? known.get(row.record.id) : known.child(row.parent, row.code);
    return place ? [place.id] : [];
  });
  for (const place of await lockKnownPlaces(tx.db, scope, ids)) known.replace(place);
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const outcome = asShown(row, decide(row, known, scope.paths));
    await writeRow(tx, { scope }, known, row, outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function writeRow(
  tx: Tx,
  { scope }: Pick<Bearer, 'scope'>,
  known: KnownPlaces,
  row: PlaceRead,
  outcome: PlaceOutcome,
): Promise<void> {
  const { state, place, parentId } = outcome;
  if (state === 'fresh' && parentId !== undefined && row.kind) {
    const { nameZh: zh, nameEn: en, disabled, ...details } = wholeValues(row);
    const { kind, code } = row;
    const added = await addPlace(tx, { parentId, kind, code, zh, en, ...details });
    known.add(added);
    if (disabled) await setPlaceDisabledIn(tx, scope, added.id, true);
  }
  if (state === 'changed' && place) {
    const all = [...outcome.changes, ...outcome.conflicts].map(({ field, to }) => [field, to]);
    const { disabled, ...values } = Object.fromEntries(all) as Partial<PlaceRead['values']>;
    const { nameZh = place.name_zh, nameEn = place.name_en, ...details } = values;
    if (Object.keys(values).length > 0) {
      await changePlaceIn(tx, scope, place.id, { nameZh, nameEn, ...details });
    }
    if (disabled !== undefined) await setPlaceDisabledIn(tx, scope, place.id, disabled);
  }
}
