import { listMembersByIdentifier } from '../accounts/queries.ts';
import { usernameLookup } from '../identifier-kinds.ts';
import { lookupOf } from '../identifiers.ts';
import { provePassword } from './password.ts';
import type { Way } from './way.ts';

/**
 * User name and password, as staff sign in; or their phone in its place, where it is on record and theirs alone.
 * Old user names may look like a phone, and go first. The work depends on what was typed, not on who is there.
 */
export const byUsername: Way<{ username: string; password: string }> = {
  name: 'username',
  hasCaptcha: false,
  async find(at, { username }) {
    const { db, keys } = at.platform;
    const lookup = usernameLookup(username);
    const [named] = await listMembersByIdentifier(db, { kind: 'username', lookup }, at);
    const phone = at.offer.ways.includes('phone') ? lookupOf(keys, 'phone', username) : null;
    if (!phone) return { member: named, lookup };
    const holders = await listMembersByIdentifier(db, { kind: 'phone', lookup: phone }, at);
    const holder = holders.length === 1 ? holders[0] : undefined;
    return { member: named ?? holder, lookup: phone };
  },
  prove: (at, member, { password }) => provePassword(at, member, password),
};
