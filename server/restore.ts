/** `npm run restore -- FOLDER` puts a saved copy into an installation that was never used. */
import { restoreInstallation } from '../platform/restoring.ts';
import { allMigrations } from './compose.ts';
import { openParts, runCopyCommand } from './copying.ts';

await runCopyCommand('restore', async (folder, config) => {
  const parts = await openParts(config);
  try {
    const {
      tables,
      parts: pieces,
      savedAt,
    } = await restoreInstallation(folder, parts, await allMigrations());
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const files = pieces.length - tables.length - 1;
    console.log(
      `Restored what was saved at ${savedAt}: ${rows} rows, ${files} files and the keys.`,
    );
    console.log(`It lies in ${config.dataDir}; npm start goes on with it.`);
  } finally {
    await parts.close();
  }
});
