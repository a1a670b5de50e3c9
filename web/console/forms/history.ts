import * as drafts from '../shell/history.ts';
import type { Path } from '../shell/paths.ts';
import type { Built, Spot } from './model.ts';

export type History = drafts.History<Built> & {
  /** The field whose properties are shown; null: the form's own. */
  selected: Spot | null;
};

export type Act =
  | { type: 'set'; path: Path; value: unknown }
  | { type: 'change'; built: Built; selected?: Spot | null }
  | { type: 'select'; spot: Spot | null }
  | { type: 'undo' }
  | { type: 'redo' };

export function startOf(now: Built): History {
  return { ...drafts.startOf(now), selected: null };
}

export function nextHistory(history: History, act: Act): History {
  const { selected } = history;
  switch (act.type) {
    case 'set':
      return { ...drafts.stepAt(history, act.path, act.value), selected };
    case 'change': {
      const chosen = act.selected === undefined ? selected : act.selected;
      return { ...drafts.step(history, act.built), selected: chosen };
    }
    case 'select':
      return { ...history, selected: act.spot, lastAt: null };
    default: {
      const moved = drafts.moveBy<Built>(history, act.type);
      return moved === history ? history : { ...moved, selected };
    }
  }
}
