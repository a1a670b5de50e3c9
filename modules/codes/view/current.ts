import type { CodeColour } from '../../../forms/colours.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Reason, Standing } from '../evaluate/standing.ts';
import { type CodeRow, listCodes } from './queries.ts';

/** A person's colour at a moment, and all that says why. */
export type CurrentCode = {
  colour: CodeColour;
  reason: Reason | null;
  /** Since when the colour and its reason are as they are; null where nothing is known of the person. */
  since: Date | null;
  reportedAt: Date | null;
  staleAt: Date | null;
  /** By which version of the programme's rules; null where nothing is known of the person. */
  rulesOf: { id: number; version: number } | null;
  /** Whether a normal temperature would change nothing. */
  isQuiet: boolean;
  /** How many entries the ledger has. */
  entries: number;
};

const nothing: CurrentCode = {
  colour: 'grey',
  reason: null,
  since: null,
  reportedAt: null,
  staleAt: null,
  rulesOf: null,
  isQuiet: true,
  entries: 0,
};

/**
 * The colours of these enrolments at a moment, in a programme that gives colours. Nothing is written: what ends by
 * time, and the age of the last report, are looked at when asked.
 */
export async function coloursOf(
  db: Platform['db'],
  enrolmentIds: number[],
  now: Date,
): Promise<Map<number, CurrentCode>> {
  const rows = await listCodes(db, enrolmentIds);
  const known = new Map(rows.map((row) => [row.enrolmentId, currentCode(row, now)]));
  return new Map(enrolmentIds.map((id) => [id, known.get(id) ?? nothing]));
}

/** The colour that a code shows at a moment; grey where nothing is known of the person. */
export function colourAt(
  row: Pick<CodeRow, 'timeline' | 'staleAt'> | undefined,
  now: Date,
): CodeColour {
  return row ? colourFrom(standingIn(row.timeline, now), row.staleAt, now) : 'grey';
}

/** A rule's colour while it has a reason; else green until there was no report for too long. */
function colourFrom(standing: Standing | undefined, staleAt: Date | null, now: Date): CodeColour {
  if (standing?.reason) return standing.colour;
  return staleAt !== null && staleAt > now ? 'green' : 'grey';
}

function currentCode(row: CodeRow, now: Date): CurrentCode {
  const { timeline, last, reportedAt, staleAt, programmeId, version, quiet, entries } = row;
  const standing = standingIn(timeline, now);
  const colour = colourFrom(standing, staleAt, now);
  const reason = standing?.reason ?? null;
  const begun = begunAt(timeline, standing, last);
  const hasAged = !reason && colour === 'grey';
  const since = hasAged ? later(staleAt, begun) : begun;
  const rulesOf = { id: programmeId, version };
  return { colour, reason, since, reportedAt, staleAt, rulesOf, isQuiet: quiet, entries };
}

function standingIn(timeline: Standing[], now: Date): Standing | undefined {
  const at = now.toISOString();
  return timeline.findLast((each) => each.at <= at) ?? timeline[0];
}

/** What the ledger says last goes on from there; what comes by time has its own moment. */
function begunAt(
  timeline: Standing[],
  standing: Standing | undefined,
  last: Standing,
): Date | null {
  const at = standing && standing !== timeline[0] ? standing.at : last.at;
  return at ? new Date(at) : null;
}

function later(a: Date | null, b: Date | null): Date | null {
  return a && b && b > a ? b : (a ?? b);
}
