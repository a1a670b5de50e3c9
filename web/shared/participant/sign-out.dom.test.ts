import { describe, expect, test, vi } from 'vitest';
import { people } from '../../../modules/people/contract.ts';
import { countDrafts, saveDraft } from '../offline/drafts.ts';
import { countUnsent, outboxOf } from '../offline/outbox.ts';
import { useSigningOut } from './sign-out.ts';
import { openEditor } from './testing/editing.ts';
import { ok } from './testing/fake-server.ts';
import { outwait, silenceStorage } from './testing/silent-storage.ts';
import { doing, openStage, stopTimers } from './testing/stage.tsx';

const entry = {
  ...{ id: 'r1', subject: 'weigh-in|2024-04-10', about: { form: 'weigh-in' } },
  ...{ earlier: [], content: { weight: 4 } },
};

/** Somebody who has a draft and an unsent report on this device. */
async function withUnsent() {
  const stage = openStage();
  stage.server.on(people.signOut, () => ok);
  const { account } = stage;
  await saveDraft({ account, form: 'weigh-in', slot: '2024-04-09' }, { weight: 3 });
  await outboxOf(account)?.send(entry, async () => ({ kind: 'failed', error: null }));
  const { result } = stage.renderOutside(() => useSigningOut(stage.me));
  const held = async () => [await countDrafts(account), await countUnsent(account)];
  return { stage, result, held };
}

describe('signing out', () => {
  test('concerns what was filled in for wards, too', async () => {
    const { stage, result } = await withUnsent();
    const ofWard = `${stage.account}/0198d1c6-0000-7000-8000-000000000002`;
    await saveDraft({ account: ofWard, form: 'weigh-in', slot: '2024-04-09' }, { weight: 3 });
    const parcel = { ...entry, id: 'r2' };
    await outboxOf(ofWard)?.send(parcel, async () => ({ kind: 'failed', error: null }));
    const held = async () => [await countDrafts(ofWard), await countUnsent(ofWard)];
    expect(await held()).toEqual([1, 1]);
    expect(await countUnsent(stage.account)).toBe(2);
    await doing(() => result.current.leave(true));
    expect(await held()).toEqual([0, 0]);
  });

  test('says first what would stay on this device', async () => {
    const { result, held } = await withUnsent();
    expect(await held()).toEqual([1, 1]);
    expect(await result.current.findUnsent()).toHaveLength(2);
    const { result: nothing } = openStage().renderOutside(() =>
      useSigningOut({ ...openStage().me }),
    );
    expect(await nothing.current.findUnsent()).toEqual([]);
  });

  test('says, too, what was typed and could not be stored', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { stage, fill, unmount } = await openEditor({ app: 'desk' });
    const { result } = stage.renderOutside(() => useSigningOut(stage.me));
    expect(await result.current.findUnsent()).toEqual([]);
    await fill({ weight: 4 });
    expect(await doing(() => result.current.findUnsent())).toEqual([
      expect.stringMatching(/not saved or submitted/),
    ]);
    unmount();
    expect(await result.current.findUnsent()).toEqual([]);
  });

  test('does not wait for a storage that never answers', async () => {
    const { stage, fill } = await openEditor({ app: 'desk' });
    const { result } = stage.renderOutside(() => useSigningOut(stage.me));
    stopTimers();
    await silenceStorage();
    await fill({ weight: 4 });
    const told = vi.fn();
    void result.current.findUnsent().then(told);
    await outwait(() => expect(told).toHaveBeenCalledOnce());
    expect(told).toHaveBeenCalledWith([expect.stringMatching(/not saved or submitted/)]);
  });

  test('counts what was typed a moment ago as a draft', async () => {
    const { stage, fill } = await openEditor({ app: 'desk' });
    const { result } = stage.renderOutside(() => useSigningOut(stage.me));
    await fill({ weight: 4 });
    expect(await doing(() => result.current.findUnsent())).toEqual([
      expect.stringMatching(/a draft/),
    ]);
  });

  test('leaves it there, or throws it away', async () => {
    const { stage, result, held } = await withUnsent();
    await doing(() => result.current.leave(false));
    expect(await held()).toEqual([1, 1]);
    await doing(() => result.current.leave(true));
    expect(await held()).toEqual([0, 0]);
    expect(stage.server.requests(people.signOut)).toHaveLength(2);
  });

  test('throws nothing away while it does not succeed', async () => {
    const { stage, result, held } = await withUnsent();
    stage.server.online = false;
    await expect(result.current.leave(true)).rejects.toMatchObject({ code: 'offline' });
    expect(await held()).toEqual([1, 1]);
  });
});
