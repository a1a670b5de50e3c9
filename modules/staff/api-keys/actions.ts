import { randomUUID } from 'node:crypto';
import { addDays, dayOf, daysBetween, isDay, startOfDay } from '../../../forms/days.ts';
import {
  type BodyOf,
  commonProblems,
  type QueryOf,
  type ResponseOf,
} from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, Problem } from '../../../platform/problems.ts';
import {
  type Actor,
  type ApiKeys,
  apiKeyPrefix,
  type PlaceScope,
} from '../../../platform/scope.ts';
import { deleteGrant, listGrants, roleOf } from '../../access/public.ts';
import { addBarePerson, newToken, staffRealm, tokenHash } from '../../people/public.ts';
import { findPlace } from '../../places/public.ts';
import { mustBeRoleFor, mustHold, permissionsOn } from '../authority.ts';
import { type staff, staffProblems } from '../contract.ts';
import { addGrant } from '../create.ts';
import { isScannerRole } from '../scanners/contract.ts';
import { longestKey } from './contract.ts';
import {
  type ApiKeyRow,
  findApiKey,
  insertApiKey,
  listApiKeys,
  lockApiKey,
  setRevoked,
  setUsed,
} from './queries.ts';

export async function apiKeys(
  platform: Platform,
  scope: PlaceScope,
  { after, limit = 50 }: QueryOf<typeof staff.apiKeys>,
): Promise<ResponseOf<typeof staff.apiKeys>> {
  const [at, keyId] = keyAfter(after, 'string', 'string') ?? [];
  const before = at !== undefined && keyId !== undefined ? { at, id: keyId } : undefined;
  const rows = await listApiKeys(platform.db, scope, { after: before, limit: limit + 1 });
  const grants = await listGrants(platform.db, scope);
  const byPerson = new Map(grants.map((grant) => [grant.person_id, roleOf(grant)]));
  const serialize = ({ personId, createdAt, expiresAt, revokedAt, usedAt, ...row }: ApiKeyRow) => ({
    ...row,
    role: byPerson.get(personId) ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    usedAt: usedAt?.toISOString() ?? null,
  });
  return pageOf(rows, limit, serialize, ({ key, id }) => [key, id]);
}

/** Makes a key with a role that its maker holds there as well. Throws `key_days`, `forbidden`, `not_found`. */
export async function addApiKey(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { name, role, placeId, lastDay }: BodyOf<typeof staff.addApiKey>,
): Promise<ResponseOf<typeof staff.addApiKey>> {
  const now = platform.clock.now();
  const today = dayOf(now, 'UTC');
  if (!isDay(lastDay) || lastDay <= today || daysBetween(today, lastDay) > longestKey) {
    throw invalid({ path: 'lastDay', code: 'key_days', params: { max: longestKey } });
  }
  if (isScannerRole(role)) throw new Problem(staffProblems.grant_of_scanner);
  const { token, hash } = newToken();
  const key = apiKeyPrefix + token;
  const id = randomUUID();
  await platform.transaction(actor, async (tx) => {
    const { path } = getOrNotFound(await findPlace(tx.db, scope, placeId));
    await mustBeRoleFor(tx, role, path);
    await mustHold(tx, actor, await permissionsOn(tx, role, path));
    const { personId } = await addBarePerson(tx, name);
    await addGrant(tx, personId, role, placeId);
    await insertApiKey(tx.db, {
      ...{ id, personId, tokenHash: hash, ending: key.slice(-4), placeId },
      ...{ createdBy: actor.personId, createdAt: now },
      expiresAt: startOfDay(addDays(lastDay, 1), 'UTC'),
    });
    await tx.audit({ action: 'key.added', placeId, personId, details: { role, to: lastDay } });
  });
  return { id, key };
}

/** Takes a key's role away with it. Throws `api_key_revoked`. */
export function revokeApiKey(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const { personId, placeId, revokedAt } = getOrNotFound(await lockApiKey(tx.db, scope, id));
    if (revokedAt) throw new Problem(staffProblems.api_key_revoked);
    const grants = await listGrants(tx.db, scope);
    for (const grant of grants.filter((each) => each.person_id === personId)) {
      await mustHold(tx, actor, await permissionsOn(tx, grant.role, grant.path));
      await deleteGrant(tx.db, scope, personId, grant.id);
    }
    await setRevoked(tx.db, id, tx.now);
    await tx.audit({ action: 'key.revoked', placeId, personId });
  });
}

/** A use is noted so often. */
const noteEvery = 60_000;

/** Fulfils the platform's {@link ApiKeys}. */
export const resolveApiKeys: (platform: Platform) => ApiKeys = perPlatform((platform) => ({
  async resolve(key) {
    const { db, clock } = platform;
    const found = await findApiKey(db, tokenHash(key.slice(apiKeyPrefix.length)));
    if (!found) return new Problem(commonProblems.not_signed_in);
    const now = clock.now();
    if (found.expiresAt <= now) return new Problem(commonProblems.key_expired);
    if (found.isStopped) return new Problem(commonProblems.key_stopped);
    const noted = found.usedAt?.getTime() ?? 0;
    if (now.getTime() - noted >= noteEvery) await setUsed(db, found.id, now);
    const { id: sessionId, personId } = found;
    return {
      ...{ kind: 'staff', app: 'console', realm: staffRealm, mustFinish: false },
      ...{ personId, sessionId },
    };
  },
}));
