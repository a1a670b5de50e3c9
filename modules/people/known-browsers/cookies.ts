import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../../../platform/platform.ts';
import { type Audience, cookieSettings, sessionCookieName } from '../sessions/cookies.ts';
import { knownAge, knownText, knownUntil, readKnown } from './rules.ts';

/** Longer than any that is ours: what a stranger sends costs no more than this. */
const longest = 300;

const nameOf = (platform: Platform, request: FastifyRequest, audience: Audience): string =>
  `${sessionCookieName(platform, request, audience)}_known`;

const purposeOf = ({ app, realm }: Audience): string => `people.known-browser ${app} ${realm}`;

/**
 * Lets a browser be known from now on as one in which this person signed in
 * (`docs/decisions/0022-known-browsers.md`). It opens nothing, and tells nobody who that was.
 */
export function setKnownBrowser(
  platform: Platform,
  reply: FastifyReply,
  audience: Audience,
  personId: string,
): void {
  const { request } = reply;
  const text = knownText({ personId, until: knownUntil(platform.clock.now()) });
  const value = platform.keys.encrypt(purposeOf(audience), text).toString('base64url');
  reply.setCookie(nameOf(platform, request, audience), value, {
    ...cookieSettings(platform, request),
    maxAge: knownAge,
  });
}

/** Who was the last to sign in in this browser; null for one that is not known, whatever it sends. */
export function knownPersonOf(
  platform: Platform,
  request: FastifyRequest,
  audience: Audience,
): string | null {
  const given = request.cookies[nameOf(platform, request, audience)] ?? '';
  if (given === '' || given.length > longest) return null;
  try {
    const encrypted = Buffer.from(given, 'base64url');
    const text = platform.keys.decrypt(purposeOf(audience), encrypted).reveal();
    return readKnown(text, platform.clock.now());
  } catch {
    // Forged, of another app or realm, or of keys that are gone.
    return null;
  }
}
