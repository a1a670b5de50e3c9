import type { ProgrammeTemplate } from '../../../forms/programme.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { namesOf } from '../../people/public.ts';
import type { programmes } from '../contract.ts';
import type { Addressed } from '../forms/actions.ts';
import { listDrafts } from '../forms/queries.ts';
import { formOf } from '../forms/rules.ts';
import { programmeAt } from '../programme/cache.ts';
import { findDraft } from '../settings/queries.ts';
import { findMended, isStillMended, type Mended, offeredForm, offeredSettings } from './mended.ts';
import type { DecisionRow } from './queries.ts';
import { codesOfForms, droppedForms, partOfForm } from './rules.ts';

type FormOffers = ResponseOf<typeof programmes.formOffers>;
type SettingsOffer = ResponseOf<typeof programmes.settingsOffer>;

async function mendedOf(
  platform: Platform,
  templates: readonly ProgrammeTemplate[],
  { programme }: Addressed,
): Promise<Mended | undefined> {
  const first = await programmeAt(platform, programme.id, 1);
  return findMended(platform.db, { templates, programme, first });
}

/** The mended forms of a programme, those that wait and those that were decided. */
export async function formOffersFor(
  platform: Platform,
  templates: readonly ProgrammeTemplate[],
  addressed: Addressed,
): Promise<FormOffers> {
  const { scope, programme } = addressed;
  const mended = await mendedOf(platform, templates, addressed);
  if (!mended) return { template: null, offers: [], decided: [], dropped: [] };
  const drafts = await listDrafts(platform.db, scope, programme.id);
  const codes = codesOfForms(mended.said);
  const offers = codes.flatMap((form) => {
    const draft = drafts.find((each) => each.form === form);
    const offer = offeredForm(mended, form, draft?.content ?? null);
    return offer ? [{ form, draft, offer }] : [];
  });
  const decided = codes.flatMap((form) => {
    const row = mended.decided.get(partOfForm(form));
    return row && isStillMended(mended, partOfForm(form)) ? [{ form, row }] : [];
  });
  const names = await namesOf(platform.db, [
    ...drafts.map(({ changed_by }) => changed_by),
    ...decided.map(({ row }) => row.decided_by),
  ]);
  const titled = (form: string) => ({ form, title: titleOf(mended, form) });
  return {
    template: nameOf(mended),
    offers: offers.map(({ form, draft, offer }) => ({
      ...titled(form),
      ...{ seen: mended.seen, version: programme.version, draft: serializeDraft(draft, names) },
      ...offer,
    })),
    decided: decided.map(({ form, row }) => ({
      ...titled(form),
      ...serializeDecision(row, names),
    })),
    dropped: droppedForms(mended.first, mended.said, mended.inForce).map(titled),
  };
}

/** The mended settings of a programme: what waits, or what was decided. */
export async function settingsOfferFor(
  platform: Platform,
  templates: readonly ProgrammeTemplate[],
  addressed: Addressed,
): Promise<SettingsOffer> {
  const { scope, programme } = addressed;
  const mended = await mendedOf(platform, templates, addressed);
  if (!mended) return { template: null, offer: null, decided: null };
  const draft = await findDraft(platform.db, scope, programme.id);
  const offer = offeredSettings(mended, draft?.content ?? null);
  const row = isStillMended(mended, 'settings') ? mended.decided.get('settings') : undefined;
  const people = [draft?.changed_by, row?.decided_by].filter((id) => id !== undefined);
  const names = await namesOf(platform.db, people);
  const { seen } = mended;
  return {
    template: nameOf(mended),
    offer: offer
      ? {
          ...{ seen, version: programme.version, draft: serializeDraft(draft, names) },
          ...{ ...offer, before: offer.before ?? offer.keepingOurs },
        }
      : null,
    decided: row ? serializeDecision(row, names) : null,
  };
}

const nameOf = ({ template: { code, title } }: Mended) => ({ code, title });

/** What a form is called: in the programme, else in the template. */
function titleOf({ inForce, now }: Mended, code: string) {
  const form = formOf(inForce, code) ?? formOf(now.theirs, code);
  return form?.definition.title ?? { zh: code, en: code };
}

type Names = ReadonlyMap<string, string>;
type Draft = { id: number; revision: number; changed_by: string; changed_at: Date };

function serializeDraft(draft: Draft | undefined, names: Names) {
  if (!draft) return null;
  const { id, revision, changed_by, changed_at } = draft;
  const changedBy = names.get(changed_by) ?? '';
  return { id, revision, changedBy, changedAt: changed_at.toISOString() };
}

function serializeDecision({ id, decision, reason, ...row }: DecisionRow, names: Names) {
  const by = names.get(row.decided_by) ?? '';
  return { id, decision, reason, by, at: row.decided_at.toISOString() };
}
