import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { configureApi } from '../../shared/api.ts';
import { setLang } from '../../shared/i18n.ts';
import { EditPlace } from './edit-place.tsx';
import type { FoundPlace } from './place.ts';

beforeAll(() => {
  configureApi({ app: 'console' });
  return setLang('en');
});

const place: FoundPlace = {
  ...{ id: 3, parentId: 2, kind: 'organisation', code: 'nest', path: '/1/2/3/' },
  ...{ nameZh: '巢', nameEn: 'Nest', disabled: false, open: true, above: [] },
  ...{ regionCode: null, region: null, address: 'Shore 1', remark: null },
};

/** A server on which somebody else has changed the address in the meantime. */
function served(): object[] {
  const sent: object[] = [];
  let now: FoundPlace & { revision: string } = { ...place, revision: 'first' };
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const answer = (status: number, value: object) =>
      new Response(JSON.stringify(value), {
        status,
        headers: { 'x-anxing-now': '2022-01-20T04:00:00.000Z' },
      });
    if (method === 'GET') return answer(200, String(url).includes('/regions') ? [] : now);
    const given = JSON.parse(String(body));
    sent.push(given);
    if (sent.length > 1) return answer(200, place);
    now = { ...now, address: 'Shore 2', revision: 'second' };
    return answer(409, { code: 'place_changed', title: '', status: 409, type: '' });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return sent;
}

it('keeps what was typed beside what somebody else has changed, and saves on top of that', async () => {
  const sent = served();
  const onClose = vi.fn();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <App>
        <EditPlace place={place} onClose={onClose} />
      </App>
    </QueryClientProvider>,
  );
  onTestFinished(unmount);
  const name = await screen.findByLabelText('English name');
  fireEvent.change(name, { target: { value: 'New nest' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Address: now “Shore 2”');
  expect((name as HTMLInputElement).value).toBe('New nest');
  expect((screen.getByLabelText('Address') as HTMLInputElement).value).toBe('Shore 2');
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toMatchObject([
    { nameEn: 'New nest', address: 'Shore 1', revision: 'first' },
    { nameEn: 'New nest', address: 'Shore 2', revision: 'second' },
  ]);
});
