import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../platform/contract.ts';
import { cookieName } from '../../../platform/http.ts';
import type { Platform } from '../../../platform/platform.ts';
import { cookieAge } from './rules.ts';

/** Whom a cookie is for: each app of each realm has cookies of its own. */
type Audience = { app: App; realm: string };

const settings = (platform: Platform) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: platform.publicUrl.startsWith('https:'),
  }) as const;

export function setSessionCookie(
  platform: Platform,
  reply: FastifyReply,
  { app, realm }: Audience,
  token: string,
): void {
  reply.setCookie(cookieName(app, realm), token, {
    ...settings(platform),
    maxAge: cookieAge(app),
  });
}

export function clearSessionCookie(
  platform: Platform,
  reply: FastifyReply,
  { app, realm }: Audience,
): void {
  reply.clearCookie(cookieName(app, realm), settings(platform));
}

const knownBrowserName = ({ app, realm }: Audience) => `${cookieName(app, realm)}_known`;
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
  reply.setCookie(knownBrowserName(audience), value, { ...settings(platform), maxAge: year });
}

export function isKnownBrowser(
  platform: Platform,
  request: FastifyRequest,
  audience: Audience,
  account: Buffer,
): boolean {
  const given = Buffer.from(request.cookies[knownBrowserName(audience)] ?? '');
  const value = Buffer.from(knownBrowserValue(platform, audience, account));
  return given.length === value.length && timingSafeEqual(given, value);
}
