import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { otters } from '../../../forms/testing/otters.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { configureApi } from '../../shared/api.ts';
import { setLang } from '../../shared/i18n.ts';
import type { Programme } from './programme.tsx';
import { SmsNotice } from './sms-notice.tsx';

beforeAll(() => {
  configureApi({ app: 'console' });
  return setLang('en');
});
afterAll(() => setLang('en'));

const none = /No provider of short messages is set/;
const usedUp = /no codes are sent for now/;

/** What is told of a programme; `asked` when all that is asked was answered. */
function drawn(given: { sms: boolean; usedUp?: boolean; phones?: boolean; may?: string[] }) {
  const { sms, usedUp: isUsedUp = false, phones = true, may = ['programme.change'] } = given;
  const answers = { info: { sms }, use: { usedUp: isUsedUp } };
  const urls: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    urls.push(String(url));
    const answer = String(url).includes('/codes/use') ? answers.use : answers.info;
    return new Response(JSON.stringify(answer), {
      headers: { 'x-anxing-now': '2022-01-20T04:00:00.000Z' },
    });
  });
  const definition = phones ? otters : penguins;
  const programme = { id: 7, definition, mayOnAll: may } as unknown as Programme;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <SmsNotice programme={programme} />
    </QueryClientProvider>,
  );
  onTestFinished(() => {
    unmount();
    vi.unstubAllGlobals();
  });
  const asked = () =>
    vi.waitFor(() => expect(client.isFetching() === 0 && urls.length > 0).toBe(true));
  return { asked, urls };
}

it('tells whoever runs a programme with phones that nothing can be sent', async () => {
  drawn({ sms: false });
  await screen.findByText(none);
});

it('tells them that nothing is sent for now', async () => {
  drawn({ sms: true, usedUp: true });
  await screen.findByText(usedUp);
});

it.each([
  ['where messages are sent', { sms: true }, 2],
  ['whoever may not change that', { sms: false, may: [] }, 1],
  ['of a programme without phones', { sms: false, phones: false }, 1],
])('tells nothing %s', async (_, given, asks) => {
  const { asked, urls } = drawn(given);
  await asked();
  await vi.waitFor(() => expect(urls).toHaveLength(asks));
  await asked();
  expect(screen.queryByText(none)).toBeNull();
  expect(screen.queryByText(usedUp)).toBeNull();
});
