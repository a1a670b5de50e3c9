import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { configureApi } from '../../shared/api.ts';
import { setLang } from '../../shared/i18n.ts';
import { type Programme, ProgrammeProvider } from '../shell/programme.tsx';
import { AddPerson, ChangePerson } from './person-dialogs.tsx';

/** One person by hand: what is sent, and where mistakes are told. */

beforeAll(() => {
  configureApi({ app: 'console' });
  return setLang('en');
});

const places = [
  { id: 1, parentId: null, kind: 'organisation', code: 'station', path: '/1/' },
  { id: 2, parentId: 1, kind: 'organisation', code: 'north', path: '/1/2/' },
].map((place) => ({ ...place, nameZh: place.code, nameEn: place.code }));

type Sent = { method: string; url: string; body: unknown };

/** The server: places, the person, and for what is sent the given response. */
function served(response: { status: number; body: object }): Sent[] {
  const sent: Sent[] = [];
  const person = {
    fields: { card: 'P0001', name: 'Penny', group: 'emperors', startsOn: '2022-01-04' },
    ...{ placeId: 2, withdrawnOn: null, revision: '2022-01-20T04:00:00.000Z' },
  };
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const answer = (status: number, value: object) =>
      new Response(JSON.stringify(value), {
        status,
        headers: { 'x-anxing-now': '2022-01-20T04:00:00.000Z' },
      });
    if (String(url).includes('/places')) return answer(200, places);
    if (method === 'GET') return answer(200, person);
    sent.push({ method, url: String(url), body: JSON.parse(String(body)) });
    return answer(response.status, response.body);
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return sent;
}

function drawn(dialog: React.ReactNode): void {
  const programme = { id: 7, placeId: 1, definition: penguins } as unknown as Programme;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <App>
        <ProgrammeProvider value={programme}>{dialog}</ProgrammeProvider>
      </App>
    </QueryClientProvider>,
  );
  onTestFinished(unmount);
}

it('sends a changed person with what was on record when the dialog opened', async () => {
  const sent = served({ status: 200, body: { ok: true } });
  const onClose = vi.fn();
  drawn(<ChangePerson person={{ enrolmentId: 5, name: 'Penny' }} onClose={onClose} />);
  const name = await screen.findByLabelText('Name');
  expect((name as HTMLInputElement).value).toBe('Penny');
  fireEvent.change(name, { target: { value: 'Penelope' } });
  fireEvent.click(screen.getByRole('radio', { name: 'No' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([
    {
      ...{ method: 'PUT', url: expect.stringContaining('/api/programmes/7/enrolments/5') },
      body: {
        fields: {
          ...{ card: 'P0001', name: 'Penelope', group: 'emperors', startsOn: '2022-01-04' },
          'attribute:visitor': 'no',
        },
        ...{ placeId: 2, revision: '2022-01-20T04:00:00.000Z' },
      },
    },
  ]);
});

it('tells mistakes at their fields, and keeps what was typed', async () => {
  served({
    status: 422,
    body: {
      ...{ type: '', title: '', status: 422, code: 'invalid_input' },
      fields: [{ path: 'card', code: 'identifier_of_another' }],
    },
  });
  drawn(<ChangePerson person={{ enrolmentId: 5, name: 'Penny' }} onClose={vi.fn()} />);
  const card = await screen.findByLabelText('Ring number');
  fireEvent.change(card, { target: { value: 'P0002' } });
  fireEvent.click(screen.getByRole('radio', { name: 'No' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(
      card.closest('.ant-form-item')?.querySelector('.ant-form-item-explain-error'),
    ).toBeTruthy(),
  );
  expect((card as HTMLInputElement).value).toBe('P0002');
});

it('asks for what a new person must have', async () => {
  const sent = served({ status: 200, body: { enrolmentId: 1 } });
  drawn(<AddPerson onClose={vi.fn()} />);
  fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  await waitFor(() =>
    expect(document.querySelectorAll('.ant-form-item-explain-error').length).toBe(5),
  );
  expect(sent).toEqual([]);
});

it('asks before a key or a click beside the dialog throws away what was typed', async () => {
  served({ status: 200, body: {} });
  const onClose = vi.fn();
  drawn(<AddPerson onClose={onClose} />);
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Penelope' } });
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Go on typing' }));
  expect(onClose).not.toHaveBeenCalled();
  expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Penelope');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onClose).toHaveBeenCalledOnce();
});
