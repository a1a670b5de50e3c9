import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { saveDraft } from '../offline/drafts.ts';
import { edit, today, well } from './testing/editing.ts';
import { refusal } from './testing/fake-server.ts';
import { changing, withPhotos } from './testing/programmes.ts';
import { reportsOf } from './testing/reports.ts';
import { doing, openStage, type Stage, until } from './testing/stage.tsx';

const [there, gone] = [randomUUID(), randomUUID()];

/** Opens a form in which these photos were chosen before; the server keeps one of them. */
async function reopen(pictures: string[], network: Partial<Stage['server']> = {}) {
  const stage = openStage({ programme: withPhotos(changing) });
  reportsOf(stage);
  stage.server.on(reports.photo, ({ params }) => {
    if (params.id === there) return null;
    throw refusal(commonProblems.not_found);
  });
  Object.assign(stage.server, network);
  const key = { account: stage.account, form: 'weigh-in', slot: today };
  const attempt = { day: today, basedOn: 0, earlier: [] };
  await saveDraft(key, { attempt, values: { weight: 4, moulting: false, pictures } });
  return { stage, ...(await edit(stage)) };
}

test('a photo that the server does not keep any more is told at its field, and all else stays', async () => {
  const { result, fill } = await reopen([there, gone]);
  const { filling } = result.current;
  await until(() => expect(result.current.filling.issueAt('pictures')?.code).toBe('photo_missing'));
  expect(result.current.filling.values).toEqual({
    ...{ weight: 4, moulting: false, pictures: [there] },
  });
  // Nothing else is found fault with that the person has not come to yet.
  expect(result.current.filling.shownIssues).toHaveLength(1);
  expect(result.current.broughtBack).toBe(true);
  await fill({ pictures: [there, randomUUID()], ...well });
  expect(result.current.filling.shownIssues).toEqual([]);
  expect(filling.valueAt('weight')).toBe(4);
});

test('the last photo of a field leaves it empty', async () => {
  const { result } = await reopen([gone]);
  await until(() => expect(result.current.filling.issueAt('pictures')?.code).toBe('photo_missing'));
  expect(result.current.filling.values.pictures).toBeUndefined();
});

test('photos that are there, or of which nobody knows, stay', async () => {
  const { stage, result } = await reopen([there]);
  await until(() => expect(stage.server.requests(reports.photo)).toHaveLength(1));
  expect(result.current.filling.values.pictures).toEqual([there]);
  expect(result.current.filling.shownIssues).toEqual([]);
});

const notThere = (method?: string) =>
  method === 'HEAD' ? new Response(null, { status: 404 }) : null;

test.each([
  ['there is no network', { online: false }],
  ['a gateway answers', { inBetween: notThere }],
])('all photos stay where %s', async (_, network) => {
  const { result } = await reopen([there, gone], network);
  await doing(() => sleep(50));
  expect(result.current.filling.values.pictures).toEqual([there, gone]);
});
