import { judge } from '../../../credential/judge.ts';
import type { Presentation } from '../../../credential/presentation.ts';
import type { ReadingProblem } from '../../../credential/problems.ts';
import { batched } from '../../../platform/batch.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { type IssuedRow, listIssued } from './queries.ts';
import { readCode } from './reader.ts';

/** Why a code that was shown counts for nothing. */
export type PresentedProblem = ReadingProblem | 'revoked';

/**
 * Whose code it is, where both signatures are good, and what is wrong with it. What colour the person has is another
 * question: the server's counts, not the code's.
 */
export type Presented = {
  problem: PresentedProblem | null;
  owner: { enrolmentId: number; programmeId: number } | null;
};

type Circumstances = {
  /** When it was scanned, by the server's time. */
  at: Date;
  /** Codes of the programmes that are checked there. */
  programmes: readonly string[];
};

const issued = perPlatform((platform) =>
  batched<Uint8Array, { row: IssuedRow | undefined }>({
    run: async (references) => (await listIssued(platform.db, references)).map((row) => ({ row })),
    maxItems: 256,
    maxInFlight: 2,
  }),
);

/**
 * Verifies a code that somebody showed to a scanner: both signatures, the moment, and what the server knows of it.
 * Never throws for what a code may hold.
 */
export async function verifyPresented(
  platform: Platform,
  text: string,
  { at, programmes }: Circumstances,
): Promise<Presented> {
  const read = await readCode(platform)(text);
  if (typeof read === 'string') return { problem: read, owner: null };
  const { row } = await issued(platform)(read.credential.reference);
  // Forgotten a while after it expired.
  if (!row) return { problem: 'expired', owner: null };
  return judgeShown(read, row, { at, programmes });
}

/**
 * The same, where what was issued under the code's reference (`readShown`) is at hand: see `issuedUnder`. Verifies
 * all that the code says.
 */
export async function verifyIssued(
  platform: Platform,
  text: string,
  row: IssuedRow,
  circumstances: Circumstances,
): Promise<Presented> {
  const read = await readCode(platform)(text);
  if (typeof read === 'string') return { problem: read, owner: null };
  return judgeShown(read, row, circumstances);
}

function judgeShown(
  read: Presentation,
  row: IssuedRow,
  { at, programmes }: Circumstances,
): Presented {
  const { programme } = read.credential;
  const now = Math.floor(at.getTime() / 1000);
  const judgement = judge(read, {
    now,
    programmes,
    smallestVersions: new Map([[programme, row.smallestVersion]]),
    list: { at: now, has: () => false },
    longestListAge: Number.POSITIVE_INFINITY,
  });
  const { enrolmentId, programmeId } = row;
  const owner = { enrolmentId, programmeId };
  if (judgement.kind === 'refused') return { problem: judgement.problem, owner };
  return { problem: row.revoked ? 'revoked' : null, owner };
}
