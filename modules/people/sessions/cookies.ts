import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../platform/contract.ts';
import { cookieName } from '../../../platform/http.ts';
import type { Platform } from '../../../platform/platform.ts';
import { cookieAge } from './rules.ts';

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
  app: App,
  token: string,
): void {
  reply.setCookie(cookieName(app), token, { ...settings(platform), maxAge: cookieAge(app) });
}

export function clearSessionCookie(platform: Platform, reply: FastifyReply, app: App): void {
  reply.clearCookie(cookieName(app), settings(platform));
}

const knownName = (app: App) => `${cookieName(app)}_known`;
const year = 365 * 24 * 3600;

/** By this a browser is known again that has signed in to the account; it opens nothing by itself. */
const knownValue = (platform: Platform, app: App, account: Buffer): string =>
  platform.keys
    .hash('people.known-browser', `${app} ${account.toString('hex')}`)
    .toString('base64url');

export function setKnownBrowser(
  platform: Platform,
  reply: FastifyReply,
  app: App,
  account: Buffer,
): void {
  const value = knownValue(platform, app, account);
  reply.setCookie(knownName(app), value, { ...settings(platform), maxAge: year });
}

export function isKnownBrowser(
  platform: Platform,
  request: FastifyRequest,
  app: App,
  account: Buffer,
): boolean {
  const given = Buffer.from(request.cookies[knownName(app)] ?? '');
  const value = Buffer.from(knownValue(platform, app, account));
  return given.length === value.length && timingSafeEqual(given, value);
}
