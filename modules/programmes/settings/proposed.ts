import type { ProgrammeContent } from '../../../forms/programme.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import {
  changedSettings,
  mergeSettings,
  settingsOf,
  withSettings,
} from '../../../forms/programme-settings.ts';
import type { Platform } from '../../../platform/platform.ts';
import { contentOf } from '../identity/rules.ts';
import type { Programme } from '../model.ts';
import { currentProgramme, programmeAt } from '../programme/cache.ts';
import { type DraftRow, findDraftById } from './queries.ts';

/** A draft as it would be published now, over whatever the version in force has become since it was begun. */
export type ProposedProgramme = {
  draftId: number;
  revision: number;
  /** The version in force that it would replace. */
  inForce: Programme;
  settings: ProgrammeSettings;
  content: ProgrammeContent;
  /** Where it differs from the version in force: `colours.rules.fever`, `groups.guests`. */
  changed: string[];
  /** What the version in force has changed since, too, and differently; the draft's own stands in `content`. */
  conflicts: string[];
};

/** Puts a draft over the version in force. */
export function proposedOver(
  { id: draftId, revision, content }: Pick<DraftRow, 'id' | 'revision' | 'content'>,
  base: Programme,
  inForce: Programme,
): ProposedProgramme {
  const current = contentOf(inForce);
  const theirs = settingsOf(current);
  const { merged, conflicts } = mergeSettings(settingsOf(contentOf(base)), content, theirs);
  return {
    ...{ draftId, revision, inForce, settings: merged, conflicts },
    content: withSettings(current, merged),
    changed: changedSettings(theirs, merged),
  };
}

/**
 * A draft by its id, as it would be published now; nothing where it is gone, or was saved since this revision. Asks
 * nobody: whoever asks has the programme within their scope.
 */
export async function findProposed(
  platform: Platform,
  draftId: number,
  revision: number,
): Promise<ProposedProgramme | undefined> {
  const row = await findDraftById(platform.db, draftId);
  if (row?.revision !== revision) return undefined;
  const inForce = await currentProgramme(platform, row.programme_id);
  const base = await programmeAt(platform, row.programme_id, row.based_on);
  return proposedOver(row, base, inForce);
}
