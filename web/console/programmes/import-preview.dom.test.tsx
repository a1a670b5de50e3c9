import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { configureApi } from '../../shared/api.ts';
import { setLang } from '../../shared/i18n.ts';
import { type Programme, ProgrammeProvider } from '../shell/programme.tsx';
import type { ImportResponse } from './import-parts.tsx';
import { ImportPreview } from './import-preview.tsx';

beforeAll(() => {
  configureApi({ app: 'console' });
  return setLang('en');
});

const programme = { id: 7, placeId: 1, definition: penguins } as unknown as Programme;

function treeOf(): (data: ImportResponse) => ReactNode {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  return (data) => (
    <QueryClientProvider client={client}>
      <App>
        <ProgrammeProvider value={programme}>
          <ImportPreview data={data} />
        </ProgrammeProvider>
      </App>
    </QueryClientProvider>
  );
}

/** An import whose file was checked, with so many mistakes left. */
const checked = (version: number, problemCount: number) =>
  ({
    ...{ id: 'import', state: 'checked', version },
    preview: {
      ...{ problemCount, missing: [], problems: [], columns: [], sample: [] },
      ...{
        warnings: [],
        warningCount: 0,
        changes: [],
        changeCount: 0,
        ignored: [],
        receipt: { rows: 9 },
      },
    },
  }) as unknown as ImportResponse;

it('shows the mistakes of the newest check, not those that were mended', async () => {
  let found = ['P-1', 'P-2'];
  vi.stubGlobal('fetch', async () => {
    const items = found.map((value, n) => ({ row: n + 2, column: '', code: 'x', value }));
    return new Response(JSON.stringify({ items, next: null }), {
      headers: { 'x-anxing-now': '2022-01-20T04:00:00.000Z' },
    });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const tree = treeOf();
  const { rerender, unmount } = render(tree(checked(1, 2)));
  onTestFinished(unmount);
  expect(await screen.findByText('P-1')).toBeTruthy();
  found = ['P-2'];
  rerender(tree(checked(2, 1)));
  expect(await screen.findByText('P-2')).toBeTruthy();
  expect(screen.queryByText('P-1')).toBeNull();
});

it('speaks of nothing to correct while the import is written', () => {
  const { unmount } = render(treeOf()({ ...checked(1, 8), state: 'importing' }));
  onTestFinished(unmount);
  expect(screen.queryByText(/8/)).toBeNull();
  expect(screen.queryByRole('table')).toBeNull();
});

it('shows whom the file changes in what, in the words of the programme', () => {
  const data = checked(1, 0);
  Object.assign(data.preview ?? {}, {
    changeCount: 3,
    changes: [
      { row: 2, name: '企鹅甲', column: 'group', from: 'emperors', to: 'adelies' },
      { row: 2, name: '企鹅甲', column: 'withdrawnOn', from: '2022-01-19', to: '' },
      { row: 3, name: '企鹅乙', column: '', from: '', to: '' },
    ],
  });
  const { unmount } = render(treeOf()(data));
  onTestFinished(unmount);
  const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^2企鹅甲.*Emperors.*Adélies$/),
      expect.stringMatching(/^2企鹅甲Taking partWithdrawn on 2022-01-19Taking part again$/),
      expect.stringMatching(/^3企鹅乙Something that is not shown/),
    ]),
  );
});
