import { commonProblems } from '../../platform/contract.ts';
import { Problem } from '../../platform/problems.ts';
import { type Access, type Permission, placeScope } from '../../platform/scope.ts';
import { listGrantsOf } from './queries.ts';
import { pathsFor } from './rules.ts';

/** Fulfils the platform's {@link Access}. `permissions` are those of all modules. */
export function grantedAccess(permissions: () => Permission[]): Access {
  return {
    async require(db, actor, permission) {
      const grants = actor.kind === 'staff' ? await listGrantsOf(db, actor.personId) : [];
      const paths = pathsFor(permission, grants);
      if (paths.length === 0) throw new Problem(commonProblems.forbidden);
      return placeScope(actor.personId, paths);
    },
    async permissionsOf(db, actor) {
      const grants = actor.kind === 'staff' ? await listGrantsOf(db, actor.personId) : [];
      return permissions()
        .filter((permission) => pathsFor(permission, grants).length > 0)
        .map(({ name }) => name);
    },
  };
}
