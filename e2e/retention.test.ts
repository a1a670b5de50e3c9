import { sql } from 'kysely';
import { expect, inject, it, onTestFinished } from 'vitest';
import { rookery } from '../forms/testing/rookery.ts';
import { insertGrant } from '../modules/access/public.ts';
import { createProgramme, enrolPeople } from '../modules/programmes/public.ts';
import type { Platform } from '../platform/platform.ts';
import { keepPicture, openDevice, pc } from './browser.ts';
import { enterConsole } from './demo.ts';
import { barriers } from './page-checks.ts';
import { startWithRookery } from './rookery.ts';
import { openTwoOfficers } from './two-officers.ts';

/** A keeping time is changed, and a dry run made and dropped: whoever made it cannot confirm it. */

it('counts what would be deleted, and leaves its confirmation to somebody else', async () => {
  const url = inject('demoUrl');
  const { page, wrong, putAway } = await openDevice({ ...pc, locale: 'en-GB' });
  onTestFinished(putAway);
  await enterConsole(page.context(), 'admin');
  await page.goto(`${url}/console/retention`);
  await page.getByRole('heading', { name: 'Data retention', level: 1 }).waitFor();
  const games = page.getByRole('row').filter({ hasText: '6 Mar 2022' });
  await games.getByText('3 Sept 2022').waitFor();
  await games.getByRole('button', { name: 'Change time' }).click();
  const days = page.getByLabel('Days kept after the last day');
  for (const typed of ['a month', '0', '3651', '1.5']) {
    await days.fill(typed);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A whole number from 1 to 3,650, please.').waitFor();
    expect(await days.inputValue()).toBe(typed);
  }
  await days.fill('30');
  await page.getByText('may be deleted from 6 Apr 2022 on').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await games.getByText('6 Apr 2022').waitFor();

  await games.getByRole('button', { name: 'Dry run' }).click();
  await games.getByRole('button', { name: 'View dry run' }).click();
  const found = page.getByRole('dialog');
  await found.getByText('Reports', { exact: true }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await found.getByText('You made this dry run: somebody else must confirm it.').waitFor();
  expect(await found.getByRole('button', { name: 'Confirm deletion' }).isDisabled()).toBe(true);
  await found.getByRole('button', { name: 'Drop' }).click();
  await found.waitFor({ state: 'hidden' });
  await games.getByRole('button', { name: 'Dry run' }).waitFor();
  expect(wrong).toEqual([]);
});

/** A programme that ended long ago, with people; and a second administrator. */
async function prepare(platform: Platform): Promise<void> {
  await platform.transaction(null, async (tx) => {
    const { rows } = await sql<{ placeId: number; hilda: string }>`
      select g.place_id as "placeId", p.id as hilda from persons p
      join grants g on g.person_id = p.id where p.name = 'Hilda'`.execute(tx.db);
    const { placeId, hilda } = rows[0] as (typeof rows)[number];
    await insertGrant(tx.db, {
      ...{ person_id: hilda, role: 'administrator', place_id: placeId },
      ...{ granted_at: tx.now, granted_by: null },
    });
    const programme = await createProgramme(tx, {
      ...{ content: rookery, code: 'moulted', place: { id: placeId } },
      ...{ startsOn: '2021-01-01', endsOn: '2021-03-31' },
    });
    const people = Array.from({ length: 1200 }, (_, nth) => ({
      identifiers: [{ kind: 'card' as const, value: `M${1000 + nth}` }],
      ...{ name: `Moulted ${nth}`, initial: '20190118', group: 'adelies' },
      organisation: { code: 'beach', zh: '海滩', en: 'Beach' },
      ...{ attributes: { visitor: false }, startsOn: '2021-01-04', endsOn: null },
    }));
    await enrolPeople(tx, programme, people);
  });
}

it('deletes what a second person confirms, who was told of it, and leaves a certificate', async () => {
  const server = await startWithRookery('王小明', 1, { prepare });
  const { hera, hilda, close } = await openTwoOfficers(server);
  onTestFinished(async () => {
    await close();
    await server.stop();
  });
  const row = ({ page }: typeof hera) => page.getByRole('row').filter({ hasText: '31 Mar 2021' });
  await hera.page.goto(`${server.url}/console/retention`);
  await row(hera).getByRole('button', { name: 'Dry run' }).click();
  await row(hera).getByRole('button', { name: 'View dry run' }).waitFor();
  const { page } = hilda;
  await page.goto(`${server.url}/console/p/rookery/overview`);
  const list = page.getByRole('region', { name: 'Waiting for you' });
  await list.getByText('One deletion waits for you to confirm it').waitFor();
  await list.getByRole('link', { name: 'Data retention' }).click();
  await row(hilda).getByRole('button', { name: 'View dry run' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1,200').first().waitFor();
  await keepPicture('dry-run', page, false);
  await dialog.getByRole('button', { name: 'Confirm deletion' }).click();
  await page.getByRole('button', { name: 'Confirm deletion' }).last().click();
  await row(hilda).getByText('Deleted', { exact: true }).waitFor();
  await row(hilda).getByRole('button', { name: 'Details' }).click();
  await dialog.getByRole('columnheader', { name: 'Deleted' }).waitFor();
  await keepPicture('deleted', page, false);
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  const certificate = page.getByRole('row').filter({ hasText: 'PDF' });
  await certificate.getByText('1,200').waitFor();
  await keepPicture('certificate', page);
  const files = await Promise.all(
    ['zh', 'en'].map(async (lang) => {
      const href = await certificate.getByRole('link', { name: 'PDF' }).getAttribute('href');
      const answer = await page.request.get(
        new URL((href ?? '').replace(/lang=\w+/, `lang=${lang}`), server.url).href,
      );
      return answer.body();
    }),
  );
  for (const file of files) expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByText('中文', { exact: true }).click();
  await page.getByRole('heading', { name: '数据保存期限' }).waitFor();
  await keepPicture('certificate-zh', page);
  expect([...hera.wrong, ...hilda.wrong]).toEqual([]);
});
