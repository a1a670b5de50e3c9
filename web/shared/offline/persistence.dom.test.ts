import { expect, onTestFinished, test, vi } from 'vitest';
import { edit, openEditor, well } from '../participant/testing/editing.ts';
import { until } from '../participant/testing/stage.tsx';

/** A browser that has not been asked yet. */
function freshBrowser(persist: () => Promise<boolean>) {
  const storage = { persist: vi.fn(persist) };
  Object.defineProperty(navigator, 'storage', { value: storage, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'storage'));
  return storage;
}

test.each([
  ['refuses', async () => false],
  ['fails', () => Promise.reject(new TypeError('no'))],
])('the browser is asked once to keep what was typed, and may not: it %s', async (_, persist) => {
  const storage = freshBrowser(persist);
  const { stage, fill, unmount, draft } = await openEditor();
  expect(storage.persist).not.toHaveBeenCalled();
  await fill({ weight: 4 });
  unmount();
  await until(async () => expect(await draft()).toBeDefined());
  const again = await edit(stage);
  await again.fill({ weight: 5 });
  again.unmount();
  await until(async () => expect((await draft())?.values).toEqual({ weight: 5 }));
  expect(storage.persist).toHaveBeenCalledOnce();
});

test('the browser is asked to keep a report that waits', async () => {
  const storage = freshBrowser(async () => true);
  const { stage, fill, send } = await openEditor({ outbox: true });
  stage.server.online = false;
  await fill({ weight: 4, ...well });
  await send();
  expect(storage.persist).toHaveBeenCalledOnce();
});
