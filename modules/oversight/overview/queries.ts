import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';

export type PlaceLine = {
  id: number;
  path: string;
  kind: 'region' | 'organisation' | 'site';
  code: string;
  nameZh: string;
  nameEn: string;
};

export type PartLine = PlaceLine & { hasParts: boolean };

const columns = sql`p.id, p.path, p.kind, p.code, p.name_zh as "nameZh", p.name_en as "nameEn"`;
const hasParts = sql`exists (select from places below where below.parent_id = p.id) as "hasParts"`;

/** What lies directly below a place, in the order of the codes. */
export async function listPartsBelow(
  db: Db,
  scope: PlaceScope,
  placeId: number,
  most: number,
): Promise<PartLine[]> {
  const { rows } = await sql<PartLine>`
    select ${columns}, ${hasParts} from places p
    where p.parent_id = ${placeId} and ${inSubtree('p.path', scope)}
    order by p.code limit ${most}`.execute(db);
  return rows;
}

/** The topmost places of a scope themselves. */
export async function listTopParts(db: Db, scope: PlaceScope, most: number): Promise<PartLine[]> {
  const { rows } = await sql<PartLine>`
    select ${columns}, ${hasParts} from places p
    where p.path = any(${[...scope.paths]}::text[]) order by p.code limit ${most}`.execute(db);
  return rows;
}

/** A place with all above it that the scope reaches, the topmost first. */
export async function listTrail(db: Db, scope: PlaceScope, path: string): Promise<PlaceLine[]> {
  const ids = path.split('/').filter(Boolean);
  const { rows } = await sql<PlaceLine>`
    select ${columns} from places p where p.id = any(${ids}::bigint[]) and ${inSubtree('p.path', scope)}
    order by length(p.path)`.execute(db);
  return rows;
}
