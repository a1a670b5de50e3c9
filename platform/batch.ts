/**
 * Gathers calls that arrive together and runs them as one. Each caller is answered after its batch
 * is done and gets its own result or its own error.
 *
 * With at most `maxInFlight` batches under way, whatever arrives meanwhile forms the next one: the
 * busier the server, the larger the batches, and nobody waits for a timer.
 */
export type BatchOptions<In, Out> = {
  /** Answers one result for each item, in order; an `Error` in a place fails that caller alone. */
  run(items: In[]): Promise<(Out | Error)[]>;
  maxItems: number;
  maxInFlight: number;
};

type Waiting<In, Out> = {
  item: In;
  resolve(result: Out): void;
  reject(error: unknown): void;
};

export function batched<In, Out>(options: BatchOptions<In, Out>): (item: In) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = [];
  let inFlight = 0;
  let scheduled = false;

  const settle = async (batch: Waiting<In, Out>[]): Promise<void> => {
    try {
      const results = await options.run(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index] as Out | Error;
        if (result instanceof Error) reject(result);
        else resolve(result);
      }
    } catch (error) {
      // One bad row must not cost its neighbours their answer: the rows are tried one by one.
      const first = batch[0];
      if (batch.length === 1 && first) first.reject(error);
      else for (const one of batch) await settle([one]);
    }
  };

  const start = (): void => {
    scheduled = false;
    while (waiting.length > 0 && inFlight < options.maxInFlight) {
      const batch = waiting.slice(0, options.maxItems);
      waiting = waiting.slice(options.maxItems);
      inFlight += 1;
      void settle(batch).finally(() => {
        inFlight -= 1;
        start();
      });
    }
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled || inFlight >= options.maxInFlight) return;
      scheduled = true;
      setImmediate(start);
    });
}
