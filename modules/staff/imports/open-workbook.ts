import { sheetProblems } from '../../../platform/file-problems.ts';
import { Problem } from '../../../platform/problems.ts';
import { defaultLimits } from '../../../platform/sheets/limits.ts';
import { startReader } from '../../../platform/sheets/reader-process.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import type { ReadingMessage, ReadingTask } from './read-rows.ts';
import type { RowRead } from './workbook.ts';

const limits = { ...defaultLimits, rows: 50_000 };

/**
 * Reads a workbook in a process of its own: what it looks like, then its rows, some at a time. `use` reads all of
 * them or none.
 * @throws Problem of `sheetProblems`, here or while reading
 */
export async function withWorkbook<T>(
  program: URL,
  task: Omit<ReadingTask, 'limits'>,
  use: (survey: Survey, batches: AsyncGenerator<RowRead[]>) => Promise<T>,
): Promise<T> {
  const reader = await startReader<ReadingMessage>(program, { ...task, limits }, limits);
  async function* batches(): AsyncGenerator<RowRead[]> {
    for (;;) {
      const message = await reader.next();
      if (message?.kind !== 'batch') return;
      yield message.rows;
    }
  }
  try {
    const first = await reader.next();
    if (first?.kind !== 'surveyed') throw new Problem(sheetProblems.sheet_reader_stopped);
    return await use(first.survey, batches());
  } finally {
    await reader.close();
  }
}
