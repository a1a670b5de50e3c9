import { useCallback, useMemo, useRef, useState } from 'react';
import { isSame } from '../../../forms/identity-changes.ts';
import { mergeSettings, type ProgrammeSettings } from '../../../forms/programme-settings.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { carriedOver, moveBy, startOf, step, stepAt } from '../shell/history.ts';
import type { Path } from '../shell/paths.ts';
import { useAutosave } from '../shell/use-autosave.ts';
import { isDrawable } from './drawable.ts';
import type { Stored } from './rules-context.ts';

/** A draft over the version in force that it was put together with. */
type Content = { basedOn: number; settings: ProgrammeSettings };
type Revision = { id: number; revision: number } | null;

/** What both changed, and differently, since a draft was begun. */
export type Conflict = { merged: ProgrammeSettings; paths: string[] };

/** What a draft is over the version in force; the paths where somebody must choose. */
function over(
  base: ProgrammeSettings,
  mine: ProgrammeSettings,
  { inForce }: Pick<Stored, 'inForce'>,
): Conflict {
  const { merged, conflicts } = mergeSettings(base, mine, inForce);
  return { merged, paths: conflicts };
}

function storedOver({ draft, inForce }: Stored): Conflict {
  return draft ? over(draft.base, draft.content, { inForce }) : { merged: inForce, paths: [] };
}

const firstOf = (stored: Stored, { merged }: Conflict) => {
  const { draft, version } = stored;
  return {
    revision: (draft && { id: draft.id, revision: draft.revision }) as Revision,
    changedAt: draft?.changedAt ?? '',
    problems: draft?.problems ?? [],
    content: { basedOn: version, settings: merged } as Content,
  };
};

const conflictCodes = new Set(['settings_changed', 'settings_gone', 'programme_changed']);

/**
 * The settings of a programme while they are changed: saved a moment after each change, over whatever was published
 * meanwhile. `first` is what was loaded with the page.
 */
export function useSettings(id: number, first: Stored) {
  const [stored, setStored] = useState(first);
  const [conflict, setConflict] = useState(() => storedOver(first));
  const [history, setHistory] = useState(() => startOf(conflict.merged));
  const settings = history.now;
  const content = useMemo(
    () => ({ basedOn: stored.version, settings }),
    [stored.version, settings],
  );
  const [opened] = useState(() => firstOf(first, conflict));
  /** As it was stored last from here, or read. */
  const kept = useRef(conflict.merged);
  const autosave = useAutosave<Content, Revision>({
    ...{ first: opened, content },
    save: async ({ basedOn, settings: next }, draft) => {
      const saved = await call(programmes.saveSettings, {
        params: { id },
        body: { draft, basedOn, content: next },
      });
      kept.current = next;
      const { id: draftId, revision, changedAt, problems } = saved;
      return { revision: { id: draftId, revision }, changedAt, problems };
    },
    isConflict: (error) => error instanceof ApiProblem && conflictCodes.has(error.code),
  });
  const { goOn } = autosave;
  const set = useCallback(
    (path: Path, value: unknown) => setHistory((before) => stepAt(before, path, value)),
    [],
  );
  const move = useCallback(
    (way: 'undo' | 'redo') => setHistory((before) => moveBy(before, way)),
    [],
  );
  /**
   * Reads what is stored now, and goes on with it; `mine` is put over it, and counts where both changed the same. What was
   * done here since `base` can still be undone, and brought back.
   */
  const readAgain = useCallback(
    async (mine: ProgrammeSettings | null, base = kept.current) => {
      const newest = await call(programmes.settings, { params: { id } });
      const theirs = storedOver(newest);
      const isAsBefore = isSame(base, theirs.merged);
      const carry = (own: ProgrammeSettings) =>
        isAsBefore ? own : mergeSettings(base, own, theirs.merged).merged;
      const next = { ...theirs, merged: mine ? carry(mine) : theirs.merged };
      kept.current = theirs.merged;
      setStored(newest);
      setConflict(next);
      setHistory((before) =>
        // What cannot be drawn is not gone back to either.
        isDrawable(before.now) ? carriedOver(before, carry, next.merged) : startOf(next.merged),
      );
      goOn(firstOf(newest, next), mine !== null && next.paths.length === 0);
      return newest;
    },
    [id, goOn],
  );
  /** Goes on with what somebody chose where draft and version in force differ. */
  const settle = useCallback(
    (chosen: ProgrammeSettings) => {
      setConflict({ merged: chosen, paths: [] });
      setHistory((before) => step(before, chosen));
      goOn(firstOf(stored, { merged: chosen, paths: [] }), true);
    },
    [stored, goOn],
  );
  return { stored, history, settings, set, move, conflict, autosave, readAgain, settle };
}

export type SettingsState = ReturnType<typeof useSettings>;
