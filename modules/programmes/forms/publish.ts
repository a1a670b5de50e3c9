import { dayOf } from '../../../forms/days.ts';
import { withDraft } from '../../../forms/form-draft.ts';
import { isRetired } from '../../../forms/purposes.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { findPath, findPlace } from '../../places/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { contentOf } from '../identity/rules.ts';
import type { Programme } from '../model.ts';
import { lockInForce } from '../programme/in-force.ts';
import { publishVersion } from '../programme/publish.ts';
import { type Addressed, auditForm, requireRevision } from './actions.ts';
import { forgetPlacements } from './placements.ts';
import { deleteDraft, lockDraft } from './queries.ts';
import { countPlacements, deletePlacement, upsertPlacement } from './queries-placements.ts';
import { problemsOf, whyKept, whyNotPlaced, withRetired } from './rules.ts';

/**
 * Publishes a draft as the next version of its form, and with it of the programme; the draft is gone then.
 * Throws `draft_changed`, `form_changed` where another version is in force than the draft was compared with, and
 * `draft_invalid` with every mistake at its place.
 */
export async function publishDraft(
  platform: Platform,
  { actor, scope, programme: known }: Addressed,
  draftId: number,
  { revision, comparedWith }: BodyOf<typeof programmes.publishFormDraft>,
): Promise<ResponseOf<typeof programmes.publishFormDraft>> {
  return platform.transaction(actor, async (tx) => {
    const programme = await lockInForce(tx, known);
    const draft = getOrNotFound(await lockDraft(tx.db, scope, programme.id, draftId));
    await requireRevision(tx, draft, revision);
    const { form, content: typed } = draft;
    const before = programme.forms.get(form);
    if ((before?.id ?? null) !== comparedWith) throw new Problem(programmesProblems.form_changed);
    const content = contentOf(programme);
    const problems = problemsOf(content, form, typed);
    if (problems.length > 0) {
      throw new Problem(programmesProblems.draft_invalid, { fields: problems });
    }
    const published = await publishVersion(tx, programme.id, withDraft(content, form, typed));
    await deleteDraft(tx.db, draft.id);
    const { id: versionId, version } = getOrNotFound(published.forms.get(form));
    const details = { version, programmeVersion: published.version };
    await auditForm(tx, programme, 'form.published', form, details);
    return { versionId, version };
  });
}

/**
 * Retires a form, or takes it back into use. Throws `form_due` for a daily form that is due on days to come,
 * `form_needed` where days or colours rest on it, and `form_given` while it is given to places.
 */
export async function retireForm(
  platform: Platform,
  { actor, programme: known }: Pick<Addressed, 'actor' | 'programme'>,
  form: string,
  retired: boolean,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const programme = await lockInForce(tx, known);
    getOrNotFound(programme.forms.get(form));
    const content = contentOf(programme);
    if (isRetired(content, form) === retired) return;
    if (retired) {
      const why = whyKept(content, form, dayOf(tx.now, content.zone));
      if (why) throw new Problem(programmesProblems[why]);
      const count = (await countPlacements(tx.db, programme.id)).get(form);
      if (count) throw new Problem(programmesProblems.form_given, { params: { count } });
    }
    await publishVersion(tx, programme.id, withRetired(content, form, retired));
    await auditForm(tx, programme, retired ? 'form.retired' : 'form.restored', form);
  });
}

/**
 * Gives a form to a place of the scope for a purpose, or takes away the one that it has. Throws
 * `place_outside_programme`, `form_retired` and `form_not_for_places`.
 */
export async function placeForm(
  platform: Platform,
  { actor, scope, programme: known }: { actor: Actor; scope: PlaceScope; programme: Programme },
  { placeId, purpose, form }: BodyOf<typeof programmes.placeForm>,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const programme = await lockInForce(tx, known);
    const place = getOrNotFound(await findPlace(tx.db, scope, placeId));
    if (!place.path.startsWith(await findPath(tx.db, programme.placeId))) {
      throw new Problem(programmesProblems.place_outside_programme);
    }
    const key = { programmeId: programme.id, purpose, placeId };
    const details = { programmeId: programme.id, purpose };
    if (form === null) {
      const was = await deletePlacement(tx.db, key);
      if (was === undefined) return;
      await tx.audit({ action: 'form.unplaced', placeId, details: { ...details, form: was } });
      return;
    }
    getOrNotFound(programme.forms.get(form));
    const why = whyNotPlaced(contentOf(programme), form, purpose);
    if (why) throw new Problem(programmesProblems[why]);
    await upsertPlacement(tx.db, key, { form, placed_by: actor.personId, placed_at: tx.now });
    await tx.audit({ action: 'form.placed', placeId, details: { ...details, form } });
  });
  forgetPlacements(platform, known.id);
}
