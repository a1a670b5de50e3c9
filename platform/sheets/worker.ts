import { parentPort, workerData } from 'node:worker_threads';
import type { Cell, Row, SheetInfo } from './cells.ts';
import type { SheetLimits } from './limits.ts';
import { openSource } from './open-source.ts';
import type { Source } from './source.ts';
import { type SheetProblemCode, Stop, type StopParams } from './stop.ts';

/** What the reading thread is started with. */
export type Task = {
  path: string;
  limits: SheetLimits;
  /** One Int32: how many batches may still be sent. The reader adds one for each that it took. */
  credits: SharedArrayBuffer;
};

/** What the reading thread says, in this order: `opened`, any number of `rows`, `done`; or `failed` at any time. */
export type Message =
  | { kind: 'opened'; info: SheetInfo }
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'done' }
  | { kind: 'failed'; code: SheetProblemCode; params?: StopParams };

const batchRows = 256;
const batchChars = 1_000_000;

async function run({ path, limits, credits }: Task): Promise<void> {
  const source = await openSource(path, limits);
  post({ kind: 'opened', info: source.info });
  const left = new Int32Array(credits);
  let batch: Row[] = [];
  let chars = 0;
  const send = () => {
    takeCredit(left);
    post({ kind: 'rows', rows: batch });
    batch = [];
    chars = 0;
  };
  let any = false;
  for await (const { row, size } of checkedRows(source, limits)) {
    any = true;
    batch.push(row);
    chars += size;
    if (batch.length >= batchRows || chars >= batchChars) send();
  }
  if (!any) throw new Stop('sheet_empty');
  if (batch.length > 0) send();
  post({ kind: 'done' });
}

/**
 * Stops this thread, parser included, until the reader wants more: the parser would otherwise run
 * ahead and hold the whole sheet in memory.
 */
function takeCredit(left: Int32Array): void {
  while (Atomics.load(left, 0) <= 0) Atomics.wait(left, 0, 0);
  Atomics.sub(left, 0, 1);
}

/** Rows that hold something, without blank cells at their end, as long as they keep within the limits. */
async function* checkedRows(source: Source, limits: SheetLimits) {
  let rows = 0;
  let total = 0;
  for await (const { number, cells } of source.rows()) {
    const width = usedWidth(cells);
    if (width === 0) continue;
    if (width > limits.columns) {
      throw new Stop('sheet_too_many_columns', { max: limits.columns, row: number });
    }
    rows += 1;
    if (rows > limits.rows) throw new Stop('sheet_too_many_rows', { max: limits.rows });
    const row = { number, cells: cells.slice(0, width) };
    const size = measure(row, limits.cellChars);
    total += size;
    if (total > limits.totalChars) throw new Stop('sheet_too_large');
    yield { row, size };
  }
}

function usedWidth(cells: Cell[]): number {
  for (let width = cells.length; width > 0; width -= 1) {
    const cell = cells[width - 1];
    const blank = cell === null || (typeof cell === 'string' && cell.trim() === '');
    if (!blank) return width;
  }
  return 0;
}

function measure({ number, cells }: Row, maxChars: number): number {
  let size = 0;
  for (const [index, cell] of cells.entries()) {
    const length = typeof cell === 'string' ? cell.length : 8;
    if (length > maxChars) {
      throw new Stop('sheet_cell_too_long', { row: number, column: index + 1, max: maxChars });
    }
    size += length;
  }
  return size;
}

function post(message: Message): void {
  parentPort?.postMessage(message);
}

try {
  await run(workerData as Task);
} catch (error) {
  // Whatever the parser stumbles over is a damaged file; its own words would tell a person nothing.
  const { code, params } = error instanceof Stop ? error : new Stop('sheet_not_readable');
  post({ kind: 'failed', code, ...(params && { params }) });
}
