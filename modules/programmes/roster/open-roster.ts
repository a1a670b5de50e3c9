import { sheetProblems } from '../../../platform/file-problems.ts';
import { Problem } from '../../../platform/problems.ts';
import { defaultLimits } from '../../../platform/sheets/limits.ts';
import { startReader } from '../../../platform/sheets/reader-process.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import type { RosterBatch } from './batches.ts';
import { noChoices } from './choices.ts';
import type { Found } from './findings.ts';
import type { ReadingMessage, ReadingTask } from './reading.ts';

/** A roster that is being read; whoever opens one must read it to its end or close it. */
export type OpenRoster = {
  survey: Survey;
  /** Leaving the loop closes the roster. */
  batches(): AsyncGenerator<RosterBatch, void, undefined>;
  /** What else could be decided, once all batches were read and it was to be gathered. */
  found(): Found | null;
  close(): Promise<void>;
};

const program = new URL('./reading.ts', import.meta.url);

/**
 * Opens a roster in a process of its own.
 * @throws Problem of `sheetProblems`, here or while reading
 */
export async function openRoster(
  task: Pick<ReadingTask, 'path' | 'definition' | 'today'> & Partial<ReadingTask>,
): Promise<OpenRoster> {
  const limits = { ...defaultLimits, ...task.limits };
  const whole: ReadingTask = {
    ...{ choices: noChoices, gathers: false, after: 0 },
    ...task,
    limits,
  };
  let found: Found | null = null;
  const reader = await startReader<ReadingMessage>(program, whole, limits);
  async function* batches(): AsyncGenerator<RosterBatch, void, undefined> {
    try {
      for (;;) {
        const message = await reader.next();
        if (message?.kind === 'found') found = message.found;
        if (message?.kind !== 'batch') return;
        yield message.batch;
      }
    } finally {
      await reader.close();
    }
  }
  try {
    const first = await reader.next();
    if (first?.kind !== 'surveyed') throw new Problem(sheetProblems.sheet_reader_stopped);
    return { survey: first.survey, batches, found: () => found, close: reader.close };
  } catch (error) {
    await reader.close();
    throw error;
  }
}
