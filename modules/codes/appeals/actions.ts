import type { ColourRules } from '../../../forms/colours.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { brokenConstraint, getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { notify } from '../../notices/public.ts';
import { type EnrolmentFacts, type Programme, programmeAt } from '../../programmes/public.ts';
import { codesProblems } from '../contract.ts';
import { recordsOfPerson } from '../evaluate/merges.ts';
import { lockStates } from '../evaluate/queries.ts';
import type { Reason } from '../evaluate/standing.ts';
import { colouredOf, takeUp } from '../evaluate/store.ts';
import { proposeEndOfAppeal } from '../orders/actions.ts';
import { findSubject } from '../orders/queries.ts';
import { refusalOfSubject } from '../orders/rules.ts';
import { coloursOf } from '../view/current.ts';
import { findContent } from '../view/history.ts';
import { appealsPerEntry } from './contract.ts';
import {
  type AppealRow,
  countOfEntry,
  decideAppeal,
  findAppeal,
  insertAppeal,
  lockAppeal,
} from './queries.ts';

const day = 24 * 60 * 60_000;

/** When an appeal that somebody has from now on is due. */
export function dueFrom(now: Date, { appealDays }: Pick<ColourRules, 'appealDays'>): Date {
  return new Date(now.getTime() + appealDays * day);
}

/**
 * Appeals against what one's code shows now. It goes to the organisation that decided; for what a rule has
 * decided, to the one that runs the programme.
 */
export async function writeAppeal(
  platform: Platform,
  facts: EnrolmentFacts,
  { entry, words }: { entry: number; words: string },
): Promise<{ id: number }> {
  const { enrolmentId, programmeId, programmeVersion } = facts;
  const programme = await programmeAt(platform, programmeId, programmeVersion);
  const coloured = getOrNotFound(colouredOf(programme));
  try {
    return await platform.transaction(null, async (tx) => {
      await lockStates(tx.db, [enrolmentId]);
      const known = await appealable(tx, enrolmentId);
      if (known?.entry !== entry) throw new Problem(codesProblems.appeal_outdated);
      if ((await countOfEntry(tx.db, enrolmentId, entry)) >= appealsPerEntry) {
        throw new Problem(codesProblems.appeal_too_often, { params: { count: appealsPerEntry } });
      }
      const { rule, kind: causeKind, id: causeId } = known.reason;
      const id = await insertAppeal(tx.db, {
        ...{ enrolmentId, programmeId, entry, rule, causeKind, causeId, words, at: tx.now },
        placeId: known.placeId ?? programme.placeId,
        dueAt: dueFrom(tx.now, coloured.colours),
      });
      return { id };
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'code_appeals_one_open') throw error;
    throw new Problem(codesProblems.appeal_open);
  }
}

/** What somebody may appeal against now: the entry, its reason, and who decided it where somebody did. */
export async function appealable(
  { db, now }: Pick<Tx, 'db' | 'now'>,
  enrolmentId: number,
): Promise<{ entry: number; reason: Reason; placeId: number | undefined } | null> {
  const code = (await coloursOf(db, [enrolmentId], now)).get(enrolmentId);
  if (!code?.reason || code.entries === 0) return null;
  const { reason, entries: entry } = code;
  if (reason.kind !== 'order') return { entry, reason, placeId: undefined };
  return { entry, reason, placeId: (await findContent(db, enrolmentId, reason.id))?.placeId };
}

/**
 * Decides an appeal. One that is accepted ends what it is about, in the same transaction; but what two people have
 * ordered nobody ends alone: until somebody else approves, the appeal stays open.
 */
export async function decideOnAppeal(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id, accept, answer }: { id: number; accept: boolean; answer: string },
): Promise<{ ok: true }> {
  const appeal = getOrNotFound(await findAppeal(platform.db, scope, id));
  const { programmeId, programmeVersion, personId, turnId: placeId, enrolmentId } = appeal;
  const programme = await programmeAt(platform, programmeId, programmeVersion);
  const state = accept ? 'accepted' : 'refused';
  await platform.transaction(actor, async (tx) => {
    const now = await lockAppeal(tx.db, id);
    // It may have gone to the organisation above a moment ago.
    if (now?.state !== 'open' || now.turnId !== placeId) {
      throw new Problem(codesProblems.appeal_decided);
    }
    const subject = await findSubject(tx.db, actor.personId, personId);
    if (subject !== 'other') throw new Problem(codesProblems[refusalOfSubject[subject]]);
    if (accept && appeal.causeKind === 'order') {
      const ordered = { ...appeal, placeId, order: appeal.causeId };
      if (await proposeEndOfAppeal(tx, actor, programme, { ...ordered, answer })) return;
    }
    await decideAppeal(tx.db, id, { state, by: actor.personId, at: tx.now, answer });
    const coloured = colouredOf(programme);
    if (accept && coloured) {
      const { rule, causeKind: kind, causeId } = appeal;
      const change = {
        ...{ kind: 'appeal' as const, id: `${id}`, reason: { rule, kind, id: causeId } },
        writtenAt: appeal.writtenAt.toISOString(),
      };
      const by = { actorId: actor.personId, placeId, note: answer };
      const records = await recordsOfPerson(tx, enrolmentId);
      await takeUp(
        tx,
        coloured,
        records.map((each) => ({ enrolmentId: each, change, ...by })),
      );
    }
    const details = { programmeId, appealId: id };
    await tx.audit({ action: `appeal.${state}`, personId, placeId, details });
    await tellPerson(tx, programme, appeal, accept);
  });
  return { ok: true };
}

async function tellPerson(
  tx: Tx,
  { realm }: Programme,
  { id, personId, turnZh, turnEn }: AppealRow,
  accepted: boolean,
): Promise<void> {
  const words = accepted
    ? {
        zh: `${turnZh}认可了您的申诉，您的码色已更新。`,
        en: `${turnEn} has accepted your appeal, and your code was updated.`,
      }
    : {
        zh: `${turnZh}答复了您的申诉，未予支持。请查看理由。`,
        en: `${turnEn} has refused your appeal. Please see the reason.`,
      };
  const notice = { realm, kind: 'codes.appeal', key: `codes.appeal/${id}`, link: '/code' };
  await notify(tx, [{ ...notice, ...words, personId }]);
}
