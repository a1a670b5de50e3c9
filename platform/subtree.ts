import { type RawBuilder, sql } from 'kysely';
import type { PlaceScope } from './scope.ts';

/**
 * The condition by which a protected query keeps to its scope: the place's path starts with one of
 * the scope's. `path` names a column of `places`, as in `inSubtree('places.path', scope)`.
 */
export function inSubtree(path: string, scope: PlaceScope): RawBuilder<boolean> {
  const prefixes = scope.paths.map((prefix) => `${prefix}%`);
  return sql<boolean>`${sql.ref(path)} like any (${prefixes}::text[])`;
}

/** One of the places that figures are shown by: itself with all below it. */
export type Part = { id: number; path: string };

/**
 * A join with the parts that a place belongs to, as `part`; parts do not contain each other. `path` names a column of
 * `places`, as in `join ${inPart('places.path', parts)}`.
 */
export function inPart(path: string, parts: readonly Part[]): RawBuilder<unknown> {
  const ids = parts.map(({ id }) => id);
  const paths = parts.map((part) => part.path);
  // In the order of the index; a colon comes right after all that paths consist of.
  return sql`unnest(${ids}::bigint[], ${paths}::text[]) as part (id, path)
    on ${sql.ref(path)} ~>=~ part.path and ${sql.ref(path)} ~<~ (part.path || ':')`;
}
