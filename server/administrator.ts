/**
 * `npm run administrator -- NAME` prints a link by which an administrator sets a new password, whether the server
 * runs or not. For whoever has the machine, when nobody is left who could let an administrator in.
 */
import { administratorLink } from '../modules/staff/public.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import { describeFailure } from './failure.ts';
import { requireInstallation, withPlatform } from './offline-platform.ts';

async function makeLink(config: Config, username: string | undefined): Promise<string> {
  if (requireInstallation(config).mode === 'demo') {
    throw new ConfigError(`${config.dataDir} is a demo: its page /demo lists the sign-ins.`);
  }
  const made = await withPlatform(config, (platform) => administratorLink(platform, username));
  if ('administrators' in made) throw new ConfigError(whom(made.administrators));
  return `${config.publicUrl}/console/link#token=${made.token}`;
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
