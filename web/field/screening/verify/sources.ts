import { type Keyring, keyringOf, type PublicJwk } from '../../../../credential/keyring.ts';
import type { ListSources } from '../../../../credential/list/keeper.ts';
import type { StoredRevocations } from '../../../../credential/list/revocations.ts';
import { codes } from '../../../../modules/codes/contract.ts';
import { ApiProblem, call, linkTo } from '../../../shared/api.ts';
import { cacheResponse, findCached } from '../../../shared/offline/response-cache.ts';

/** JSON holds neither maps nor bytes. */
type Stored = Omit<StoredRevocations, 'version' | 'smallestVersions'> & {
  number: number;
  mark: number[];
  smallestVersions: [programme: string, version: number][];
};

const listName = 'revocations';
const keysName = 'public-keys';
/** The server sends at most some tens of kilobytes. */
const patience = 20_000;

/** Where a scanner's phone keeps what it knows of revoked codes, and whence it hears of them. */
export function listSources(account: string): ListSources {
  return {
    async load() {
      const stored = await findCached<Stored>(account, listName);
      if (!stored) return undefined;
      const { number, mark, smallestVersions, ...rest } = stored;
      return {
        ...rest,
        version: { number, mark: new Uint8Array(mark) },
        smallestVersions: new Map(smallestVersions),
      };
    },
    async save({ version, smallestVersions, ...rest }) {
      const stored: Stored = {
        ...rest,
        ...{ number: version.number, mark: [...version.mark] },
        smallestVersions: [...smallestVersions],
      };
      await cacheResponse(account, listName, stored);
    },
    async fetch(since) {
      const query = since ? { after: `${since.number}.${hexOf(since.mark)}` } : {};
      const address = linkTo(codes.revocations, { query, account });
      const response = await fetch(address, { signal: AbortSignal.timeout(patience) }).catch(() => {
        throw new ApiProblem('offline', 0);
      });
      if (!response.ok) throw new ApiProblem('internal', response.status);
      return new Uint8Array(await response.arrayBuffer());
    },
    keyring: ({ fresh }) => publicKeyring(account, fresh),
  };
}

const hexOf = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Keys that are stored serve until another one is asked for: keys are known long before they sign. */
async function publicKeyring(account: string, fresh: boolean): Promise<Keyring> {
  const stored = fresh ? undefined : await findCached<PublicJwk[]>(account, keysName);
  if (stored) return keyringOf(stored);
  const { keys } = await call(codes.publicKeys, { account });
  await cacheResponse(account, keysName, keys);
  return keyringOf(keys);
}
