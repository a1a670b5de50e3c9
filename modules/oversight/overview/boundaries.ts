import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Problem } from '../../../platform/problems.ts';
import { oversightProblems } from '../contract.ts';

/**
 * The boundaries of the divisions below a region: a file of the folder that the setting names, called after the region's
 * code. The product brings none along. Throws `no_boundaries`.
 */
export async function boundariesBelow(folder: string | null, code: string): Promise<Readable> {
  const file = folder === null ? null : join(folder, `${code}.json`);
  try {
    if (file === null) throw new Error('There is no folder.');
    await access(file);
    return createReadStream(file);
  } catch {
    throw new Problem(oversightProblems.no_boundaries);
  }
}
