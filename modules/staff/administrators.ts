import { commonProblems } from '../../platform/contract.ts';
import type { Db } from '../../platform/database.ts';
import { Problem } from '../../platform/problems.ts';
import type { Administrators } from '../../platform/scope.ts';
import { administrating, listRootHolders, lostTrees, type RootHolder } from '../access/public.ts';
import { staffProblems } from './contract.ts';
import { isDisabled, listActive, listRoots, lockAdministrators } from './queries.ts';

/**
 * Fulfils the platform's {@link Administrators}. What a tree has is compared before and after the change, so that an
 * installation which never had an administrator can still be set up.
 */
export const administrators: Administrators = {
  async keep(tx, change) {
    await lockAdministrators(tx.db);
    if (tx.actor && (await isDisabled(tx.db, tx.actor.personId))) {
      throw new Problem(commonProblems.not_signed_in);
    }
    const before = await activeHolders(tx.db);
    const done = await change();
    const after = { holders: await activeHolders(tx.db), roots: await listRoots(tx.db) };
    if (lostTrees(before, after, administrating).length > 0) {
      throw new Problem(staffProblems.last_administrator);
    }
    return done;
  },
};

async function activeHolders(db: Db): Promise<RootHolder[]> {
  const holders = await listRootHolders(db, administrating);
  const active = await listActive(
    db,
    holders.map(({ personId }) => personId),
  );
  return holders.filter(({ personId }) => active.has(personId));
}
