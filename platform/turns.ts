/** Gives the turn back; calling it twice does no harm. */
export type EndTurn = () => void;

type Options = {
  /** How many may work at the same time. */
  atOnce: number;
  /** How many may wait beside them. */
  maxWaiting: number;
  /** What whoever comes on top of that is told. */
  refuse(): Error;
};

/**
 * Bounds how much heavy work runs at once: `await take()` waits for a turn, in order of arrival,
 * and rejects at once when too many wait already.
 */
export function turns({ atOnce, maxWaiting, refuse }: Options): () => Promise<EndTurn> {
  let working = 0;
  const waiting: (() => void)[] = [];

  const endTurn = (): EndTurn => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    };
  };

  return async () => {
    if (working < atOnce) {
      working += 1;
      return endTurn();
    }
    if (waiting.length >= maxWaiting) throw refuse();
    await new Promise<void>((resolve) => waiting.push(resolve));
    return endTurn();
  };
}
