import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import { type IdentifierLookup, staffRealm } from '../../people/public.ts';
import { isOpen } from '../../places/public.ts';
import type { ScannerRole } from './contract.ts';
import { pathsAnsweredFor } from './queries.ts';

export type ListedScanner = {
  id: number;
  person_id: string;
  name: string;
  role: ScannerRole;
  superior_id: number | null;
  self_disabled: boolean;
  line_disabled: boolean;
  /** A line in which they stand is disabled, be it their own. */
  in_disabled_line: boolean;
  closed: boolean;
  activated: boolean;
  open: boolean;
  site_id: number;
  site_zh: string;
  site_en: string;
};

export type ScannerSearch = {
  siteId: number | undefined;
  /** A part of the name. */
  name: string | undefined;
  /** A document or a phone, whole. */
  identifier: IdentifierLookup | undefined;
  after: number | undefined;
  limit: number;
};

/**
 * Those of the scope's scanners whom the reader sees, as `visibleTo` of the rules says it for one site: all of a
 * site for which they answer from above, and otherwise themselves and those below.
 */
export async function listScanners(
  db: Db,
  scope: PlaceScope,
  { siteId, name, identifier, after, limit }: ScannerSearch,
): Promise<ListedScanner[]> {
  const answered = await pathsAnsweredFor(db, scope);
  const above = answered.map((path) => `${path}_%`);
  const { rows } = await sql<ListedScanner>`
    with recursive own as (
      select s.id, s.site_id, s.role from scanners s where s.person_id = ${scope.personId}
    ), below as (
      select own.id from own where own.role <> 'ordinary_scanner'
      union all
      select s.id from scanners s join below on s.superior_id = below.id
    )
    select s.id, s.person_id, p.name, s.role, s.superior_id, s.self_disabled, s.line_disabled,
      s.line_disabled or coalesce(one.line_disabled, false) or coalesce(two.line_disabled, false)
        as in_disabled_line,
      m.disabled as closed, ${isOpen('places.path')} as open,
      exists (select from accounts a where a.person_id = s.person_id and a.realm = ${staffRealm})
        as activated,
      places.id as site_id, places.name_zh as site_zh, places.name_en as site_en
    from scanners s
    join places on places.id = s.site_id
    join persons p on p.id = s.person_id
    join memberships m on m.person_id = s.person_id and m.realm = ${staffRealm}
    -- A line is at most three deep.
    left join scanners one on one.id = s.superior_id
    left join scanners two on two.id = one.superior_id
    where ${inSubtree('places.path', scope)}
      and (s.id in (select id from below) or places.path like any (${above}::text[])
        or places.path = any(${answered}::text[])
          and not exists (select from own where own.site_id = s.site_id))
      and (${siteId ?? null}::bigint is null or s.site_id = ${siteId ?? null})
      and (${after ?? null}::bigint is null or s.id > ${after ?? null})
      and (${name ?? null}::text is null or p.name ilike ${containing(name ?? '')})
      and (${identifier?.kind ?? null}::text is null or exists (
        select from identifiers i where i.realm = ${staffRealm} and i.person_id = s.person_id
          and i.kind = ${identifier?.kind ?? ''} and i.lookup = ${identifier?.lookup ?? ''}))
    order by s.id limit ${limit}`.execute(db);
  return rows;
}

const containing = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
