import { Problem } from '../../../platform/problems.ts';
import { findMembership, type MatchedMember } from '../accounts/queries.ts';
import { peopleProblems } from '../contract.ts';
import { getReturned, wechatExpired } from '../wechat/actions.ts';
import { deleteVisit, listBound } from '../wechat/queries.ts';
import { findNamed, usernameNeeded } from './family.ts';
import type { SignInAt, Way } from './way.ts';

type Given = { token: string; username?: string; browserHash: Buffer | null };

/**
 * A WeChat account that its owner let open their account. Who shares it says by user name who they are; whoever has
 * come as far as this holds the WeChat account, and may know who else uses it.
 */
export const byWechat: Way<Given> = {
  name: 'wechat',
  hasCaptcha: false,
  async find(at, given) {
    const { lookup } = await getReturned(at.platform, at.caller, given);
    const holders = await holdersOf(at, lookup);
    const { username } = given;
    const named = username === undefined ? holders : await findNamed(at, holders, username);
    return { member: named.length === 1 ? named[0] : undefined, lookup };
  },
  async prove(at, member, given) {
    const { id, lookup } = await getReturned(at.platform, at.caller, given);
    if (!member) {
      const isShared = (await listBound(at.platform.db, at, lookup)).length > 0;
      throw isShared ? usernameNeeded() : wechatExpired();
    }
    if (member.disabled) throw new Problem(peopleProblems.wechat_closed);
    return {
      by: 'wechat',
      async isStillValid({ db }) {
        const bound = await listBound(db, at, lookup);
        return bound.includes(member.person_id) && deleteVisit(db, id);
      },
    };
  },
};

async function holdersOf(at: SignInAt, lookup: string): Promise<MatchedMember[]> {
  const { db } = at.platform;
  const bound = await listBound(db, at, lookup);
  const members = await Promise.all(bound.map((personId) => findMembership(db, personId, at)));
  return members.flatMap((member) => (member ? [{ ...member, alias: false }] : []));
}
