/** Gives the turn back; calling it twice does no harm. */
type Release = () => void;

type Options = {
  /** How many may work at the same time. */
  atOnce: number;
  /** How many may wait beside them. */
  maxWaiting: number;
  /** What whoever comes on top of that is told. */
  refuse(): Error;
};

/**
 * Bounds how much heavy work runs at once: `await acquire()` waits for a turn, in order of arrival,
 * and rejects at once when too many wait already.
 */
export function semaphore({ atOnce, maxWaiting, refuse }: Options): () => Promise<Release> {
  let working = 0;
  const waiting: (() => void)[] = [];

  const release = (): Release => {
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
      return release();
    }
    if (waiting.length >= maxWaiting) throw refuse();
    await new Promise<void>((resolve) => waiting.push(resolve));
    return release();
  };
}
