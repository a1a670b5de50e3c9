import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, Form } from 'antd';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { configureApi } from '../../shared/api.ts';
import { setLang } from '../../shared/i18n.ts';
import { type Programme, ProgrammeProvider } from '../shell/programme.tsx';
import { DaysConfirm } from './days-confirm.tsx';
import { DaysFields } from './days-fields.tsx';

/** What a change of a programme's days will do is told before it is done. */

beforeAll(() => {
  configureApi({ app: 'console' });
  return setLang('en');
});

const none = { people: 0, days: 0 };
const effect = {
  ...{ people: 640, moved: 638, outside: 1 },
  ...{ missed: { people: 630, days: 2 }, extra: none, forgiven: none },
};

function drawn(element: React.ReactNode, answer: object = effect): string[] {
  const urls: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    urls.push(String(url));
    return new Response(JSON.stringify(answer), {
      headers: { 'x-anxing-now': '2022-01-20T04:00:00.000Z' },
    });
  });
  const programme = { id: 7, placeId: 1, definition: penguins, forms: [] } as unknown as Programme;
  const { unmount } = render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <App>
        <ProgrammeProvider value={programme}>{element}</ProgrammeProvider>
      </App>
    </QueryClientProvider>,
  );
  onTestFinished(() => {
    unmount();
    vi.unstubAllGlobals();
  });
  return urls;
}

const stored = { startsOn: '2022-01-04', endsOn: '2022-03-31' };
const page = (typed: object) => (
  <Form initialValues={{ ...stored, ...typed }}>
    <DaysFields stored={stored} />
  </Form>
);

it('asks for and tells nothing while the days are those on record', () => {
  expect(drawn(page({}))).toEqual([]);
  expect(screen.queryByText('What saving will do')).toBeNull();
});

it('tells one sentence for each thing that will happen, and no other', async () => {
  const urls = drawn(page({ startsOn: '2022-01-02' }));
  await screen.findByText(/630 people will have missed reports at once/);
  expect(urls[0]).toContain('startsOn=2022-01-02&endsOn=2022-03-31');
  expect(
    screen.getAllByRole('listitem').map(({ textContent }) => textContent?.slice(0, 42)),
  ).toEqual([
    'The reporting days of 638 people follow; t',
    'Days before today that become due: 2. Of t',
    'One person has dates of their own that do ',
  ]);
});

it('says that nobody is affected where nobody takes part, and waits for a yes', async () => {
  const confirmed = vi.fn();
  drawn(
    <DaysConfirm
      days={{ startsOn: '2022-01-02', endsOn: '2022-03-31' }}
      onConfirm={confirmed}
      onCancel={() => undefined}
    />,
    { ...effect, people: 0, moved: 0 },
  );
  await screen.findByText('Nobody takes part yet: nobody is affected.');
  expect(confirmed).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Change dates and save' }));
  await waitFor(() => expect(confirmed).toHaveBeenCalledOnce());
});
