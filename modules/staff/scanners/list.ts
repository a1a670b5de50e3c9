import { readIdentity } from '../../../forms/identity.ts';
import { cleanPhone } from '../../../forms/phone.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { type IdentifierLookup, lookupsOf } from '../../people/public.ts';
import type { staff } from '../contract.ts';
import { levelOfRole } from './contract.ts';
import { type ListedScanner, listScanners } from './queries-list.ts';

/** The scanners whom somebody sees, in the order in which they were added. A look-up by number is noted. */
export async function searchScanners(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { text, siteId, after, limit = 50 }: BodyOf<typeof staff.scanners>,
): Promise<ResponseOf<typeof staff.scanners>> {
  const [last] = keyAfter(after, 'number') ?? [];
  const typed = text?.trim() ?? '';
  const identifier = identifierIn(platform, typed);
  const name = identifier || typed === '' ? undefined : typed;
  const wanted = { siteId, name, identifier, after: last, limit: limit + 1 };
  const rows = await listScanners(platform.db, scope, wanted);
  if (identifier) {
    await platform.transaction(actor, (tx) =>
      tx.audit({ action: 'scanner.looked_up', personId: rows[0]?.person_id ?? null }),
    );
  }
  return pageOf(rows, limit, serialize(actor.personId), ({ id }) => [id]);
}

/** The document or the phone that was typed, if it is a whole one. */
function identifierIn({ keys }: Platform, typed: string): IdentifierLookup | undefined {
  const phone = cleanPhone(typed);
  const kind = phone ? 'phone' : readIdentity(typed) ? 'identity' : undefined;
  return kind && lookupsOf(keys, [{ kind, value: typed }])[0];
}

const serialize = (readerId: string) => (row: ListedScanner) => ({
  id: row.id,
  name: row.name,
  level: levelOfRole(row.role),
  superiorId: row.superior_id,
  activated: row.activated,
  isOneself: row.person_id === readerId,
  disabled: {
    self: row.self_disabled,
    line: row.in_disabled_line,
    ownLine: row.line_disabled,
    site: !row.open,
    account: row.closed,
  },
  siteId: row.site_id,
  siteZh: row.site_zh,
  siteEn: row.site_en,
});
