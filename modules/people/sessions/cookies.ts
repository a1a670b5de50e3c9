import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../platform/contract.ts';
import { cookieName, isSecure } from '../../../platform/http-identity.ts';
import type { Platform } from '../../../platform/platform.ts';
import { cookieAge } from './rules.ts';

/** Whom a cookie is for: each app of each realm has cookies of its own. */
type Audience = { app: App; realm: string };

const settings = (platform: Platform, request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(platform, request) }) as const;

const sessionName = (platform: Platform, request: FastifyRequest, { app, realm }: Audience) =>
  cookieName(app, realm, isSecure(platform, request));

export function setSessionCookie(
  platform: Platform,
  reply: FastifyReply,
  audience: Audience,
  token: string,
): void {
  const { request } = reply;
  reply.setCookie(sessionName(platform, request, audience), token, {
    ...settings(platform, request),
    maxAge: cookieAge(audience.app),
  });
}

export function clearSessionCookie(
  platform: Platform,
  reply: FastifyReply,
  audience: Audience,
): void {
  const { request } = reply;
  reply.clearCookie(sessionName(platform, request, audience), settings(platform, request));
}

const knownBrowserName = (platform: Platform, request: FastifyRequest, audience: Audience) =>
  `${sessionName(platform, request, audience)}_known`;
const year = 365 * 24 * 3600;

/** Recognises a browser that has signed in to the account before; it opens nothing by itself. */
const knownBrowserValue = (platform: Platform, { app }: Audience, account: Buffer): string =>
  platform.keys
    .hash('people.known-browser', `${app} ${account.toString('hex')}`)
    .toString('base64url');

export function setKnownBrowser(
  platform: Platform,
  reply: FastifyReply,
  audience: Audience,
  account: Buffer,
): void {
  const value = knownBrowserValue(platform, audience, account);
  const { request } = reply;
  reply.setCookie(knownBrowserName(platform, request, audience), value, {
    ...settings(platform, request),
    maxAge: year,
  });
}

export function isKnownBrowser(
  platform: Platform,
  request: FastifyRequest,
  audience: Audience,
  account: Buffer,
): boolean {
  const given = Buffer.from(request.cookies[knownBrowserName(platform, request, audience)] ?? '');
  const value = Buffer.from(knownBrowserValue(platform, audience, account));
  return given.length === value.length && timingSafeEqual(given, value);
}
