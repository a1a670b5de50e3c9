import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../../../platform/platform.ts';
import { newToken, tokenHash } from '../sessions/actions.ts';
import { type Audience, cookieSettings, sessionCookieName } from '../sessions/cookies.ts';
import { awayLifetime, returnedLifetime } from './rules.ts';

const nameOf = (platform: Platform, request: FastifyRequest, audience: Audience): string =>
  `${sessionCookieName(platform, request, audience)}_wechat`;

const isOurs = (value: string): boolean => /^[\w-]{43}$/.test(value);

/** What stands for a browser that goes to WeChat: nobody can come back for it in another one. */
export function browserHashOf(
  platform: Platform,
  request: FastifyRequest,
  audience: Audience,
): Buffer | null {
  const given = request.cookies[nameOf(platform, request, audience)] ?? '';
  return isOurs(given) ? tokenHash(given) : null;
}

/** Marks the browser, which may be on its way in two tabs. */
export function markBrowser(platform: Platform, reply: FastifyReply, audience: Audience): Buffer {
  const { request } = reply;
  const name = nameOf(platform, request, audience);
  const given = request.cookies[name] ?? '';
  const token = isOurs(given) ? given : newToken().token;
  reply.setCookie(name, token, {
    ...cookieSettings(platform, request),
    maxAge: (awayLifetime + returnedLifetime) / 1000,
  });
  return tokenHash(token);
}
