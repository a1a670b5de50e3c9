import { listMembersByIdentifier } from '../accounts/queries.ts';
import { cardLookup } from '../identifier-kinds.ts';
import { provePassword } from './password.ts';
import type { Way } from './way.ts';

/** Card number and password (SPEC G3.1). A further card leads to the same person. */
export const byCard: Way<{ card: string; password: string }> = {
  name: 'card',
  hasCaptcha: true,
  async find(at, { card }) {
    const lookup = cardLookup(card);
    const [member] = await listMembersByIdentifier(at.platform.db, { kind: 'card', lookup }, at);
    return { member, lookup };
  },
  prove: (at, member, { password }) => provePassword(at, member, password),
};
