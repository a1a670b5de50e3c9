/** `npm run restore -- FOLDER` puts a saved copy into an installation that was never used. */
import { checkCopy, restoreInstallation } from '../platform/restoring.ts';
import { allMigrations } from './compose.ts';
import { openParts, runCopyCommand } from './copying.ts';

await runCopyCommand('restore', async (folder, config) => {
  const copy = await checkCopy(folder, await allMigrations());
  const parts = await openParts(config);
  try {
    await restoreInstallation(copy, parts);
  } finally {
    await parts.close();
  }
  const { tables, parts: pieces, savedAt } = copy.manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const files = pieces.length - tables.length - 1;
  console.log(
    `Restored what was saved at ${savedAt}: ${rows} rows, ${files} file(s) and the keys.`,
  );
  console.log(`It lies in ${config.dataDir}; npm start with the same settings goes on with it.`);
});
