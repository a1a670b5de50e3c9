import type { FastifyReply, FastifyRequest } from 'fastify';
import type {
  App,
  BodyOf,
  Endpoint,
  ParamsOf,
  PermissionName,
  QueryOf,
  ResponseOf,
} from './contract.ts';
import type { Platform } from './platform.ts';
import type { Actor, PlaceScope, SelfScope, UnverifiedSession } from './scope.ts';

/** A route for everybody, signed in or not. */
export const isPublic = { kind: 'public' } as const;

type SignedIn = {
  kind: 'signedIn';
  apps: readonly App[];
  /** Open also to an account that has not finished its first sign-in. */
  unfinished?: boolean;
  /** Open also to a carer, on data of a ward. */
  wards?: boolean;
};

/** A route for whoever is signed in to one of these apps, on data of their own. */
export function signedIn(...apps: App[]): SignedIn {
  return { kind: 'signedIn', apps };
}

/** As {@link signedIn}, and open to an account that still has to finish its first sign-in. */
export function signedInOrUnfinished(...apps: App[]): SignedIn {
  return { kind: 'signedIn', apps, unfinished: true };
}

type Unverified = { kind: 'unverified'; apps: readonly App[]; wards?: boolean };

/**
 * As {@link signedIn}, but the action finds out itself whether the session is good: see {@link UnverifiedSession}.
 * Who shows no cookie, or sends more than strangers may, is turned away before the action all the same.
 */
export function unverifiedSession(...apps: App[]): Unverified {
  return { kind: 'unverified', apps };
}

/** The same guard, open also to carers: they name the link to a ward, and the scope is the ward's own. */
export function alsoForWards<G extends SignedIn | Unverified>(guard: G): G {
  return { ...guard, wards: true };
}

/** Who may call a route. The name of a permission opens it to staff who hold that permission somewhere. */
export type Guard = typeof isPublic | SignedIn | Unverified | PermissionName;

type Identity<G extends Guard> = G extends PermissionName
  ? { actor: Actor; scope: PlaceScope }
  : G extends SignedIn
    ? { actor: Actor; self: SelfScope }
    : G extends Unverified
      ? { session: UnverifiedSession }
      : { actor: Actor | null };

/** What a handler gets: checked input, and who asks within which scope. */
type Call<E extends Endpoint, G extends Guard> = Identity<G> & {
  platform: Platform;
  app: App | null;
  /** Where the request would sign in, or is signed in. */
  realm: string | null;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  request: FastifyRequest;
  reply: FastifyReply;
};

type Answer<E extends Endpoint> = E['response'] extends 'stream'
  ? Promise<FastifyReply>
  : Promise<ResponseOf<E>>;

type Placed = Endpoint & { module: string; url: string };

export type Route = {
  endpoint: Placed;
  guard: Guard;
  handle(call: never): Promise<unknown>;
};

/** Binds an endpoint of the contract to who may call it and to what it does. */
export function route<E extends Placed, G extends Guard>(
  endpoint: E,
  guard: G,
  handle: (call: Call<E, G>) => Answer<E>,
): Route {
  return { endpoint, guard, handle: handle as Route['handle'] };
}
