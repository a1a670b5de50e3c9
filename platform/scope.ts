import { type App, commonProblems, type PermissionName } from './contract.ts';
import type { Db } from './database.ts';
import type { Tx } from './platform.ts';
import { Problem } from './problems.ts';

/** The realm of all who work for an installation. */
export const staffRealm = 'staff';

/** Who makes a request. A participant signs in to a programme's realm, staff to the realm `staff`. */
export type Actor = {
  kind: 'participant' | 'staff';
  app: App;
  personId: string;
  realm: string;
  sessionId: string;
  /** Set while the account may do nothing but finish its first sign-in. */
  mustFinish: boolean;
};

declare const checked: unique symbol;

/**
 * What staff may touch: everything at or below these places. Made by {@link Access} alone, so that a
 * query cannot be called without a check having been made. `paths` are prefixes of `places.path`.
 */
export type PlaceScope = {
  readonly [checked]: true;
  readonly kind: 'places';
  readonly personId: string;
  readonly paths: readonly string[];
};

/** What a person may touch of their own; or a carer of what is their ward's. */
export type SelfScope = {
  readonly [checked]: true;
  readonly kind: 'self';
  /** Whose own it is: of a ward, not of the carer who asks. */
  readonly personId: string;
  readonly realm: string;
  /** Who asks for them, and by which link; null where they do so themselves. */
  readonly carer: { readonly personId: string; readonly linkId: string } | null;
};

/** Fulfilled by the module `access`; asked by every route that names a permission. */
export interface Access {
  /** The places for which the actor holds the permission. Throws `forbidden` when there are none. */
  require(db: Db, actor: Actor, permission: PermissionName): Promise<PlaceScope>;
  /** Names of all permissions that the actor holds anywhere. */
  permissionsOf(db: Db, actor: Actor): Promise<PermissionName[]>;
}

/** Fulfilled by the module `staff`: no change leaves a tree without anybody who administers it. */
export interface Administrators {
  /**
   * Makes a change by which somebody may lose what they may do; of two at once the second waits. Throws
   * `last_administrator` where nobody would be left, and `not_signed_in` where a change before this one has disabled
   * whoever makes it. Called before anything else is locked.
   */
  keep<T>(tx: Tx, change: () => Promise<T>): Promise<T>;
}

/** For {@link Access} and for work that the system itself does (jobs, set-up, tests): the scope of these places. */
export function placeScope(personId: string, paths: readonly string[]): PlaceScope {
  return { kind: 'places', personId, paths } as PlaceScope;
}

/** Everything: for jobs that act for nobody in particular. */
export function systemScope(): PlaceScope {
  return placeScope('00000000-0000-0000-0000-000000000000', ['/']);
}

/** The scope of whoever asks for data of their own. */
export function selfScope(actor: Pick<Actor, 'personId' | 'realm'>): SelfScope {
  const { personId, realm } = actor;
  return { kind: 'self', personId, realm, carer: null } as SelfScope;
}

/** The scope of whoever asks for a ward, by a link of which {@link Wards} says that it stands. */
export function wardScope(actor: Pick<Actor, 'personId' | 'realm'>, link: Ward): SelfScope {
  const { linkId, personId } = link;
  const carer = { personId: actor.personId, linkId };
  return { kind: 'self', personId, realm: actor.realm, carer } as SelfScope;
}

/** Somebody for whom another acts, and by which link. */
export type Ward = { linkId: string; personId: string };

/** Fulfilled by the module `family`: for whom beside themselves somebody may ask. */
export interface Wards {
  /** The ward of this link, if it stands, is the carer's own, and both belong to the realm; with `hold` it stands until the transaction ends. */
  find(
    db: Db,
    carer: Pick<Actor, 'personId' | 'realm'>,
    linkId: string,
    options?: { hold: boolean },
  ): Promise<Ward | undefined>;
}

/** Has a carer's link stand until the transaction ends; nothing to do for one's own. Throws `not_your_ward`. */
export async function holdLink(wards: Wards, db: Db, self: SelfScope): Promise<void> {
  const { carer, realm } = self;
  if (!carer) return;
  const { personId, linkId } = carer;
  const ward = await wards.find(db, { personId, realm }, linkId, { hold: true });
  if (ward?.personId !== self.personId) throw new Problem(commonProblems.not_your_ward);
}

/** What every key of another system begins with, so that one that was left lying about is known for what it is. */
export const apiKeyPrefix = 'axk_';

/** Fulfilled by the module `staff`: on whose behalf another system asks, which has a key and no session. */
export interface ApiKeys {
  /** As a member of staff; or why the key is worth nothing: `not_signed_in`, `key_expired`, `key_stopped`. */
  resolve(key: string): Promise<Actor | Problem>;
}

/** Fulfilled by the module `people`: who stands behind a session's cookie. */
export interface Sessions {
  /**
   * Who is signed in by a token; or why nobody is: `not_signed_in`, or that they were withdrawn. It counts as
   * a use of the session, unless it is a question that `nobodyAsked`.
   */
  resolve(
    token: string,
    app: App,
    realm: string,
    options?: { nobodyAsked: boolean },
  ): Promise<Actor | Problem>;
  /** What is kept of a token, in hexadecimal digits: by it a query finds the session. */
  hashOf(token: string): string;
}

/**
 * A session's cookie that nobody has looked up yet: for actions that are asked so often that the
 * statement which does the work also looks up the session. Whatever an action gives or keeps by
 * other means, it first calls {@link UnverifiedSession.verify}.
 */
export type UnverifiedSession = {
  app: App;
  realm: string;
  /**
   * Nobody's where the request is for a ward: a statement that looks the session up finds its owner, and what is the
   * ward's goes the longer way.
   */
  tokenHash: string;
  /** The person whom the request is for, as it says; null where it does not. The session must be theirs. */
  personId: string | null;
  /**
   * Looks the session up. Throws `not_signed_in`, `somebody_else`, `must_finish`, or that the person was
   * withdrawn.
   */
  verify(): Promise<{ actor: Actor; self: SelfScope }>;
};
