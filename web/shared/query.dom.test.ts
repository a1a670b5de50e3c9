import { onlineManager, useQuery } from '@tanstack/react-query';
import { expect, onTestFinished, test, vi } from 'vitest';
import { doing, openStage, until } from './participant/testing/stage.tsx';

test('a page that was opened without a network asks anew once there is one', async () => {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  onTestFinished(() => {
    onLine.mockRestore();
    onlineManager.setOnline(true);
  });
  const stage = openStage();
  const asked = vi.fn(async () => 'stored');
  const { result } = stage.render(() => useQuery({ queryKey: ['pebbles'], queryFn: asked }));
  await until(() => expect(result.current.data).toBe('stored'));
  expect(asked).toHaveBeenCalledOnce();
  onLine.mockReturnValue(true);
  await doing(() => void window.dispatchEvent(new Event('online')));
  await until(() => expect(asked).toHaveBeenCalledTimes(2));
});
