import { isPlain } from '../../../forms/check-shape.ts';
import { dayOf } from '../../../forms/days.ts';
import { draftFrom, type FormDraft, keepingAlerts } from '../../../forms/form-draft.ts';
import { isRetired } from '../../../forms/purposes.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import type { programmes } from '../contract.ts';
import { contentOf } from '../identity/rules.ts';
import type { FormVersion, Programme } from '../model.ts';
import { formVersion } from '../programme/cache.ts';
import { findDraft, listDrafts, listVersions, type PublishedRow, publishedAt } from './queries.ts';
import { countPlacements, listPlacements } from './queries-placements.ts';
import { formOf, problemsOf } from './rules.ts';

type Listed = ResponseOf<typeof programmes.forms>[number];

/** The forms in force in the programme's order, then the drafts of new ones, which only who sees all of it sees. */
export async function listForms(
  platform: Platform,
  scope: PlaceScope,
  programme: Programme,
): Promise<Listed[]> {
  const { db } = platform;
  const inForce = [...programme.forms.values()];
  const [drafts, times, places] = await Promise.all([
    listDrafts(db, scope, programme.id),
    publishedAt(
      db,
      programme.id,
      inForce.map(({ id }) => id),
    ),
    countPlacements(db, programme.id),
  ]);
  const names = await namesOf(db, [...new Set(drafts.map((draft) => draft.changed_by))]);
  const draftOf = (code: string): Listed['draft'] => {
    const draft = drafts.find(({ form }) => form === code);
    return draft
      ? {
          id: draft.id,
          changedAt: draft.changed_at.toISOString(),
          changedBy: names.get(draft.changed_by) ?? '',
        }
      : null;
  };
  const content = contentOf(programme);
  const published = inForce.map(({ id, form: code, version, definition }): Listed => {
    const time = getOrNotFound(times.get(id));
    return {
      ...headOf(code, draftFrom(content, getOrNotFound(formOf(content, code)))),
      title: definition.title,
      isDefault: content.screeningForm === code,
      retired: isRetired(content, code),
      inForce: serializeVersion({ id, version, publishedAt: time }),
      draft: draftOf(code),
      places: places.get(code) ?? 0,
    };
  });
  const fresh = drafts
    .filter(({ form }) => !programme.forms.has(form))
    .map(
      ({ form, content: draft }): Listed => ({
        ...headOf(form, draft),
        title: titleIn(draft),
        ...{ isDefault: false, retired: false, inForce: null, places: 0 },
        draft: draftOf(form),
      }),
    );
  return [...published, ...fresh];
}

function headOf(code: string, { purpose, services, byPlace, policy }: FormDraft) {
  const slots = (['daily', 'single', 'many'] as const).find((each) => each === policy.slots);
  return { code, purpose, services, byPlace, slots: slots ?? ('many' as const) };
}

/** What a draft calls the form so far. */
function titleIn({ definition }: FormDraft): { zh: string; en: string } {
  const title = isPlain(definition) ? definition.title : undefined;
  const of = (lang: 'zh' | 'en') => {
    const typed = isPlain(title) ? title[lang] : undefined;
    return typeof typed === 'string' ? typed : '';
  };
  return { zh: of('zh'), en: of('en') };
}

function serializeVersion({ id, version, publishedAt: time }: PublishedRow) {
  return { versionId: id, version, publishedAt: time.toISOString() };
}

/** Every version that a form of the programme ever had. Throws `not_found` where it has none. */
export async function formHistory(
  platform: Platform,
  { id }: Programme,
  form: string,
): Promise<ResponseOf<typeof programmes.formVersions>> {
  const rows = await listVersions(platform.db, id, form);
  getOrNotFound(rows[0]);
  return rows.map(serializeVersion);
}

/** One of them, as a draft would begin from it. */
export async function versionOf(
  platform: Platform,
  programme: Programme,
  { form, version }: { form: string; version: number },
): Promise<ResponseOf<typeof programmes.formVersion>> {
  const rows = await listVersions(platform.db, programme.id, form);
  const row = getOrNotFound(rows.find((each) => each.version === version));
  const content = asDraft(programme, await formVersion(platform, row.id));
  return { ...serializeVersion(row), content };
}

/** A published version as a draft; what services offer is as it is in force now. */
export function asDraft(programme: Programme, version: FormVersion): FormDraft {
  const { definition, policy, offeredTo, requiredOf } = version;
  const form = {
    definition,
    policy,
    ...(offeredTo && { offeredTo }),
    ...(requiredOf && { requiredOf }),
  };
  return draftFrom(contentOf(programme), form);
}

/** A draft with what is wrong with it, and the version in force beside it. */
export async function wholeDraft(
  platform: Platform,
  scope: PlaceScope,
  programme: Programme,
  draftId: number,
): Promise<ResponseOf<typeof programmes.formDraft>> {
  const { db } = platform;
  const row = getOrNotFound(await findDraft(db, scope, programme.id, draftId));
  const version = programme.forms.get(row.form);
  const times = await publishedAt(db, programme.id, version ? [version.id] : []);
  const names = await namesOf(db, [row.changed_by]);
  return {
    ...{ id: row.id, form: row.form, revision: row.revision },
    content: keepingAlerts(contentOf(programme), row.form, row.content),
    changedAt: row.changed_at.toISOString(),
    changedBy: names.get(row.changed_by) ?? '',
    inForce: version
      ? {
          ...serializeVersion({ ...version, publishedAt: getOrNotFound(times.get(version.id)) }),
          content: asDraft(programme, version),
        }
      : null,
    problems: problemsOf(contentOf(programme), row.form, row.content),
  };
}

export async function placementsFor(
  platform: Platform,
  scope: PlaceScope,
  { id, definition }: Programme,
): Promise<ResponseOf<typeof programmes.formPlacements>> {
  const rows = await listPlacements(platform.db, scope, id);
  return rows.map(({ placedAt, ...row }) => ({
    ...row,
    placedOn: dayOf(placedAt, definition.zone),
  }));
}
