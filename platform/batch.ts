/**
 * Gathers calls that arrive together and runs them as one. Each caller is answered after its batch
 * is done and gets its own result or its own error.
 *
 * Whatever arrives while a batch is under way forms the next one: the busier the server, the larger
 * the batches, and nobody waits for a timer. A batch sets out beside another one only when it is
 * large, for each has a price of its own, whatever its size.
 */
export type BatchOptions<In, Out> = {
  /** Answers one result for each item, in order; an `Error` in a place fails that caller alone. */
  run(items: In[]): Promise<(Out | Error)[]>;
  maxItems: number;
  maxInFlight: number;
};

/** So many items are worth a batch beside another one. */
const worthBeside = 64;

type Waiting<In, Out> = {
  item: In;
  resolve(result: Out): void;
  reject(error: unknown): void;
};

export function batched<In, Out>(options: BatchOptions<In, Out>): (item: In) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = [];
  let inFlight = 0;
  let scheduled = false;

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
      const [first] = batch;
      if (batch.length === 1 && first) return () => first.reject(error);
      // One bad row must not cost its neighbours their answer: the rows are tried one by one.
      for (const one of batch) (await run([one]))();
      return () => {};
    }
  };

  const start = (): void => {
    scheduled = false;
    while (waiting.length >= (inFlight === 0 ? 1 : worthBeside) && inFlight < options.maxInFlight) {
      const batch = waiting.slice(0, options.maxItems);
      waiting = waiting.slice(options.maxItems);
      inFlight += 1;
      void run(batch).then((answer) => {
        inFlight -= 1;
        // The next batch sets out first: what the callers do with their answers takes this thread a
        // while, in which the other side would have nothing to do.
        start();
        setImmediate(answer);
      });
    }
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled || (inFlight > 0 && waiting.length < worthBeside)) return;
      if (inFlight >= options.maxInFlight) return;
      scheduled = true;
      setImmediate(start);
    });
}
