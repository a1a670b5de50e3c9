import type { SignInWay } from '../../forms/programme.ts';
import { type App, commonProblems } from '../../platform/contract.ts';
import { Problem } from '../../platform/problems.ts';
import type { Realm } from './queries.ts';

/** The ways to sign in, each a file in `sign-in/`: those that a programme can offer, and that of staff. */
export type WayName = SignInWay['type'] | 'username';

/** Each app of a realm with its credential scope. */
export type RealmApps = Partial<Record<App, string>>;

/** A credential scope of a realm: by code and name. */
export type CredentialScope = { realm: string; scope: string };

/** The credential scope that opens the app. Throws `not_found` where the realm does not serve it. */
export function scopeOf(realm: Realm | undefined, app: App): string {
  const scope = realm?.apps[app];
  if (scope === undefined) throw new Problem(commonProblems.not_found);
  return scope;
}

/** The apps that credentials of this scope open. */
export function appsOf(realm: Realm, scope: string): App[] {
  const apps = Object.entries(realm.apps) as [App, string][];
  return apps.filter(([, each]) => each === scope).map(([app]) => app);
}
