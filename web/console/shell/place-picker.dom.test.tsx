import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { configureApi } from '../../shared/api.ts';
import { setLang } from '../../shared/i18n.ts';
import { PlacePicker } from './place-picker.tsx';

/** A place is chosen level by level, or by part of its name, by keys alone. */

beforeAll(() => {
  configureApi({ app: 'console' });
  return setLang('en');
});

const place = (id: number, parentId: number | null, nameEn: string, hasChildren: boolean) => ({
  ...{ id, parentId, kind: 'organisation', code: nameEn, nameZh: nameEn, nameEn },
  ...{ path: `/${id}/`, disabled: false, open: true, hasChildren },
});
const head = place(1, null, 'Head', true);
const north = place(2, 1, 'North', true);
const nest = place(3, 2, 'Nest', false);

/** The server: what was asked for. */
function served(): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(String(url), 'http://anxing.test');
    const below = searchParams.get('placeId');
    asked.push(
      `${pathname.replace('/api/places', '')} ${body ? JSON.parse(String(body)).text : below}`,
    );
    const children = below === null ? [head] : below === '1' ? [north] : [nest];
    const found = { ...nest, region: null, above: [head, north] };
    const answer = pathname.endsWith('/search')
      ? { items: [found], next: null }
      : pathname.endsWith('/children')
        ? { items: children, next: null }
        : found;
    const headers = { 'x-anxing-now': '2022-01-20T04:00:00.000Z' };
    return new Response(JSON.stringify(answer), { headers });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return asked;
}

function drawn(value?: number) {
  const onChange = vi.fn();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <App>
        <PlacePicker value={value} onChange={onChange} />
      </App>
    </QueryClientProvider>,
  );
  onTestFinished(unmount);
  return { onChange, field: screen.getByRole('combobox') };
}

it('asks for the first levels once it is opened, and for the next as they are', async () => {
  const asked = served();
  const { onChange, field } = drawn();
  expect(asked).toEqual([]);
  fireEvent.mouseDown(field);
  await screen.findByText('North');
  expect(asked).toEqual(['/children null', '/children 1']);
  fireEvent.click(document.querySelectorAll('.ant-select-tree-switcher_close')[0] as Element);
  fireEvent.click(await screen.findByText('Nest'));
  expect(asked.at(-1)).toBe('/children 2');
  expect(onChange).toHaveBeenCalledWith(3);
});

it('finds a place by its name, and says what stands above it', async () => {
  const asked = served();
  const { onChange, field } = drawn();
  fireEvent.change(field, { target: { value: 'nes' } });
  await screen.findByText('Nest (Head / North)');
  expect(asked).toContain('/search nes');
  fireEvent.keyDown(field, { key: 'ArrowDown', keyCode: 40, which: 40 });
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13, which: 13 });
  await waitFor(() => expect(onChange).toHaveBeenCalledWith(3));
});

it('names a place that was chosen on a level that nobody has opened', async () => {
  served();
  drawn(3);
  await screen.findByText('Nest');
});
