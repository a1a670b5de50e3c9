import { settingsOf } from '../../../forms/programme-settings.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { namesOf } from '../../people/public.ts';
import type { programmes } from '../contract.ts';
import { countByGroup } from '../enrolment/queries.ts';
import { contentOf } from '../identity/rules.ts';
import { programmeAt } from '../programme/cache.ts';
import type { Addressed } from './actions.ts';
import { proposedOver } from './proposed.ts';
import { findDraft } from './queries.ts';
import { problemsOf } from './rules.ts';

type Shown = ResponseOf<typeof programmes.settings>;

/** The settings in force, the draft beside them, and what both are about. */
export async function settingsFor(platform: Platform, addressed: Addressed): Promise<Shown> {
  const { programme } = addressed;
  const { attributes, milestones, pages } = programme.definition;
  return {
    version: programme.version,
    inForce: settingsOf(contentOf(programme)),
    draft: await draftOf(platform, addressed),
    people: Object.fromEntries(await countByGroup(platform.db, programme.id)),
    about: {
      attributes: attributes.map(({ code, label }) => ({ code, label })),
      milestones: milestones.map(({ code, label, kind }) => ({ code, label, kind })),
      pages: pages.map(({ code, title }) => ({ code, title })),
      forms: [...programme.forms.values()].map(({ definition }) => definition),
    },
  };
}

async function draftOf(
  platform: Platform,
  { actor, scope, programme }: Addressed,
): Promise<Shown['draft']> {
  const row = await findDraft(platform.db, scope, programme.id);
  if (!row) return null;
  const base = await programmeAt(platform, programme.id, row.based_on);
  const { settings } = proposedOver(row, base, programme);
  const by = row.proposed_by;
  const names = await namesOf(platform.db, [row.changed_by, ...(by ? [by] : [])]);
  return {
    ...{ id: row.id, revision: row.revision, content: row.content, basedOn: row.based_on },
    base: settingsOf(contentOf(base)),
    changedAt: row.changed_at.toISOString(),
    changedBy: names.get(row.changed_by) ?? '',
    problems: problemsOf(contentOf(programme), settings),
    proposal: by
      ? {
          by: names.get(by) ?? '',
          at: row.proposed_at?.toISOString() ?? '',
          mine: by === actor.personId,
          outdated: row.proposed_with !== programme.version,
        }
      : null,
  };
}
