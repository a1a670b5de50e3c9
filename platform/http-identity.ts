import type { FastifyRequest } from 'fastify';
import { type App, apps, commonProblems, staffApps } from './contract.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problems.ts';
import type { Guard } from './routes.ts';
import {
  type Actor,
  apiKeyPrefix,
  type PlaceScope,
  type SelfScope,
  selfScope,
  staffRealm,
  type UnverifiedSession,
  wardScope,
} from './scope.ts';

/** Who sends a request, and from where: decided before anything of its body is read. */

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the route's guard. */
    identity: Identity | null;
  }
}

/** Who asks, and what they may reach. */
export type Identity = {
  app: App | null;
  realm: string | null;
  actor: Actor | null;
  scope?: PlaceScope;
  self?: SelfScope;
  session?: UnverifiedSession;
};

/**
 * The cookie of a session: one for each app and realm, so that one browser may be in several programmes.
 * Over TLS its name makes browsers refuse one that another host of the domain, or a page without TLS, sets.
 */
export const cookieName = (app: App, realm: string, secure = false): string =>
  `${secure ? '__Host-' : ''}anxing_${app}_${realm}`;

/** Whether the page came by TLS, here or at a proxy in front. */
export const isSecure = ({ publicUrl }: Platform, { protocol }: FastifyRequest): boolean =>
  protocol === 'https' || publicUrl.startsWith('https:');

/** What strangers send (a sign-in, a captcha's answer) is smaller still. */
export const strangersBodyLimit = 16 * 1024;

/** Who asks, and within which scope: the only place where a guard is looked at. */
export async function identify(
  platform: Platform,
  guard: Guard,
  request: FastifyRequest,
  { isUnattended = false } = {},
): Promise<Identity> {
  const key = apiKeyOf(request);
  if (key !== null) {
    if (typeof guard !== 'string' || !isUnattended) throw new Problem(commonProblems.not_for_keys);
    const actor = signedInActor(await platform.apiKeys.resolve(key));
    const scope = await platform.access.require(platform.db, actor, guard);
    return { app: actor.app, realm: actor.realm, actor, scope };
  }
  const app = appOf(request);
  const realm = realmOf(request, app);
  const linkId = wardLinkOf(request);
  if (linkId !== null && !isForWards(guard)) throw new Problem(commonProblems.not_for_ward);
  const audience = app && realm ? { app, realm } : null;
  const token =
    audience &&
    request.cookies[cookieName(audience.app, audience.realm, isSecure(platform, request))];
  if (typeof guard === 'object' && guard.kind === 'unverified') {
    if (!token || !guard.apps.includes(audience.app))
      throw new Problem(commonProblems.not_signed_in);
    const session = unverifiedSessionOf(
      platform,
      { ...audience, personId: expectedOf(request) },
      token,
      linkId,
    );
    if (!(Number(request.headers['content-length']) <= strangersBodyLimit)) await session.verify();
    return { app, realm, actor: null, session };
  }
  const found = token
    ? await platform.sessions.resolve(token, audience.app, audience.realm, {
        nobodyAsked: request.headers['x-anxing-unattended'] !== undefined,
      })
    : new Problem(commonProblems.not_signed_in);
  if (typeof guard === 'object' && guard.kind === 'public') {
    return { app, realm, actor: found instanceof Problem ? null : found };
  }
  const actor = signedInActor(found);
  requireExpected(actor, expectedOf(request));
  if (typeof guard === 'string') {
    if (actor.mustFinish) throw new Problem(commonProblems.not_signed_in);
    return { app, realm, actor, scope: await platform.access.require(platform.db, actor, guard) };
  }
  if (!guard.apps.includes(actor.app)) throw new Problem(commonProblems.not_signed_in);
  if (actor.mustFinish && !guard.unfinished) throw new Problem(commonProblems.must_finish);
  return { app, realm, actor, self: await scopeOf(platform, actor, linkId) };
}

/** The key that another system shows as `Authorization: Bearer …`. */
function apiKeyOf({ headers: { authorization = '' } }: FastifyRequest): string | null {
  const shown = /^Bearer (\S{1,200})$/i.exec(authorization)?.[1];
  return shown?.startsWith(apiKeyPrefix) ? shown : null;
}

function signedInActor(found: Actor | Problem): Actor {
  if (found instanceof Problem) throw found;
  return found;
}

function unverifiedSessionOf(
  platform: Platform,
  expected: Pick<UnverifiedSession, 'app' | 'realm' | 'personId'>,
  token: string,
  linkId: string | null,
): UnverifiedSession {
  const { app, realm, personId } = expected;
  const verify = async () => {
    const actor = signedInActor(await platform.sessions.resolve(token, app, realm));
    requireExpected(actor, personId);
    if (actor.mustFinish) throw new Problem(commonProblems.must_finish);
    return { actor, self: await scopeOf(platform, actor, linkId) };
  };
  const tokenHash = linkId === null ? platform.sessions.hashOf(token) : '';
  return { ...expected, tokenHash, verify };
}

/** One's own, or that of the ward whom the request names by a link. */
async function scopeOf(
  { db, wards }: Platform,
  actor: Actor,
  linkId: string | null,
): Promise<SelfScope> {
  if (linkId === null) return selfScope(actor);
  const ward = isId.test(linkId) ? await wards.find(db, actor, linkId) : undefined;
  if (!ward) throw new Problem(commonProblems.not_your_ward);
  return wardScope(actor, ward);
}

const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether carers may ask for it: what a guard does not say is for oneself alone. */
function isForWards(guard: Guard): boolean {
  return typeof guard === 'object' && 'wards' in guard && guard.wards === true;
}

/** The link by which a carer asks for a ward; links say it as `?for=`. */
function wardLinkOf(request: FastifyRequest): string | null {
  const named = request.headers['x-anxing-for'] ?? (request.query as { for?: unknown })?.for;
  return named === undefined ? null : String(named);
}

/**
 * The person whom a page says that it asks for. The tabs of a browser share the session, and somebody
 * else may have signed in since the page was opened: what one person filled in is not taken as
 * another's, and nothing of the one is shown to the other. Links say it as `?person=`.
 */
function expectedOf(request: FastifyRequest): string | null {
  const named =
    request.headers['x-anxing-person'] ?? (request.query as { person?: unknown })?.person;
  return typeof named === 'string' ? named.toLowerCase() : null;
}

function requireExpected({ personId }: Actor, expected: string | null): void {
  if (expected !== null && personId !== expected) {
    throw new Problem(commonProblems.somebody_else);
  }
}

/** Each app says which one it is; its cookie is worth nothing to the others. Links say it as `?app=`. */
function appOf(request: FastifyRequest): App | null {
  const named = request.headers['x-anxing-app'] ?? (request.query as { app?: unknown })?.app;
  return apps.find((app) => app === named) ?? null;
}

/** Participants' apps also say which realm they are in; links say it as `?realm=`. */
function realmOf(request: FastifyRequest, app: App | null): string | null {
  if (staffApps.some((each) => each === app)) return staffRealm;
  const named = request.headers['x-anxing-realm'] ?? (request.query as { realm?: unknown })?.realm;
  return typeof named === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(named) ? named : null;
}

/**
 * A page of another site must not write with a visitor's cookie, nor have a link open what only the
 * app's own pages link to: an export is a look at people, noted in the name of whoever is signed in.
 * Browsers of the last years say from where they come, where the connection is safe.
 */
export function checkOrigin(request: FastifyRequest, origins: string[]): void {
  const { origin, 'sec-fetch-site': from = 'same-origin' } = request.headers;
  if (request.method === 'GET' || request.method === 'HEAD') {
    const isLink = (request.query as { app?: unknown })?.app !== undefined;
    if (isLink && from !== 'same-origin') throw new Problem(commonProblems.wrong_origin);
    return;
  }
  if (origin === undefined) return;
  if (origins.includes(origin)) return;
  if (origin === `${request.protocol}://${request.host}`) return;
  throw new Problem(commonProblems.wrong_origin);
}
