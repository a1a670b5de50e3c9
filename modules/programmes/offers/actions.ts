import type { FormDraft } from '../../../forms/form-draft.ts';
import type { ProgrammeTemplate } from '../../../forms/programme.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { type Addressed, auditForm, hasDraft, requireRevision } from '../forms/actions.ts';
import * as forms from '../forms/queries.ts';
import type { Programme } from '../model.ts';
import { loadProgramme } from '../programme/cache.ts';
import { lockInForce } from '../programme/in-force.ts';
import { begin } from '../settings/actions.ts';
import * as settings from '../settings/queries.ts';
import { findMended, type Mended, offeredForm, offeredSettings } from './mended.ts';
import { deleteDecision, insertDecision } from './queries.ts';
import { formIn, type Offer, type Part, partOfForm } from './rules.ts';

type Decision = BodyOf<typeof programmes.decideFormOffer>;
type Taken = { draftId: number | null };

/** Of what somebody decides about an offer. */
type Deciding = Addressed & { templates: readonly ProgrammeTemplate[] };

/**
 * Takes a mended form as a draft, or dismisses it. A draft that is there already is gone on with. Throws `offer_gone` where
 * nothing is offered any more, and `offer_changed`, `programme_changed` and `draft_changed` where something else is offered,
 * is in force or is the draft than what was looked at.
 */
export async function decideFormOffer(
  platform: Platform,
  deciding: Deciding,
  form: string,
  body: Decision,
): Promise<Taken> {
  const { actor } = deciding;
  return platform.transaction(actor, async (tx) => {
    const { programme, mended } = await lockMended(tx, deciding);
    const draft = await lockFormDraft(tx, deciding, form);
    const offer = requireOffer(offeredForm(mended, form, draft?.content ?? null));
    await requireSeen(tx, { mended, programme, draft }, body);
    let draftId: number | null = null;
    if (body.decision === 'taken') {
      const saved = { content: chosen(offer, body), by: actor.personId, at: tx.now };
      draftId = draft?.id ?? (await beginForm(tx, programme, form, saved));
      if (draft) await forms.updateDraft(tx.db, draft.id, saved);
    }
    await decide(tx, { deciding, mended, part: partOfForm(form), draftId }, body);
    return { draftId };
  });
}

async function lockFormDraft({ db }: Tx, { scope, programme }: Addressed, form: string) {
  const drafts = await forms.listDrafts(db, scope, programme.id);
  const draft = drafts.find((each) => each.form === form);
  return draft && forms.lockDraft(db, scope, programme.id, draft.id);
}

async function beginForm(
  tx: Tx,
  programme: Programme,
  form: string,
  saved: { content: FormDraft; by: string; at: Date },
): Promise<number> {
  const based_on = programme.forms.get(form)?.id ?? null;
  const begun = { ...saved, programme_id: programme.id, form, based_on };
  const { id } = await mapConstraintErrors({ form_drafts_once: hasDraft }, () =>
    forms.insertDraft(tx.db, begun),
  );
  await auditForm(tx, programme, 'form.draft_started', form);
  return id;
}

/** The same with the settings; throws what `decideFormOffer` does. */
export async function decideSettingsOffer(
  platform: Platform,
  deciding: Deciding,
  body: Decision,
): Promise<Taken> {
  const { actor, scope } = deciding;
  return platform.transaction(actor, async (tx) => {
    const { programme, mended } = await lockMended(tx, deciding);
    const draft = await settings.lockDraft(tx.db, scope, programme.id);
    const offer = requireOffer(offeredSettings(mended, draft?.content ?? null));
    await requireSeen(tx, { mended, programme, draft }, body);
    let draftId: number | null = null;
    if (body.decision === 'taken') {
      const content: ProgrammeSettings = chosen(offer, body);
      const based_on = draft?.based_on ?? programme.version;
      const saved = { based_on, content, by: actor.personId, at: tx.now };
      const row = draft
        ? await settings.updateDraft(tx.db, draft.id, saved)
        : await begin(tx, programme, saved);
      draftId = row.id;
    }
    await decide(tx, { deciding, mended, part: 'settings', draftId }, body);
    return { draftId };
  });
}

/** The programme, of which nobody else decides or publishes anything meanwhile, beside its template. */
async function lockMended(tx: Tx, { templates, programme: known }: Deciding) {
  const programme = await lockInForce(tx, known);
  const first = await loadProgramme(tx.db, programme.id, 1);
  const mended = await findMended(tx.db, { templates, programme, first });
  if (!mended) throw new Problem(programmesProblems.offer_gone);
  return { programme, mended };
}

function requireOffer<T>(offer: Offer<T> | undefined): Offer<T> {
  if (!offer) throw new Problem(programmesProblems.offer_gone);
  return offer;
}

type Present = {
  mended: Mended;
  programme: Programme;
  draft: { id: number; revision: number; changed_by: string } | undefined;
};

/** Whoever dismisses what the template says need not know into what it would be put. */
async function requireSeen(tx: Tx, present: Present, body: Decision): Promise<void> {
  const { mended, programme, draft } = present;
  if (mended.seen !== body.seen) throw new Problem(programmesProblems.offer_changed);
  if (body.decision === 'dismissed') return;
  if (programme.version !== body.version) throw new Problem(programmesProblems.programme_changed);
  const isSame = draft?.id === body.draft?.id;
  if (draft) await requireRevision(tx, draft, isSame ? (body.draft?.revision ?? 0) : 0);
  else if (!isSame) throw new Problem(programmesProblems.settings_gone);
}

const chosen = <T>({ keepingOurs, takingTheirs }: Offer<T>, { prefer }: Decision): T =>
  prefer === 'theirs' ? (takingTheirs ?? keepingOurs) : keepingOurs;

type Decided = {
  deciding: Deciding;
  mended: Mended;
  part: Part;
  draftId: number | null;
};

async function decide(
  tx: Tx,
  { deciding, mended, part, draftId }: Decided,
  { decision, reason, prefer }: Decision,
): Promise<void> {
  const { actor, programme } = deciding;
  const why = decision === 'dismissed' ? (reason?.trim() ?? null) : null;
  await insertDecision(tx.db, {
    ...{ programme_id: programme.id, part, decision, reason: why, said: mended.said },
    ...{ decided_by: actor.personId, decided_at: tx.now },
  });
  const more = draftId === null ? {} : { draftId, ...(prefer === 'theirs' && { replaced: true }) };
  await audit(tx, programme, `programme.template_${decision}`, part, {
    reason: why,
    details: { template: mended.template.code, ...more },
  });
}

/** Takes the newest decision about a part back. Throws `offer_gone` where it is another one by now. */
export async function reopenOffer(
  platform: Platform,
  { actor, scope, programme }: Addressed,
  part: Part,
  id: number,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const key = { programmeId: programme.id, part, id };
    if (!(await deleteDecision(tx.db, scope, key))) {
      throw new Problem(programmesProblems.offer_gone);
    }
    await audit(tx, programme, 'programme.template_reopened', part);
  });
}

type OfferAction =
  | 'programme.template_taken'
  | 'programme.template_dismissed'
  | 'programme.template_reopened';

function audit(
  tx: Tx,
  { id: programmeId, placeId }: Programme,
  action: OfferAction,
  part: Part,
  { reason = null, details = {} }: { reason?: string | null; details?: object } = {},
): Promise<void> {
  const which = part === 'settings' ? { part } : { form: formIn(part) };
  return tx.audit({ action, placeId, reason, details: { programmeId, ...which, ...details } });
}
