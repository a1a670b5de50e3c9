import type { Db } from '../../../platform/database.ts';
import { deleteCodesOf } from '../verification-codes/queries.ts';
import { deleteRecoveriesOf } from './queries.ts';

/**
 * Ends what somebody began to get a new password or another phone: whoever began it could replace what was
 * set since.
 */
export async function endRecoveries(
  db: Db,
  personId: string,
  realm: string,
  scopes: string[],
): Promise<void> {
  await deleteRecoveriesOf(db, personId, realm, scopes);
  await deleteCodesOf(db, personId, realm);
}
