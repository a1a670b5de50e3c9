import { join, resolve } from 'node:path';
import type pg from 'pg';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/database.ts';
import { findEmbedded, startEmbedded } from '../platform/embedded.ts';
import { patientWaits } from '../platform/pool.ts';
import type { InstallationParts } from '../platform/saving.ts';
import { describeFailure } from './failure.ts';

/** The parts of an installation that a copy is made of or goes to. */
type OpenParts = InstallationParts & {
  database: Database;
  dataDir: string;
  close(): Promise<void>;
};

/**
 * Opens them without the server: on the database that runs already, or else on one that is started
 * for this alone.
 */
export async function openParts(config: Config): Promise<OpenParts> {
  const { connection, stop } = await openServer(config);
  const database = openDatabase(connection, { max: 2 }, patientWaits);
  return {
    database,
    pool: database.pool,
    filesFolder: join(config.dataDir, 'files'),
    keysFile: config.keysFile,
    dataDir: config.dataDir,
    close: async () => {
      await database.close();
      await stop();
    },
  };
}

async function openServer(
  config: Config,
): Promise<{ connection: pg.PoolConfig; stop: () => Promise<void> }> {
  const nothing = async () => {};
  if (config.databaseUrl) {
    const connectionString = config.databaseOwnerUrl ?? config.databaseUrl;
    return { connection: { connectionString }, stop: nothing };
  }
  const running = findEmbedded(config.dataDir);
  if (running) return { connection: running, stop: nothing };
  const embedded = await startEmbedded({ dataDir: config.dataDir });
  return { connection: embedded.owner, stop: embedded.stop };
}

/**
 * Runs `npm run <name> -- FOLDER`: reads the settings, hands over the folder, and says in one line
 * what is wrong when something is.
 */
export async function runCopyCommand(
  name: string,
  run: (folder: string, config: Config) => Promise<void>,
): Promise<void> {
  const [folder, ...rest] = process.argv.slice(2);
  try {
    if (!folder || rest.length > 0) {
      throw new ConfigError(`Name one folder: npm run ${name} -- FOLDER`);
    }
    // npm runs in the project's folder; a relative path is meant from where it was typed.
    const typedIn = process.env.INIT_CWD ?? process.cwd();
    const config = readConfig(process.env, []);
    if (config.dataNotice) console.log(config.dataNotice);
    await run(resolve(typedIn, folder), config);
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
  }
}
