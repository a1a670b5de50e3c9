import { DatabaseAway } from './pool.ts';

type BatchOptions<In, Out> = {
  /** Answers one result for each item, in order; an `Error` in a place fails that caller alone. */
  run(items: In[]): Promise<(Out | Error)[]>;
  maxItems: number;
  maxInFlight: number;
  /** So many items are worth a batch beside another one; 64 where nothing is said. */
  worthBeside?: number;
};

/** Milliseconds after which a batch under way is taken to be held up, and the others go past it. */
const patience = 50;

type Waiting<In, Out> = {
  item: In;
  resolve(result: Out): void;
  reject(error: unknown): void;
};

/**
 * Gathers calls that arrive together and runs them as one. Each caller is answered after its batch
 * is done and gets its own result or its own error.
 *
 * Whatever arrives while a batch is under way forms the next one: the busier the server, the larger
 * the batches, and nobody waits for a timer. A batch sets out beside another one only when it is
 * large, for each has a price of its own, whatever its size; or when the other one is held up.
 */
export function batched<In, Out>(options: BatchOptions<In, Out>): (item: In) => Promise<Out> {
  const { worthBeside = 64 } = options;
  let waiting: Waiting<In, Out>[] = [];
  /** In the order in which they set out. */
  const underWay = new Set<{ since: number }>();
  let scheduled = false;
  let willLookAgain = false;

  /** Runs a batch; what it gives answers the callers. */
  const run = async (batch: Waiting<In, Out>[]): Promise<() => void> => {
    try {
      const results = await options.run(batch.map(({ item }) => item));
      return () => {
        for (const [index, { resolve, reject }] of batch.entries()) {
          const result = results[index] as Out | Error;
          if (result instanceof Error) reject(result);
          else resolve(result);
        }
      };
    } catch (error) {
      const rejectAll = () => {
        for (const { reject } of batch) reject(error);
      };
      // Where the database is away each row would wait as long as all did, one after the other.
      if (batch.length === 1 || error instanceof DatabaseAway) return rejectAll;
      // One bad row must not cost its neighbours their answer: the rows are tried one by one.
      return oneByOne(batch);
    }
  };

  /** Answers each as soon as it is done, and all that are left once the database is away. */
  const oneByOne = async (batch: Waiting<In, Out>[]): Promise<() => void> => {
    for (const [index, { item, resolve, reject }] of batch.entries()) {
      try {
        const [result] = await options.run([item]);
        if (result instanceof Error) reject(result);
        else resolve(result as Out);
      } catch (error) {
        reject(error);
        if (!(error instanceof DatabaseAway)) continue;
        return () => {
          for (const left of batch.slice(index + 1)) left.reject(error);
        };
      }
    }
    return () => {};
  };

  const setOut = (): void => {
    const batch = waiting.slice(0, options.maxItems);
    waiting = waiting.slice(options.maxItems);
    const way = { since: performance.now() };
    underWay.add(way);
    void run(batch).then((answer) => {
      underWay.delete(way);
      // The next batch sets out first: what the callers do with their answers takes this thread a
      // while, in which the other side would have nothing to do.
      start();
      setImmediate(answer);
    });
  };

  /** How many must wait for a batch to set out. */
  const enough = (): number => {
    const [oldest] = underWay;
    const heldUp = oldest && performance.now() - oldest.since > patience;
    return !oldest || heldUp ? 1 : worthBeside;
  };

  const start = (): void => {
    scheduled = false;
    while (underWay.size < options.maxInFlight && waiting.length >= enough()) setOut();
    if (waiting.length > 0) lookAgain();
  };

  const lookAgain = (): void => {
    if (willLookAgain) return;
    willLookAgain = true;
    setTimeout(() => {
      willLookAgain = false;
      start();
    }, patience);
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled) return;
      if (underWay.size > 0 && waiting.length < worthBeside) {
        lookAgain();
        return;
      }
      scheduled = true;
      setImmediate(start);
    });
}
