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
    const { kind, code, nameZh: zh, nameEn: en } = input;
    return mapConstraintErrors({ places_code_among_siblings: codeTaken }, () =>
      addPlace(tx, { parentId: parent.id, kind, code, zh, en }),
    );
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

/** Adds a root or a place below another without asking anybody: for composition and actions that did. */
export async function addPlace(
  tx: Tx,
  place: { parentId: number | null; kind: PlaceRow['kind']; code: string; zh: string; en: string },
): Promise<PlaceRow> {
  const added = await insertPlace(tx.db, {
    parent_id: place.parentId,
    kind: place.kind,
    code: place.code.trim(),
    name_zh: place.zh.trim(),
    name_en: place.en.trim(),
    created_at: tx.now,
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
