import type { FastifyRequest } from 'fastify';
import { type App, commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { isKnownBrowser } from '../sessions/cookies.ts';

/** What of a request a way to sign in looks at. */
export type Caller = {
  app: App;
  realm: string;
  address: string;
  agent: string;
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
    isKnownBrowser: (account) => isKnownBrowser(platform, request, { app, realm }, account),
  };
}
