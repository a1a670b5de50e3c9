import { createHash } from 'node:crypto';
import type { BodyOf } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { getOrNotFound, invalid, mapConstraintErrors, Problem } from '../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import { parentKindsOf, type places, placesProblems } from './contract.ts';
import { placesSwitched } from './events.ts';
import {
  findPlace,
  insertMissingPlaces,
  insertPlace,
  listChildren,
  lockPlace,
  type PlaceRow,
  updatePlace,
} from './queries.ts';
import { findRegion } from './regions/regions.ts';
import { newCode } from './rules.ts';

const codeTaken = () =>
  new Problem(placesProblems.place_code_taken, {
    fields: [{ path: 'code', code: 'place_code_taken' }],
  });

const constraints = {
  places_code_among_siblings: codeTaken,
  places_region_code: () =>
    new Problem(placesProblems.region_code_taken, {
      fields: [{ path: 'code', code: 'region_code_taken' }],
    }),
};

export function createPlace(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  input: BodyOf<typeof places.create>,
): Promise<PlaceRow> {
  return platform.transaction(actor, async (tx) => {
    const parent = getOrNotFound(await findPlace(tx.db, scope, input.parentId));
    const { kind, code, nameZh: zh, nameEn: en = zh, regionCode, address, remark } = input;
    mustFit(input, parent);
    return mapConstraintErrors(constraints, () =>
      addPlace(tx, {
        ...{ parentId: parent.id, kind, code, zh, en },
        ...{ regionCode, address, remark },
      }),
    );
  });
}

function mustFit({ kind, code }: BodyOf<typeof places.create>, parent: PlaceRow): void {
  if (kind === 'region' && !code) throw invalid({ path: 'code', code: 'place_code_needed' });
  if (parentKindsOf(kind).includes(parent.kind)) return;
  const field = { path: 'kind', code: 'place_parent_unfit' };
  throw new Problem(placesProblems.place_parent_unfit, { fields: [field] });
}

export function changePlace(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
  input: BodyOf<typeof places.rename>,
): Promise<PlaceRow> {
  return platform.transaction(actor, (tx) => changePlaceIn(tx, scope, id, input));
}

/** Another one for each content: what somebody set back is as it was. */
export function revisionOf(row: PlaceRow): string {
  const content = [row.name_zh, row.name_en, row.region_code, row.address, row.remark];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16);
}

/** Changes a place's names and where it is found; what is left out stays. Throws `place_changed`. */
export async function changePlaceIn(
  tx: Tx,
  scope: PlaceScope,
  id: number,
  input: BodyOf<typeof places.rename>,
): Promise<PlaceRow> {
  mustBeRegion(input.regionCode);
  const before = getOrNotFound(await lockPlace(tx.db, scope, id));
  if (input.revision !== undefined && input.revision !== revisionOf(before)) {
    throw new Problem(placesProblems.place_changed);
  }
  const { regionCode = before.region_code } = input;
  const { address = before.address, remark = before.remark } = input;
  const after = {
    ...{ name_zh: input.nameZh.trim(), name_en: input.nameEn.trim() },
    ...{ region_code: regionCode, address: trimmed(address), remark: trimmed(remark) },
  };
  const isOther = (...names: (keyof typeof after)[]) =>
    names.some((name) => after[name] !== before[name]);
  if (isOther('name_zh', 'name_en')) await tx.audit({ action: 'place.renamed', placeId: id });
  if (isOther('region_code', 'address', 'remark')) {
    await tx.audit({ action: 'place.changed', placeId: id });
  }
  return getOrNotFound(await updatePlace(tx.db, scope, id, after));
}

export function setPlaceDisabled(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
  disabled: boolean,
): Promise<PlaceRow> {
  return platform.transaction(actor, (tx) => setPlaceDisabledIn(tx, scope, id, disabled));
}

/**
 * Takes a place out of use with all below it, or removes its own flag. Only from above: whoever belongs to
 * it would shut themselves out.
 */
export async function setPlaceDisabledIn(
  tx: Tx,
  scope: PlaceScope,
  id: number,
  disabled: boolean,
): Promise<PlaceRow> {
  const before = getOrNotFound(await lockPlace(tx.db, scope, id));
  if (scope.paths.includes(before.path)) throw new Problem(placesProblems.place_is_own);
  if (before.disabled === disabled) return before;
  const place = getOrNotFound(await updatePlace(tx.db, scope, id, { disabled }));
  await tx.audit({ action: disabled ? 'place.disabled' : 'place.enabled', placeId: id });
  await tx.emit(placesSwitched, [{ id, path: place.path, disabled }]);
  return place;
}

function mustBeRegion(code: string | null | undefined): void {
  if (code && !findRegion(code))
    throw invalid({ path: 'regionCode', code: 'place_region_unknown' });
}

const trimmed = (text: string | null | undefined): string | null => text?.trim() || null;

export type NewPlace = {
  parentId: number | null;
  kind: PlaceRow['kind'];
  /** Made where it is left out; a region has one. */
  code?: string | undefined;
  zh: string;
  en: string;
  regionCode?: string | null | undefined;
  address?: string | null | undefined;
  remark?: string | null | undefined;
};

/** Adds a root or a place below another without asking anybody: for composition and actions that did. */
export async function addPlace(tx: Tx, place: NewPlace): Promise<PlaceRow> {
  const { parentId, kind, zh, en, regionCode, address, remark } = place;
  const code = place.code ?? (kind === 'region' ? '' : newCode(kind));
  mustBeRegion(regionCode);
  const added = await insertPlace(tx.db, {
    ...{ parent_id: parentId, kind, code: code.trim(), created_at: tx.now },
    ...{ name_zh: zh.trim(), name_en: en.trim() },
    ...{ region_code: regionCode ?? null, address: trimmed(address), remark: trimmed(remark) },
  });
  await tx.audit({ action: 'place.created', placeId: added.id });
  return added;
}

/**
 * The organisations below `parentId` by their codes, made where they are missing. A roster names
 * organisations by code and name; it adds them, and never renames one.
 */
export async function ensureOrganisations(
  tx: Tx,
  scope: PlaceScope,
  parentId: number,
  wanted: { code: string; zh: string; en: string }[],
): Promise<Map<string, PlaceRow>> {
  if (wanted.length === 0) return new Map();
  getOrNotFound(await findPlace(tx.db, scope, parentId));
  const added = await insertMissingPlaces(
    tx.db,
    wanted.map(({ code, zh, en }) => ({
      parent_id: parentId,
      kind: 'organisation' as const,
      code,
      name_zh: zh,
      name_en: en,
      created_at: tx.now,
    })),
  );
  await tx.audit(...added.map(({ id }) => ({ action: 'place.created' as const, placeId: id })));
  const codes = wanted.map(({ code }) => code);
  const rows = await listChildren(tx.db, scope, parentId, codes);
  return new Map(rows.map((row) => [row.code, row]));
}
