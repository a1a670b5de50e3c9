import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { endShowingFor } from '../../codes/public.ts';
import { familyProblems } from '../contract.ts';
import {
  countLinks,
  findLink,
  insertLink,
  type LinkRow,
  settleRequests,
  type Witness,
} from '../queries.ts';
import { linkRefusal, mostCarers, mostWards, type Pair } from '../rules.ts';
import { tellLinked } from './notices.ts';

/**
 * Links two people who both agreed; whoever calls it holds them. Throws `too_many_wards` and `too_many_carers`.
 * `told` are those who did not bring it about at this moment.
 */
export async function linkPeople(
  tx: Tx,
  realm: string,
  pair: Pair,
  { witness, told }: { witness: Witness | null; told: string[] },
): Promise<void> {
  if (!(await findLink(tx.db, realm, pair))) {
    const refused = linkRefusal(await countLinks(tx.db, realm, pair));
    if (refused) {
      const count = refused === 'too_many_wards' ? mostWards : mostCarers;
      throw new Problem(familyProblems[refused], { params: { count } });
    }
    const link = { id: randomUUID(), realm, ...pair, agreedAt: tx.now, witness };
    await insertLink(tx.db, link);
    await tellLinked(tx, realm, link, told);
    await tx.audit({
      ...{ action: 'family.linked', personId: pair.wardId, placeId: witness?.siteId ?? null },
      details: { carerId: pair.carerId, inPerson: witness !== null },
    });
  }
  await settleRequests(tx.db, realm, pair, tx.now);
}

/** What follows where a link has ended. */
export async function noteEnded(
  tx: Tx,
  realm: string,
  { carerId, wardId }: LinkRow,
  siteId: number | null,
): Promise<void> {
  await endShowingFor(tx, { realm, personId: wardId, carerId });
  await tx.audit({
    ...{ action: 'family.ended', personId: wardId, placeId: siteId },
    details: { carerId },
  });
}
