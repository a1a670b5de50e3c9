import type { FastifyRequest } from 'fastify';
import { type App, commonProblems } from '../../../platform/contract.ts';
import { isSecure } from '../../../platform/http-identity.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { isKnownBrowser } from '../sessions/cookies.ts';

/** What of a request a way to sign in looks at. */
export type Caller = {
  app: App;
  realm: string;
  address: string;
  agent: string;
  /** Whether its page can solve a puzzle. */
  canSolve: boolean;
  /** Whether this browser has signed in to the account before. */
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
  return {
    app,
    realm,
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    canSolve: canSolvePuzzles(platform, request),
    isKnownBrowser: (account) => isKnownBrowser(platform, request, { app, realm }, account),
  };
}

/**
 * Puzzles take cryptography, which browsers offer only to pages that came by TLS, and to those of this
 * machine.
 */
export function canSolvePuzzles(platform: Platform, request: FastifyRequest): boolean {
  return isSecure(platform, request) || ['localhost', '127.0.0.1'].includes(request.hostname);
}
