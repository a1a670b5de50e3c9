import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { temporaryFolder } from '../platform/embedded-account.ts';
import { FolderInUseError, lockFolder } from '../platform/folder-lock.ts';
import { openInstallation } from './open.ts';

const silent = { info: () => {}, error: () => {} };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(temporaryFolder(), 'anxing-open-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('refuses a data folder that another server uses, whatever its database', async () => {
  // Nothing listens there: the folder is looked at first.
  const settings = { ANXING_DATA: folder, DATABASE_URL: 'postgres://127.0.0.1:1/none', PORT: '0' };
  const open = () => openInstallation(readConfig(settings, []), silent);
  const lock = lockFolder(folder);
  await expect(open()).rejects.toThrow(FolderInUseError);
  lock.release();
  await expect(open()).rejects.not.toThrow(FolderInUseError);
  lockFolder(folder).release();
});
