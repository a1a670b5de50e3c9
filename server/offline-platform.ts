import { systemClock } from '../platform/clock.ts';
import { type Config, ConfigError } from '../platform/config.ts';
import { openKeys } from '../platform/crypto.ts';
import { type Installation, readInstallation } from '../platform/installation.ts';
import { openJobs } from '../platform/jobs.ts';
import { loadKeys } from '../platform/keys.ts';
import type { Platform } from '../platform/platform.ts';
import { noTransports } from '../platform/transports.ts';
import { compose } from './compose.ts';
import { openParts } from './copying.ts';

const ofEarlierVersion = ['42703', '42P01'];

/** What the data folder holds. Throws {@link ConfigError} where it holds nothing. */
export function requireInstallation(config: Config): Installation {
  const installation = readInstallation(config.dataDir);
  if (!installation) {
    throw new ConfigError(`There is no installation in ${config.dataDir}. Set ANXING_DATA.`);
  }
  return installation;
}

/** For commands: does something with the installation, whether its server runs or not. */
export async function withPlatform<T>(
  config: Config,
  work: (platform: Platform) => Promise<T>,
): Promise<T> {
  const keys = openKeys(await loadKeys(config.keysFile, false));
  const { database, filesFolder, close } = await openParts(config);
  try {
    const jobs = openJobs(database.db, () => undefined);
    const log = { info: () => undefined, error: () => undefined };
    const platform = compose({
      ...{ database, keys, filesFolder, jobs, log, clock: systemClock, transports: noTransports },
      ...{ demo: false, publicUrl: config.publicUrl },
    });
    return await work(platform);
  } catch (error) {
    if (!ofEarlierVersion.includes(String((error as { code?: unknown }).code))) throw error;
    throw new ConfigError('The database is of an earlier version. Start the server once first.');
  } finally {
    await close();
  }
}
