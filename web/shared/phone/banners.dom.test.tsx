import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { system } from '../../../platform/system.ts';
import { type Loss, useLeaving } from '../participant/leaving.ts';
import { doing, now, openStage } from '../participant/testing/stage.tsx';
import { Banners } from './banners.tsx';
import { watchForUpdates } from './update.ts';

/** A page with a form. */
function Page({ loss }: { loss: Loss | null }) {
  useLeaving({ loss, isPending: false, store: async () => true });
  return <Banners offline="" />;
}

/** A newer version of the app is offered on the page. */
function offered(loss: Loss | null) {
  watchForUpdates('/m/');
  window.dispatchEvent(new Event('vite:preloadError'));
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
  reload.mockClear();
  const stage = openStage();
  stage.server.on(system.info, () => ({
    ...{ demo: false, empty: false, now: new Date(now).toISOString() },
    ...{ publicUrl: 'http://localhost', version: '1.0.0', sms: true },
  }));
  stage.draw(<Page loss={loss} />);
  const update = () => doing(() => void fireEvent.click(screen.getByText('Update')));
  return { reload, update };
}

test('a newer version takes over when the person says so', async () => {
  const { reload, update } = offered(null);
  await update();
  expect(reload).toHaveBeenCalledOnce();
});

test('a newer version waits for a photo that is being uploaded', async () => {
  const { reload, update } = offered('leaveUnderWay');
  await update();
  expect(reload).not.toHaveBeenCalled();
  expect(screen.getByText(/wait a moment/)).toBeDefined();
});
