import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { family } from '../../../modules/family/contract.ts';
import { loadDrafts, saveDraft } from '../offline/drafts.ts';
import { findOrMakePhoneKey } from '../offline/phone-keys.ts';
import { cacheResponse, findCached } from '../offline/response-cache.ts';
import { inStore } from '../offline/store.ts';
import { useFamily } from './family.ts';
import { now, openStage, until } from './testing/stage.tsx';

const draftOf = (account: string) => ({ account, form: 'checkup', slot: '2024-04-10' });

test('what is kept of a ward is forgotten once there is no link to them, but not what was typed', async () => {
  const stage = openStage();
  const [standing, ended] = [randomUUID(), randomUUID()];
  const accounts = [stage.account, `${stage.account}/${standing}`, `${stage.account}/${ended}`];
  const keep = async (account: string) => {
    await cacheResponse(account, 'summary', { weight: 4 });
    await saveDraft(draftOf(account), { weight: 4 });
    await findOrMakePhoneKey(account);
  };
  await Promise.all(accounts.map(keep));
  stage.server.on(family.mine, () => ({
    links: [
      {
        ...{ id: standing, personId: randomUUID(), name: 'Pop', iCare: true, colour: null },
        ...{ since: new Date(now).toISOString(), confirmed: 'account' as const },
      },
    ],
    ...{ incoming: [], outgoing: [] },
  }));
  const { result } = stage.render(() => useFamily());
  await until(() => expect(result.current.data?.links).toHaveLength(1));
  await until(async () => {
    const cached = await Promise.all(accounts.map((each) => findCached(each, 'summary')));
    expect(cached).toEqual([{ weight: 4 }, { weight: 4 }, undefined]);
  });
  await until(async () => {
    const phoneKeys = await inStore((store) => store.phoneKeys.toArray(), []);
    expect(phoneKeys.map(({ id }) => id).sort()).toEqual(accounts.slice(0, 2));
  });
  const drafts = await Promise.all(accounts.map((each) => loadDrafts(draftOf(each))));
  expect(drafts.map(({ length }) => length)).toEqual([1, 1, 1]);
});
