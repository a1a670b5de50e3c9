/**
 * `npm run rotate-keys` has a new key sign codes from now on, whether the server runs or not; the server does so by
 * itself every three months. With `-- --withdraw` the former keys verify nothing any more: all codes, also those on
 * paper, must be made anew. For when a key may have become known to others.
 */
import { rotateKeys } from '../modules/codes/public.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { describeFailure } from './failure.ts';
import { requireInstallation, withPlatform } from './offline-platform.ts';

try {
  const config = readConfig(process.env, []);
  requireInstallation(config);
  const [option, ...more] = process.argv.slice(2);
  if (more.length > 0 || (option !== undefined && option !== '--withdraw')) {
    throw new ConfigError('The only option is --withdraw.');
  }
  const withdraw = option === '--withdraw';
  const { id, withdrawn } = await withPlatform(config, (platform) =>
    rotateKeys(platform, { withdraw }),
  );
  console.log(`The key ${id} signs from now on.`);
  if (withdraw) {
    console.log(
      `${withdrawn} former key(s) were withdrawn: phones fetch a new code as soon as they are online, ` +
        'and printed codes must be printed again.',
    );
  }
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
