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
