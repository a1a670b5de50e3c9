import type { BodyOf } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { getOrNotFound, mapConstraintErrors, Problem } from '../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import { type places, placesProblems } from './contract.ts';
import {
  findPlace,
  insertMissingPlaces,
  insertPlace,
  listChildren,
  type PlaceRow,
  updateNames,
} from './queries.ts';

const codeTaken = () =>
  new Problem(placesProblems.place_code_taken, {
    fields: [{ path: 'code', code: 'place_code_taken' }],
  });

export function createPlace(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  input: BodyOf<typeof places.create>,
): Promise<PlaceRow> {
  return platform.transaction(actor, async (tx) => {
    const parent = getOrNotFound(await findPlace(tx.db, scope, input.parentId));
    const place = await mapConstraintErrors({ places_code_among_siblings: codeTaken }, () =>
      insertPlace(tx.db, {
        parent_id: parent.id,
        kind: input.kind,
        code: input.code.trim(),
        name_zh: input.nameZh.trim(),
        name_en: input.nameEn.trim(),
        created_at: tx.now,
      }),
    );
    await tx.audit({ action: 'place.created', placeId: place.id });
    return place;
  });
}

export function renamePlace(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
  input: BodyOf<typeof places.rename>,
): Promise<PlaceRow> {
  return platform.transaction(actor, async (tx) => {
    const names = { name_zh: input.nameZh.trim(), name_en: input.nameEn.trim() };
    const place = getOrNotFound(await updateNames(tx.db, scope, id, names));
    await tx.audit({ action: 'place.renamed', placeId: id });
    return place;
  });
}

/** Sets up a root or a place below another without asking anybody: for composition and imports. */
export async function addPlace(
  tx: Tx,
  place: { parentId: number | null; kind: PlaceRow['kind']; code: string; zh: string; en: string },
): Promise<PlaceRow> {
  return insertPlace(tx.db, {
    parent_id: place.parentId,
    kind: place.kind,
    code: place.code,
    name_zh: place.zh,
    name_en: place.en,
    created_at: tx.now,
  });
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
  await insertMissingPlaces(
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
  const codes = wanted.map(({ code }) => code);
  const rows = await listChildren(tx.db, scope, parentId, codes);
  return new Map(rows.map((row) => [row.code, row]));
}
