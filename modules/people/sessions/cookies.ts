import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../platform/contract.ts';
import { cookieName, isSecure } from '../../../platform/http-identity.ts';
import type { Platform } from '../../../platform/platform.ts';
import { cookieAge } from './rules.ts';

/** Whom a cookie is for: each app of each realm has cookies of its own. */
export type Audience = { app: App; realm: string };

export const cookieSettings = (platform: Platform, request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(platform, request) }) as const;

export const sessionCookieName = (
  platform: Platform,
  request: FastifyRequest,
  { app, realm }: Audience,
): string => cookieName(app, realm, isSecure(platform, request));

export function setSessionCookie(
  platform: Platform,
  reply: FastifyReply,
  audience: Audience,
  token: string,
): void {
  const { request } = reply;
  reply.setCookie(sessionCookieName(platform, request, audience), token, {
    ...cookieSettings(platform, request),
    maxAge: cookieAge(audience.app),
  });
}

export function clearSessionCookie(
  platform: Platform,
  reply: FastifyReply,
  audience: Audience,
): void {
  const { request } = reply;
  reply.clearCookie(
    sessionCookieName(platform, request, audience),
    cookieSettings(platform, request),
  );
}
