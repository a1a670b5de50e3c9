import { type Path, withAt } from '../shell/paths.ts';
import type { Built, Spot } from './model.ts';

/** What was done to a draft, so that it can be undone. */
export type History = {
  past: readonly Built[];
  now: Built;
  future: readonly Built[];
  /** The field whose properties are shown; null: the form's own. */
  selected: Spot | null;
  /** Where the last change was made: more of the same, such as the next letter, is one step. */
  lastAt: string | null;
};

export type Act =
  | { type: 'set'; path: Path; value: unknown }
  | { type: 'change'; built: Built; selected?: Spot | null }
  | { type: 'select'; spot: Spot | null }
  | { type: 'undo' }
  | { type: 'redo' };

/** More steps than this nobody goes back. */
const mostSteps = 200;

export function startOf(now: Built): History {
  return { past: [], now, future: [], selected: null, lastAt: null };
}

export function nextHistory(history: History, act: Act): History {
  const { past, now, future, selected } = history;
  switch (act.type) {
    case 'set': {
      const at = act.path.join('.');
      const next = withAt(now, act.path, act.value);
      const isMore = at === history.lastAt;
      return { ...step(history, next, isMore), lastAt: at };
    }
    case 'change': {
      const chosen = act.selected === undefined ? selected : act.selected;
      return { ...step(history, act.built, false), selected: chosen, lastAt: null };
    }
    case 'select':
      return { ...history, selected: act.spot, lastAt: null };
    case 'undo': {
      const before = past.at(-1);
      if (!before) return history;
      const rest = { past: past.slice(0, -1), future: [now, ...future] };
      return { ...history, ...rest, now: before, lastAt: null };
    }
    case 'redo': {
      const [after, ...rest] = future;
      if (!after) return history;
      return { ...history, past: [...past, now], now: after, future: rest, lastAt: null };
    }
  }
}

function step(history: History, now: Built, isMore: boolean): History {
  const past = isMore ? history.past : [...history.past, history.now].slice(-mostSteps);
  return { ...history, past, now, future: [] };
}
