import { checkTemplate } from '../../../forms/check-template.ts';
import { dayOf } from '../../../forms/days.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import {
  coloursFollow,
  findProposed,
  isAskedFor,
  ownProgramme,
  type Programme,
  type RulesProposal,
} from '../../programmes/public.ts';
import { type codes, codesProblems } from '../contract.ts';
import { neededFor } from '../evaluate/replay.ts';
import { forgetRehearsals, type RehearsalWork } from './jobs.ts';
import {
  countOrdersOf,
  countPeople,
  endRehearsal,
  findRehearsalById,
  insertRehearsal,
  lockRehearsalOf,
  replaceRehearsal,
  wasRehearsed,
} from './queries.ts';
import { momentOf } from './rules.ts';

/**
 * Begins to rehearse the rules of a draft, in place of a former rehearsal. Throws `rehearsal_draft_changed`,
 * `rehearsal_draft_invalid`, `rehearsal_running` with the name of whoever started the one that is under way,
 * `rehearsal_proposed` where a request to publish rests on the former one, and `rehearsal_publication` while not everybody
 * has followed the rules in force.
 */
export async function startRehearsal(
  platform: Platform,
  work: RehearsalWork,
  { actor, scope }: { actor: Actor; scope: PlaceScope },
  { programmeId, draftId, revision, at }: BodyOf<typeof codes.startRehearsal>,
): Promise<{ id: number }> {
  const programme = await ownProgramme(platform, scope, programmeId);
  const proposed = await findProposed(platform, draftId, revision);
  if (proposed?.inForce.id !== programmeId)
    throw new Problem(codesProblems.rehearsal_draft_changed);
  const { inForce, content, conflicts } = proposed;
  const { zone } = inForce.definition;
  if (!content.colours || conflicts.length > 0 || checkTemplate(content).length > 0) {
    throw new Problem(codesProblems.rehearsal_draft_invalid);
  }
  const rules = content.colours;
  return platform.transaction(actor, async (tx) => {
    const former = await lockRehearsalOf(tx.db, programmeId);
    if (former?.state === 'working') throw await running(tx, former.startedBy);
    if (former && (await isAskedFor(tx.db, { draftId, revision, version: inForce.version }))) {
      throw new Problem(codesProblems.rehearsal_proposed);
    }
    if (await coloursFollow(tx.db, programmeId)) {
      throw new Problem(codesProblems.rehearsal_publication);
    }
    if (former) {
      await replaceRehearsal(tx.db, former.id);
      await tx.enqueue(forgetRehearsals, {});
    }
    const total = await countPeople(tx.db, programmeId, dayOf(tx.now, zone));
    const id = await mapConstraintErrors({ colour_rehearsals_one: runningNow }, () =>
      insertRehearsal(tx.db, {
        ...{ programmeId, draftId, revision, rules, total },
        ...{ fromVersion: inForce.version, moment: momentOf(at, tx.now, zone) },
        ...{ by: actor.personId, now: tx.now },
      }),
    );
    await audit(tx, programme, 'rehearsal.started', { revision, at });
    await tx.enqueue(work, { rehearsalId: id });
    return { id };
  });
}

async function running(tx: Tx, by: string): Promise<Problem> {
  const name = (await namesOf(tx.db, [by])).get(by) ?? '';
  return new Problem(codesProblems.rehearsal_running, { params: { name } });
}

const runningNow = () => new Problem(codesProblems.rehearsal_running, { params: { name: '' } });

export async function cancelRehearsal(
  platform: Platform,
  { actor, scope }: { actor: Actor; scope: PlaceScope },
  id: number,
): Promise<{ ok: true }> {
  const { programmeId } = getOrNotFound(await findRehearsalById(platform.db, scope, id));
  const programme = await ownProgramme(platform, scope, programmeId);
  await platform.transaction(actor, async (tx) => {
    const row = await lockRehearsalOf(tx.db, programmeId);
    if (row?.id !== id || row.state !== 'working') throw new Problem(codesProblems.rehearsal_over);
    await endRehearsal(tx.db, id, 'cancelled', tx.now);
    await audit(tx, programme, 'rehearsal.cancelled', { revision: row.revision });
  });
  return { ok: true };
}

function audit(
  tx: Tx,
  { id: programmeId, placeId }: Programme,
  action: 'rehearsal.started' | 'rehearsal.cancelled',
  more: object,
): Promise<void> {
  return tx.audit({ action, placeId, details: { programmeId, ...more } });
}

/**
 * Rules that may change anybody's colour are rehearsed before somebody asks for them to be published, in exactly this
 * revision over exactly this version; and a rule that people have by hand stays. Throws `rehearsal_needed` and
 * `rule_in_use`.
 */
export async function requireRehearsed(tx: Tx, proposals: RulesProposal[]): Promise<void> {
  for (const { draftId, revision, inForce, content } of proposals) {
    const [before, rules] = [inForce.definition.colours, content.colours];
    if (!before || !rules || neededFor(before, rules) === 'nothing') continue;
    const removed = before.rules.filter(
      ({ code }) => !rules.rules.some((rule) => rule.code === code),
    );
    const terms = removed.map(({ code, ends }) => ({ code, days: ends.afterDays ?? null }));
    const [used] = await countOrdersOf(tx.db, inForce.id, terms, tx.now);
    if (used) {
      const { zh, en } = removed.find(({ code }) => code === used.rule)?.label ?? {
        zh: '',
        en: '',
      };
      const params = { rule: zh, ruleEn: en, count: used.people };
      throw new Problem(codesProblems.rule_in_use, { params });
    }
    const { version } = inForce;
    if (!(await wasRehearsed(tx.db, { draftId, revision, version }))) {
      throw new Problem(codesProblems.rehearsal_needed);
    }
  }
}
