import { identitiesLike } from '../../../forms/identity.ts';
import { cleanPhone } from '../../../forms/phone.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import { rowVersion } from '../../../platform/row-version.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { searchQuery } from '../../../platform/search-words.ts';
import { type GrantRow, listGrants, roleOf } from '../../access/public.ts';
import {
  countStaffLook,
  type Identifier,
  listMaskedIdentifiers,
  lookupsOf,
  staffRealm,
  usernameLookup,
} from '../../people/public.ts';
import { coversEverything, findPlace } from '../../places/public.ts';
import type { staff } from '../contract.ts';
import { listStaff, type StaffRow } from '../queries.ts';

/** Stands for what one edits of a member of staff. */
export const staffVersion = ({ disabled, remark }: Pick<StaffRow, 'disabled' | 'remark'>): string =>
  rowVersion([disabled, remark]);

/**
 * Staff with a role at or below the scope's places; those without any role for who manages every place. Whoever looks
 * for a document or a phone learns whose it is: such looks are counted, and noted.
 */
export async function searchStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  wanted: BodyOf<typeof staff.list>,
): Promise<ResponseOf<typeof staff.list>> {
  const { db } = platform;
  const { limit = 50, name, role, type, disabled, jumpTo, placeId } = wanted;
  const numbers = numbersIn(wanted);
  if (numbers.length > 0) await countStaffLook(platform, actor.personId);
  const place = placeId === undefined ? undefined : await findPlace(db, scope, placeId);
  const words = name?.trim() ? searchQuery(name) : undefined;
  if (words === null) return { items: [], next: null };
  const rows = await listStaff(
    db,
    scope,
    {
      ...{ role, type, disabled, from: jumpTo },
      words,
      username: usernameIn(wanted),
      identifiers: numbers.map((each) => lookupsOf(platform.keys, each)),
      path: placeId === undefined ? undefined : getOrNotFound(place).path,
      after: keyAfter(wanted.after, 'string', 'string', 'number'),
      limit: limit + 1,
    },
    await coversEverything(db, scope),
  );
  if (numbers.length > 0) {
    const personId = rows[0]?.person_id ?? null;
    await platform.transaction(actor, (tx) => tx.audit({ action: 'staff.looked_up', personId }));
  }
  const shown = await shownWith(platform, scope, rows.slice(0, limit));
  return pageOf(rows, limit, shown, (row) => [row.name_order, row.username, row.id]);
}

/**
 * What was typed of numbers that are found whole alone, each as all that it may be: a number does not tell of what kind of
 * document it is. Says at its field what cannot be one.
 */
function numbersIn({ identity, account }: BodyOf<typeof staff.list>): Identifier[][] {
  const document = identity?.trim();
  const documents = document ? identitiesLike(document) : [];
  if (document && documents.length === 0) {
    throw invalid({ path: 'identity', code: 'document_unreadable' });
  }
  const phone = cleanPhone(account ?? '');
  return [
    documents.map((value) => ({ kind: 'identity' as const, value })),
    phone ? [{ kind: 'phone' as const, value: phone }] : [],
  ].filter((each) => each.length > 0);
}

function usernameIn({ account }: BodyOf<typeof staff.list>): string | undefined {
  const typed = account?.trim();
  return typed && !cleanPhone(typed) ? usernameLookup(typed) : undefined;
}

/** One member of staff with what they are known by, masked where it is personal; the look is noted. */
export async function memberOfStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
): Promise<ResponseOf<typeof staff.member>> {
  const { db, keys } = platform;
  const alsoLoose = await coversEverything(db, scope);
  const [found] = await listStaff(db, scope, { personId, limit: 1 }, alsoLoose);
  const row = getOrNotFound(found);
  const shown = (await shownWith(platform, scope, [row]))(row);
  const known = await listMaskedIdentifiers(db, keys, staffRealm, [personId]);
  const placeId = shown.grants[0]?.placeId ?? null;
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'staff.viewed', placeId, personId }),
  );
  return { ...shown, identifiers: known.get(personId) ?? [] };
}

/** How these rows are shown: with their roles within the scope, and by what account they sign in. */
async function shownWith({ db, keys }: Platform, scope: PlaceScope, rows: StaffRow[]) {
  const personIds = rows.map(({ person_id }) => person_id);
  const grants = await grantsOf(db, scope, personIds);
  const byPhone = rows.filter(({ username }) => username === '').map(({ person_id }) => person_id);
  const known = await listMaskedIdentifiers(db, keys, staffRealm, byPhone);
  return (row: StaffRow): ResponseOf<typeof staff.list>['items'][number] => ({
    personId: row.person_id,
    name: row.name,
    initial: row.initial,
    username: row.username,
    phone: known.get(row.person_id)?.find(({ kind }) => kind === 'phone')?.value ?? null,
    disabled: row.disabled,
    activated: row.activated,
    documented: row.documented,
    remark: row.remark,
    version: staffVersion(row),
    grants: (grants.get(row.person_id) ?? []).map((grant) => ({
      id: grant.id,
      role: roleOf(grant),
      placeId: grant.place_id,
      nameZh: grant.name_zh,
      nameEn: grant.name_en,
    })),
  });
}

async function grantsOf(db: Db, scope: PlaceScope, personIds: string[]) {
  const grants: GrantRow[] = await listGrants(db, scope, personIds);
  return Map.groupBy(grants, ({ person_id }) => person_id);
}
