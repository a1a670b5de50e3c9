import { batched } from '../../../platform/batch.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import type { UnverifiedSession } from '../../../platform/scope.ts';
import { noteUse } from '../../people/public.ts';
import type { codes } from '../contract.ts';
import { recentKeys } from '../signing-keys/actions.ts';
import { colourAt } from '../view/current.ts';
import { type Asking, type Known, listKnown } from './queries-known.ts';
import { stillServes } from './rules.ts';

type Own = ResponseOf<typeof codes.ownCredential>;

/**
 * What a phone got before, where that still serves, which is so nearly every time that a phone asks: requests of
 * the same moment are answered by one statement that looks up their sessions, too. Nothing for all others, which
 * take the longer way.
 */
export async function knownCredential(
  platform: Platform,
  session: UnverifiedSession,
  { phoneKey }: BodyOf<typeof codes.ownCredential>,
): Promise<Own | undefined> {
  const asking = { session, phoneKey: Buffer.from(phoneKey, 'base64url') };
  const { row, keyIds } = await lookUp(platform)(asking);
  if (!row) return undefined;
  const now = platform.clock.now();
  const colour = colourAt(row.code, now);
  const issued = {
    ...{ colour: row.colour, version: row.version, listed: row.listed, keyId: row.key_id },
    ...{ issuedAt: row.issued_at, expiresAt: row.expires_at },
  };
  if (!stillServes(issued, now, { colour, version: row.smallestVersion, keyIds })) return undefined;
  if (row.staleSession !== null && row.sessionSince !== null) {
    noteUse(platform)({ id: row.staleSession, app: session.app, created_at: row.sessionSince });
  }
  return credentialOf(row);
}

/** Milliseconds: whoever asked just before a key was withdrawn has what it signed as well. */
const aMoment = 1_000;

const lookUp = perPlatform((platform) =>
  batched<Asking, { row: Known | undefined; keyIds: string[] }>({
    async run(asking) {
      const [keys, rows] = await Promise.all([
        recentKeys(platform)(aMoment),
        listKnown(platform.db, asking, platform.clock.now()),
      ]);
      const keyIds = keys.map(({ kid }) => kid);
      return rows.map((row) => ({ row, keyIds }));
    },
    maxItems: 256,
    maxInFlight: 2,
    worthBeside: 16,
  }),
);

/** A credential as its phone gets it. */
export function credentialOf(row: Pick<Known, 'signed' | 'colour' | 'expires_at'>): Own {
  return {
    credential: {
      signed: row.signed.toString('base64url'),
      colour: row.colour,
      expiresAt: row.expires_at.toISOString(),
    },
    otherPhone: null,
  };
}
