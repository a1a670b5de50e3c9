import { afterEach, expect, inject, it } from 'vitest';
import { access } from '../modules/access/contract.ts';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { tickPermission } from './console.ts';
import { ask, enterConsole } from './demo.ts';

/** An administrator makes a role, and changes it while somebody else does the same. */

const url = inject('demoUrl');

let device: Device;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('roles', { page: device.page });
  await device.putAway();
  expect(device.wrong).toEqual([]);
});

it('adds a role, merges what two typed, says what a change does, and keeps a role that is held', async () => {
  device = await openDevice({ ...pc, locale: 'en-GB' });
  const { page } = device;
  const context = page.context();
  await enterConsole(context, 'admin');
  await page.goto(`${url}/console/roles`);
  await page.getByRole('button', { name: 'Add role' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByText('This field is required.').first().waitFor();
  await drawer.getByLabel('Name (Chinese)').fill('值班员');
  await drawer.getByLabel('Name (English)').fill('Duty officer');
  // By keyboard: what was found, without sending the form.
  await drawer.getByLabel('Find a permission').fill('export rosters');
  await page.keyboard.press('Enter');
  await drawer.getByText('Export rosters').click({ trial: true });
  await tickPermission(page, 'Export rosters');
  await drawer.getByLabel('Find a permission').fill('');
  await tickPermission(page, 'View rosters');
  await drawer.getByText('2 selected').waitFor();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Role added').waitFor();

  // Somebody else changes the role while its form is open here.
  await page.getByRole('row', { name: /Duty officer/ }).click();
  await drawer.getByLabel('Description').fill('Looks after the list at night');
  await tickPermission(page, 'View programmes');
  const found = await ask(context, access.managedRoles, {
    app: 'console',
    body: { search: 'Duty officer' },
  });
  const [role] = found.items;
  if (!role) throw new Error('The role was not added.');
  const { code, zh: nameZh, version } = role;
  await ask(context, access.changeRole, {
    app: 'console',
    params: { code },
    body: {
      ...{ nameZh, nameEn: 'Officer on duty', description: '', version },
      permissions: [...role.permissions, 'place.read'],
    },
  });
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByText('Name changed to 值班员 / Officer on duty').waitFor();
  await drawer.getByText('Permissions added: View organisations').waitFor();
  expect(await drawer.getByLabel('Name (English)').inputValue()).toBe('Officer on duty');
  expect(await drawer.getByLabel('Description').inputValue()).toContain('at night');
  await drawer.getByText('4 selected').waitFor();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('cell', { name: 'Looks after the list at night' }).waitFor();

  // A role that people hold: what they gain and lose is said first.
  await page.getByRole('row', { name: /Reader/ }).click();
  await tickPermission(page, 'Export rosters');
  await drawer.getByRole('button', { name: 'Save' }).click();
  const question = page.getByRole('dialog', { name: 'Change permissions?' });
  await question.getByText(/\d+ (people gain|person gains): Export rosters/).waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();

  await page.getByRole('button', { name: 'More for Reader' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Show who', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Who holds “Reader”' })
    .getByText('reader', { exact: true })
    .waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'More for Officer on duty' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('Role deleted').waitFor();
});
