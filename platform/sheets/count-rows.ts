/** Passes rows on and tells at the end how many, and whether the reader took them all. */
export async function* countRows<T>(
  rows: AsyncIterable<T>,
  tell: (count: number, whole: boolean) => Promise<void>,
): AsyncGenerator<T, void, undefined> {
  let count = 0;
  let whole = false;
  try {
    for await (const row of rows) {
      count += 1;
      yield row;
    }
    whole = true;
  } finally {
    await tell(count, whole);
  }
}
