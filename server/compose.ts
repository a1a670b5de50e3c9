import { join } from 'node:path';
import { grantedAccess } from '../modules/access/public.ts';
import { wardsByLinks } from '../modules/family/public.ts';
import { sessions } from '../modules/people/public.ts';
import { permissionGroups, permissions } from '../modules/registry.ts';
import { administrators, resolveApiKeys } from '../modules/staff/public.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keys } from '../platform/crypto.ts';
import { type Database, type Migration, readMigrations } from '../platform/database.ts';
import type { EventHandler } from '../platform/events.ts';
import { localFiles } from '../platform/files.ts';
import type { Jobs } from '../platform/jobs.ts';
import { type Log, type Platform, transactions } from '../platform/platform.ts';
import type { Transports } from '../platform/transports.ts';
import { modules } from './modules.ts';

export type Parts = {
  database: Database;
  keys: Keys;
  filesFolder: string;
  clock: Clock;
  jobs: Jobs;
  transports: Transports;
  log: Log;
  demo: boolean;
  publicUrl: string;
  boundariesFolder?: string | undefined;
};

/**
 * Joins the parts and the modules. The one place where the interfaces of `platform` meet those who
 * fulfil them. Tests and measurements bring event handlers of their own.
 */
export function compose(parts: Parts, more: EventHandler[] = []): Platform {
  const handlers = [...modules.flatMap((module) => module.handlers ?? []), ...more];
  const platform: Platform = {
    db: parts.database.db,
    clock: parts.clock,
    keys: parts.keys,
    files: localFiles(parts.filesFolder, parts.clock, parts.keys),
    jobs: parts.jobs,
    transports: parts.transports,
    access: grantedAccess(permissions),
    permissions,
    permissionGroups,
    administrators,
    sessions: {
      resolve: (...who) => sessions(platform).resolve(...who),
      hashOf: (token) => sessions(platform).hashOf(token),
    },
    wards: wardsByLinks(parts.clock),
    apiKeys: { resolve: (key) => resolveApiKeys(platform).resolve(key) },
    demo: parts.demo,
    publicUrl: parts.publicUrl,
    boundariesFolder: parts.boundariesFolder ?? null,
    log: parts.log,
    ...transactions(parts.database, handlers, () => platform),
  };
  return platform;
}

/** Every migration of the platform and of the modules, in the order in which they are applied. */
export async function allMigrations(): Promise<Migration[]> {
  const root = join(import.meta.dirname, '..');
  const folders = [
    { name: 'platform', folder: join(root, 'platform') },
    ...modules.map(({ name, folder }) => ({ name, folder })),
  ];
  const lists = await Promise.all(
    folders.map(({ name, folder }) => readMigrations(name, join(folder, 'migrations'))),
  );
  return lists.flat();
}
