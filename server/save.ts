/** `npm run save -- FOLDER` saves database, files and keys, whether the server runs or not. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readInstallation } from '../platform/installation.ts';
import { CopyError } from '../platform/saved-copy.ts';
import { saveInstallation } from '../platform/saving.ts';
import { openParts, runCopyCommand } from './copying.ts';

await runCopyCommand('save', async (folder, config) => {
  const installation = readInstallation(config.dataDir);
  if (!installation) {
    throw new CopyError(`There is no installation in ${config.dataDir}. Set ANXING_DATA.`);
  }
  const { version } = JSON.parse(
    await readFile(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
  ) as { version: string };
  const parts = await openParts(config);
  try {
    const about = { product: version, installation, now: new Date() };
    const { rows, tables, files, bytes, missingFiles } = await saveInstallation(
      parts,
      folder,
      about,
    );
    const size = `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    console.log(`Saved ${rows} rows of ${tables} tables, ${files} file(s) and the keys: ${size}.`);
    if (missingFiles > 0) {
      console.error(
        `${missingFiles} file(s) that the database names are not in ${parts.filesFolder}: the copy lacks them.`,
      );
      process.exitCode = 1;
    }
    console.log(`The copy in ${folder} holds the keys: keep it as safe as the data itself.`);
  } finally {
    await parts.close();
  }
});
