import type { FastifyRequest } from 'fastify';
import { type App, commonProblems } from '../../../platform/contract.ts';
import { isSecure } from '../../../platform/http-identity.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { KnownBrowser } from '../known-browsers/actions.ts';
import { knownPersonOf } from '../known-browsers/cookies.ts';
import { accountHash } from '../throttling/actions.ts';

/** What of a request a way to sign in looks at. */
export type Caller = {
  app: App;
  realm: string;
  address: string;
  agent: string;
  /** Whether its page can solve a puzzle. */
  canSolve: boolean;
  /** Null for a browser in which nobody signed in before. */
  browser: KnownBrowser | null;
  /** Whether the last to sign in in this browser signed in to the account. */
  isKnownBrowser(account: Buffer): boolean;
};

export type PublicCall = {
  platform: Platform;
  request: FastifyRequest;
  app: App | null;
  realm: string | null;
};

export function callerOf({ platform, request, app, realm }: PublicCall): Caller {
  if (app === null || realm === null) throw new Problem(commonProblems.bad_request);
  const browser = knownBrowserOf({ platform, request, app, realm });
  const known = browser && accountHash(platform, realm, browser);
  return {
    ...{ app, realm, browser },
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    canSolve: canSolvePuzzles(platform, request),
    isKnownBrowser: (account) => known?.equals(account) ?? false,
  };
}

/** What its cookie makes of a browser; nothing is looked up for it. */
export function knownBrowserOf({ platform, request, app, realm }: PublicCall): KnownBrowser | null {
  if (app === null || realm === null) return null;
  const personId = knownPersonOf(platform, request, { app, realm });
  return personId === null ? null : { personId, realm, app };
}

/**
 * Puzzles take cryptography, which browsers offer only to pages that came by TLS, and to those of this
 * machine.
 */
export function canSolvePuzzles(platform: Platform, request: FastifyRequest): boolean {
  return isSecure(platform, request) || ['localhost', '127.0.0.1'].includes(request.hostname);
}
