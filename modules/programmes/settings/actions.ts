import { needsSecondPerson } from '../../../forms/programme-settings.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { contentOf } from '../identity/rules.ts';
import { type Programme, rulesProposed } from '../model.ts';
import { loadProgramme } from '../programme/cache.ts';
import { requireEmpty } from '../programme/groups.ts';
import { lockInForce } from '../programme/in-force.ts';
import { type ProposedProgramme, proposedOver } from './proposed.ts';
import {
  type DraftRow,
  deleteDraft,
  insertDraft,
  lockDraft,
  setProposal,
  updateDraft,
} from './queries.ts';
import { problemsOf } from './rules.ts';

/** The settings of a programme, as somebody of the staff addresses them. */
export type Addressed = { actor: Actor; scope: PlaceScope; programme: Programme };

/**
 * Saves the draft as it is, also with mistakes, which are answered; begins one where there is none. Whoever had asked
 * for it to be published must ask again. Throws `settings_changed` with the name of whoever saved it since,
 * `settings_gone`, and `programme_changed` for a version that never was in force.
 */
export async function saveSettings(
  platform: Platform,
  { actor, scope, programme }: Addressed,
  { draft: known, basedOn, content }: BodyOf<typeof programmes.saveSettings>,
): Promise<ResponseOf<typeof programmes.saveSettings>> {
  return platform.transaction(actor, async (tx) => {
    const row = await lockDraft(tx.db, scope, programme.id);
    if (row && known?.id !== row.id) throw await changedBy(tx, row);
    if (known) requireDraft(row, known.id);
    if (row && known?.revision !== row.revision) throw await changedBy(tx, row);
    if (basedOn > programme.version || basedOn < (row?.based_on ?? 1)) {
      throw new Problem(programmesProblems.programme_changed);
    }
    const saved = { based_on: basedOn, content, by: actor.personId, at: tx.now };
    const { id, revision } = row
      ? await updateDraft(tx.db, row.id, saved)
      : await begin(tx, programme, saved);
    const base = await loadProgramme(tx.db, programme.id, basedOn);
    const { settings } = proposedOver({ id, revision, content }, base, programme);
    const problems = problemsOf(contentOf(programme), settings);
    return { id, revision, changedAt: tx.now.toISOString(), problems };
  });
}

export async function begin(
  tx: Tx,
  programme: Programme,
  saved: Parameters<typeof insertDraft>[2],
): Promise<Pick<DraftRow, 'id' | 'revision'>> {
  const row = await mapConstraintErrors({ programme_drafts_once: gone }, () =>
    insertDraft(tx.db, programme.id, saved),
  );
  await audit(tx, programme, 'programme.rules_draft_started');
  return row;
}

const gone = () => new Problem(programmesProblems.settings_gone);

export async function changedBy(tx: Tx, { changed_by }: DraftRow): Promise<Problem> {
  const names = await namesOf(tx.db, [changed_by]);
  const params = { name: names.get(changed_by) ?? '' };
  return new Problem(programmesProblems.settings_changed, { params });
}

/** Throws `settings_gone` where the draft is another one by now. */
function requireDraft(row: DraftRow | undefined, id: number): DraftRow {
  if (row?.id !== id) throw gone();
  return row;
}

/** The draft at a revision, which stays as it is until the transaction ends. */
export async function lockRevision(
  tx: Tx,
  { scope, programme }: Pick<Addressed, 'scope' | 'programme'>,
  { draftId, revision }: { draftId: number; revision: number },
): Promise<DraftRow> {
  const row = requireDraft(await lockDraft(tx.db, scope, programme.id), draftId);
  if (row.revision !== revision) throw await changedBy(tx, row);
  return row;
}

export async function dropSettings(
  platform: Platform,
  addressed: Addressed,
  named: { draftId: number; revision: number },
): Promise<void> {
  await platform.transaction(addressed.actor, async (tx) => {
    const row = await lockRevision(tx, addressed, named);
    await deleteDraft(tx.db, row.id);
    await audit(tx, addressed.programme, 'programme.rules_draft_deleted');
  });
}

type Named = BodyOf<typeof programmes.publishSettings>;

/**
 * The draft over the version in force, of which nobody else publishes another one until the transaction ends. Throws
 * all for which it cannot be published by anybody.
 */
export async function lockPublishable(
  tx: Tx,
  { scope, programme: known }: Addressed,
  named: Named,
): Promise<{ row: DraftRow; proposed: ProposedProgramme }> {
  const inForce = await lockInForce(tx, known);
  const row = await lockRevision(tx, { scope, programme: inForce }, named);
  if (inForce.version !== named.comparedWith) {
    throw new Problem(programmesProblems.programme_changed);
  }
  const base = await loadProgramme(tx.db, inForce.id, row.based_on);
  const proposed = proposedOver(row, base, inForce);
  if (proposed.conflicts.length > 0) {
    const fields = proposed.conflicts.map((path) => ({ path, code: 'settings_conflict' }));
    throw new Problem(programmesProblems.settings_conflict, { fields });
  }
  const problems = problemsOf(contentOf(inForce), proposed.settings);
  if (problems.length > 0) {
    throw new Problem(programmesProblems.settings_invalid, { fields: problems });
  }
  if (proposed.changed.length === 0) throw new Problem(programmesProblems.settings_unchanged);
  await requireEmpty(tx, inForce, proposed.settings.groups, 'groups');
  return { row, proposed };
}

/**
 * Asks for the draft to be published by somebody else, in exactly this revision over exactly this version. Throws
 * what modules to the right throw whose condition is not met.
 */
export async function proposeSettings(
  platform: Platform,
  addressed: Addressed,
  named: Named,
): Promise<void> {
  await platform.transaction(addressed.actor, async (tx) => {
    const { row, proposed } = await lockPublishable(tx, addressed, named);
    const { changed, draftId, revision, inForce, content } = proposed;
    if (!changed.some(needsSecondPerson)) {
      throw new Problem(programmesProblems.proposal_not_needed);
    }
    await tx.emit(rulesProposed, [{ draftId, revision, inForce, content, changed }]);
    const proposal = { by: addressed.actor.personId, at: tx.now, with: inForce.version };
    await setProposal(tx.db, row.id, proposal);
    const details = { draftId, revision, fields: changed };
    await audit(tx, inForce, 'programme.rules_proposed', details);
  });
}

export async function withdrawProposal(
  platform: Platform,
  { actor, scope, programme }: Addressed,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const row = await lockDraft(tx.db, scope, programme.id);
    if (!row?.proposed_by) return;
    await setProposal(tx.db, row.id, null);
    const details = { draftId: row.id, revision: row.revision };
    await audit(tx, programme, 'programme.rules_withdrawn', details);
  });
}

type SettingsAction =
  | 'programme.rules_draft_started'
  | 'programme.rules_draft_deleted'
  | 'programme.rules_proposed'
  | 'programme.rules_withdrawn'
  | 'programme.rules_published';

export function audit(
  tx: Tx,
  { id: programmeId, placeId }: Programme,
  action: SettingsAction,
  more: object = {},
): Promise<void> {
  return tx.audit({ action, placeId, details: { programmeId, ...more } });
}
