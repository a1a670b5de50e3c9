/** Reads a list to its end, page by page, each behind the last row of the one before; memory holds one page. */
export async function* allPages<Row, Key>(
  rowsAtOnce: number,
  read: (after: Key | undefined, limit: number) => Promise<Row[]>,
  keyOf: (last: Row) => Key,
): AsyncGenerator<Row[], void, undefined> {
  let after: Key | undefined;
  for (;;) {
    const rows = await read(after, rowsAtOnce);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < rowsAtOnce) return;
    after = keyOf(last);
  }
}
