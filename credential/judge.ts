import type { StateColour } from '../forms/state-colours.ts';
import type { Credential } from './credential.ts';
import type { SmallestVersions } from './list/message.ts';
import type { Presentation } from './presentation.ts';
import type { ReadingProblem } from './problems.ts';

/** What is shown for a code whose signatures are good: pure, with the time passed in. */

/** A code counts for so long before and after the moment at which it was signed. */
export const toleranceSeconds = 60;

/** A page signs a fresh moment so often. */
export const refreshSeconds = 30;

/** A presentation of the same credential that was seen before, and when. */
export type Seen = { moment: number; at: number };

export type Circumstances = {
  /** The server's time, as far as the scanner knows it; seconds since 1970. */
  now: number;
  /** Codes of the programmes that are checked here. */
  programmes: readonly string[];
  /** Which credentials were recalled. */
  smallestVersions: SmallestVersions;
  /** The last presentation of the same credential that this scanner saw and did not accept, if any. */
  seen?: Seen;
  /** What is known of credentials that were revoked; absent where none was ever fetched. */
  list?: {
    /** The server's time of its last state. */
    at: number;
    has(credential: Pick<Credential, 'reference' | 'expires'>): boolean;
  };
  /** A list that is older says nothing for sure. */
  longestListAge: number;
};

/** Why a colour is not shown though the code is genuine. */
export const doubts = ['revoked', 'list_outdated'] as const;
export type Doubt = (typeof doubts)[number];

export type Judgement =
  | { kind: 'shown'; colour: StateColour; credential: Credential }
  /** Never the colour of the code: it may have got worse since. */
  | { kind: 'unconfirmed'; why: Doubt; credential: Credential }
  | { kind: 'refused'; problem: ReadingProblem; credential?: Credential; seconds?: number };

/**
 * The first that is true counts: whose code it is stands before whether it is still good, and that before
 * how it is shown.
 */
export function judge(
  presentation: Presentation | ReadingProblem,
  circumstances: Circumstances,
): Judgement {
  if (typeof presentation === 'string') return { kind: 'refused', problem: presentation };
  const { credential } = presentation;
  const problem = judgeCredential(credential, circumstances);
  if (problem) return { kind: 'refused', problem, credential };
  const off = judgeMoment(presentation, circumstances.now, circumstances.seen);
  if (off) return { kind: 'refused', ...off, credential };
  const why = doubtOf(credential, circumstances);
  if (why) return { kind: 'unconfirmed', why, credential };
  return { kind: 'shown', colour: credential.colour, credential };
}

function judgeCredential(
  { programme, version, issued, expires }: Credential,
  { programmes, smallestVersions, now }: Circumstances,
): ReadingProblem | undefined {
  if (!programmes.includes(programme)) return 'wrong_programme';
  if (version < (smallestVersions.get(programme) ?? 0)) return 'recalled';
  if (issued > now + toleranceSeconds) return 'not_yet_valid';
  if (expires <= now) return 'expired';
  return undefined;
}

/**
 * A moment that is not now is either an old picture or a wrong clock. What a scanner can know without a network:
 * - nothing honest is signed in the future, so that a moment ahead is a wrong clock;
 * - nothing is signed before the credential was issued, so that a moment before that is one, too;
 * - the phone tells how far its own clock was from the server's when it last heard of it: where that clock is right by
 *   now, it was set since, and what the phone had learned is outdated;
 * - a page that runs goes on: one that was seen before and has moved along with the time is alive, its clock is wrong.
 * All else is an old picture. A wrong clock is told, and not accepted: whoever wants to cheat can set a clock.
 */
export function judgeMoment(
  { moment, clockAhead, credential }: Presentation,
  now: number,
  seen?: Seen,
): { problem: 'stale' | 'clock_wrong'; seconds: number } | undefined {
  const seconds = moment - now;
  const isNow = (instant: number) => Math.abs(instant - now) <= toleranceSeconds;
  if (isNow(moment)) return undefined;
  const isAlive =
    seen !== undefined &&
    moment > seen.moment &&
    Math.abs(moment - seen.moment - (now - seen.at)) <= refreshSeconds;
  const isClock =
    seconds > 0 ||
    moment < credential.issued - toleranceSeconds ||
    isNow(moment + clockAhead) ||
    isAlive;
  return { problem: isClock ? 'clock_wrong' : 'stale', seconds };
}

function doubtOf(credential: Credential, circumstances: Circumstances): Doubt | undefined {
  const { list, now, longestListAge } = circumstances;
  if (list?.has(credential)) return 'revoked';
  // What is worse than green stops a person anyway; an outdated list could only make it worse still.
  if (credential.colour !== 'green') return undefined;
  return list && now - list.at <= longestListAge ? undefined : 'list_outdated';
}
