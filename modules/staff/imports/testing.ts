import { expect } from 'vitest';
import type { Platform } from '../../../platform/platform.ts';
import { cellText } from '../../../platform/sheets/cells.ts';
import { readSheet, type testFolder } from '../../../platform/sheets/test-files.ts';

/** What tests of workbooks of both kinds have in common. */

type SheetRow = Record<string, string>;
type Folder = Awaited<ReturnType<typeof testFolder>>;

/** The rows of a workbook by the names of their columns. */
export async function rowsIn(folder: Folder, data: Buffer): Promise<SheetRow[]> {
  const rows: string[][] = [];
  for await (const { cells } of readSheet(await folder.write(data))) rows.push(cells.map(cellText));
  const [header = [], ...body] = rows;
  return body.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])),
  );
}

/** The platform of a process that is killed at its n-th transaction. */
export function dyingAt({ platform }: { platform: Platform }, n: number): Platform {
  let count = 0;
  return {
    ...platform,
    transaction: (actor, run) => {
      count += 1;
      return platform.transaction(actor, async (tx) => {
        const done = await run(tx);
        if (count >= n) throw new Error('killed');
        return done;
      });
    },
  };
}

/** Files in a folder of the server, which are called by their ids. */
export const filesIn = (entries: string[]) => entries.filter((entry) => /[\da-f-]{36}/.test(entry));

export const expectGone = (answers: { status: number }[]) =>
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
