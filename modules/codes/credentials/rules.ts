import { codeColours } from '../../../forms/colours.ts';
import type { StateColour } from '../../../forms/state-colours.ts';

/** What is signed, for how long, and when it is signed anew: pure. */

/** What is true of a person now, and how long it stays so if nothing happens. */
export type ColourNow = {
  colour: StateColour;
  /** When it becomes worse by itself; absent where it does not. */
  worseFrom?: Date;
};

export type Issued = {
  colour: StateColour;
  version: number;
  listed: boolean;
  keyId: string;
  issuedAt: Date;
  expiresAt: Date;
};

/** A code never outlives what it says. */
export function expiryOf(now: Date, hours: number, { worseFrom }: ColourNow): Date {
  const usual = now.getTime() + hours * 3_600_000;
  return new Date(Math.min(usual, worseFrom?.getTime() ?? usual));
}

/**
 * Whether what a phone got before still serves: it says what is true, nothing of it was recalled, and half of its time
 * is left. So a phone that comes often makes nothing new.
 */
export function stillServes(
  issued: Issued,
  now: Date,
  current: { colour: StateColour; version: number; keyIds: readonly string[] },
): boolean {
  const half =
    issued.issuedAt.getTime() + (issued.expiresAt.getTime() - issued.issuedAt.getTime()) / 2;
  return (
    issued.colour === current.colour &&
    issued.version === current.version &&
    !issued.listed &&
    current.keyIds.includes(issued.keyId) &&
    now.getTime() < half
  );
}

/** Colours as a statement compares them: from the best to the worst. */
export const fromBestToWorst: readonly string[] = codeColours;
