import { isPlain } from '../../../forms/check-shape.ts';
import { draftFrom, type FormDraft } from '../../../forms/form-draft.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import {
  getOrNotFound,
  mapConstraintErrors,
  notFound,
  Problem,
} from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { contentOf } from '../identity/rules.ts';
import type { Programme } from '../model.ts';
import { formVersion } from '../programme/cache.ts';
import { deleteDraft, hasForm, insertDraft, lockDraft, updateDraft } from './queries.ts';
import { asDraft } from './reads.ts';
import { copiedDraft, emptyDraft, formOf, problemsOf } from './rules.ts';

/** A draft of a programme, as somebody of the staff addresses it. */
export type Addressed = { actor: Actor; scope: PlaceScope; programme: Programme };

/**
 * Starts a draft: of the next version of a form that is there, or of a new one. Throws `form_has_draft`,
 * `form_code_taken` for a copy under a code that is taken, and `not_found` for a version that is not the programme's.
 */
export async function startDraft(
  platform: Platform,
  { actor, programme }: Addressed,
  body: BodyOf<typeof programmes.startFormDraft>,
): Promise<{ id: number }> {
  const { form } = body;
  const content = await beginning(platform, programme, body);
  return platform.transaction(actor, async (tx) => {
    const begun = {
      ...{ programme_id: programme.id, form, content, by: actor.personId, at: tx.now },
      based_on: programme.forms.get(form)?.id ?? null,
    };
    const { id } = await mapConstraintErrors({ form_drafts_once: hasDraft }, () =>
      insertDraft(tx.db, begun),
    );
    await auditForm(tx, programme, 'form.draft_started', form);
    return { id };
  });
}

export const hasDraft = () => new Problem(programmesProblems.form_has_draft);

const codeTaken = () =>
  new Problem(programmesProblems.form_code_taken, {
    fields: [{ path: 'form', code: 'form_code_taken' }],
  });

/** What a draft begins with. */
async function beginning(
  platform: Platform,
  programme: Programme,
  {
    form,
    from,
    purpose = 'report',
    title = { zh: '', en: '' },
  }: BodyOf<typeof programmes.startFormDraft>,
): Promise<FormDraft> {
  const content = contentOf(programme);
  const published = formOf(content, form);
  const own = published && draftFrom(content, published);
  if (from && 'definition' in from) {
    const base = own ?? emptyDraft(form, purpose, title);
    return { ...base, definition: { ...(from.definition as object), code: form } };
  }
  if (from) {
    const version = await formVersion(platform, from.versionId);
    if (version.programmeId !== programme.id) throw notFound();
    const draft = asDraft(programme, version);
    if (version.form === form && own) return draft;
    if (own || (await hasForm(platform.db, programme.id, form))) throw codeTaken();
    return withTitle(copiedDraft(form, draft), title);
  }
  if (own) {
    // Whoever means to make a new form must not change this one.
    if (title.zh !== '' || title.en !== '') throw codeTaken();
    return own;
  }
  if (await hasForm(platform.db, programme.id, form)) throw codeTaken();
  return emptyDraft(form, purpose, title);
}

function withTitle(draft: FormDraft, title: { zh: string; en: string }): FormDraft {
  const { definition } = draft;
  if ((title.zh === '' && title.en === '') || !isPlain(definition)) return draft;
  return { ...draft, definition: { ...definition, title } };
}

/**
 * Saves a draft as it is, also with mistakes, which are answered. Throws `draft_changed` with the name of whoever saved
 * it since `revision`.
 */
export async function saveDraft(
  platform: Platform,
  { actor, scope, programme }: Addressed,
  draftId: number,
  { revision, content }: BodyOf<typeof programmes.saveFormDraft>,
): Promise<ResponseOf<typeof programmes.saveFormDraft>> {
  return platform.transaction(actor, async (tx) => {
    const row = getOrNotFound(await lockDraft(tx.db, scope, programme.id, draftId));
    await requireRevision(tx, row, revision);
    const saved = { content, by: actor.personId, at: tx.now };
    return {
      revision: await updateDraft(tx.db, row.id, saved),
      changedAt: tx.now.toISOString(),
      problems: problemsOf(contentOf(programme), row.form, content),
    };
  });
}

/** Throws `draft_changed` where somebody else was faster. */
export async function requireRevision(
  tx: Tx,
  row: { revision: number; changed_by: string },
  revision: number,
): Promise<void> {
  if (row.revision === revision) return;
  const names = await namesOf(tx.db, [row.changed_by]);
  throw new Problem(programmesProblems.draft_changed, {
    params: { name: names.get(row.changed_by) ?? '' },
  });
}

export async function dropDraft(
  platform: Platform,
  { actor, scope, programme }: Addressed,
  draftId: number,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const row = getOrNotFound(await lockDraft(tx.db, scope, programme.id, draftId));
    await deleteDraft(tx.db, row.id);
    await auditForm(tx, programme, 'form.draft_deleted', row.form);
  });
}

type FormAction =
  | 'form.draft_started'
  | 'form.draft_deleted'
  | 'form.published'
  | 'form.retired'
  | 'form.restored';

export function auditForm(
  tx: Tx,
  { id: programmeId, placeId }: Programme,
  action: FormAction,
  form: string,
  more: object = {},
): Promise<void> {
  return tx.audit({ action, placeId, details: { programmeId, form, ...more } });
}
