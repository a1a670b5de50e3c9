/**
 * `npm run administrator -- NAME` prints a link by which an administrator sets a new password, whether the server
 * runs or not. For whoever has the machine, when nobody is left who could let an administrator in.
 */
import { administratorLink } from '../modules/staff/public.ts';
import { systemClock } from '../platform/clock.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import { openKeys } from '../platform/crypto.ts';
import { readInstallation } from '../platform/installation.ts';
import { openJobs } from '../platform/jobs.ts';
import { loadKeys } from '../platform/keys.ts';
import { noTransports } from '../platform/transports.ts';
import { compose } from './compose.ts';
import { openParts } from './copying.ts';
import { describeFailure } from './failure.ts';

const undefinedColumn = '42703';

async function makeLink(config: Config, username: string | undefined): Promise<string> {
  const installation = readInstallation(config.dataDir);
  if (!installation) {
    throw new ConfigError(`There is no installation in ${config.dataDir}. Set ANXING_DATA.`);
  }
  if (installation.mode === 'demo') {
    throw new ConfigError(`${config.dataDir} is a demo: its page /demo lists the sign-ins.`);
  }
  const keys = openKeys(await loadKeys(config.keysFile, false));
  const { database, filesFolder, close } = await openParts(config);
  try {
    const jobs = openJobs(database.db, () => undefined);
    const log = { info: () => undefined, error: () => undefined };
    const platform = compose({
      ...{ database, keys, filesFolder, jobs, log, clock: systemClock, transports: noTransports },
      ...{ demo: false, publicUrl: config.publicUrl },
    });
    const made = await administratorLink(platform, username);
    if ('administrators' in made) throw new ConfigError(whom(made.administrators));
    return `${config.publicUrl}/console/link#token=${made.token}`;
  } catch (error) {
    if ((error as { code?: unknown }).code !== undefinedColumn) throw error;
    throw new ConfigError('The database is of an earlier version. Start the server once first.');
  } finally {
    await close();
  }
}

function whom(administrators: string[]): string {
  return administrators.length > 0
    ? `Name one administrator: npm run administrator -- NAME. There are: ${administrators.join(', ')}.`
    : 'There is no administrator yet. Restart the server: it prints a link that makes the first one.';
}

try {
  const config = readConfig(process.env, []);
  const link = await makeLink(config, process.argv[2]);
  console.log('This link sets a new password, once, within an hour:\n');
  console.log(`  ${link}\n`);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
