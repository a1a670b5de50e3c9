import { listMembersByIdentifier } from '../accounts/queries.ts';
import { usernameLookup } from '../identifier-kinds.ts';
import { provePassword } from './password.ts';
import type { Way } from './way.ts';

/** User name and password, as staff sign in. */
export const byUsername: Way<{ username: string; password: string }> = {
  name: 'username',
  hasCaptcha: false,
  async find(at, { username }) {
    const lookup = usernameLookup(username);
    const [member] = await listMembersByIdentifier(
      at.platform.db,
      { kind: 'username', lookup },
      at,
    );
    return { member, lookup };
  },
  prove: (at, member, { password }) => provePassword(at, member, password),
};
