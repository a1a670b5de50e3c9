import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import type { staff } from '../contract.ts';
import { findHolders } from '../queries.ts';

/** Who holds a role at the scope's places; whoever holds it at several stands there once for each. */
export async function listHolders(
  platform: Platform,
  scope: PlaceScope,
  role: string,
  { after, limit = 50 }: QueryOf<typeof staff.holders>,
): Promise<ResponseOf<typeof staff.holders>> {
  const [last = 0] = keyAfter(after, 'number') ?? [];
  const rows = await findHolders(platform.db, scope, { role, after: last, limit: limit + 1 });
  const show = (row: (typeof rows)[number]) => ({
    ...{ grantId: row.grant_id, personId: row.person_id, name: row.name, username: row.username },
    ...{ placeId: row.place_id, nameZh: row.name_zh, nameEn: row.name_en },
  });
  return pageOf(rows, limit, show, ({ grant_id }) => [grant_id]);
}
