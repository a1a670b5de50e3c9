import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { fireEvent, render, screen } from '@testing-library/react';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB.js';
import zhCN from 'antd/locale/zh_CN.js';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { comparingNames } from '../../../forms/natural-order.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { setLang } from '../../shared/i18n.ts';
import { DataTable } from './data-table.tsx';
import { type Programme, ProgrammeProvider } from './programme.tsx';
import { JumpLetters, SortAndJump } from './sort-and-jump.tsx';

afterEach(() => setLang('en'));

const rows = ['单位10', '单位2', 'Anna'].map((name, id) => ({ id, name }));

it.each([
  ['zh', '名称', '点击升序', ['单位2', '单位10', 'Anna']],
  ['en', 'Name', 'Click to sort ascending', ['Anna', '单位2', '单位10']],
] as const)('sorts by the head of a column, by keyboard as well, in %s', async (...given) => {
  const [lang, title, tip, order] = given;
  await setLang(lang);
  const onSort = vi.fn();
  const columns = [
    {
      ...{ key: 'name', title, cut: ({ name }: { name: string }) => name },
      order: comparingNames<(typeof rows)[number]>(({ name }) => name, lang),
    },
  ];
  const { container, unmount } = render(
    <ConfigProvider locale={lang === 'zh' ? zhCN : enGB}>
      <DataTable {...{ columns, rows, onSort }} rowKey={({ id }) => id} />
    </ConfigProvider>,
  );
  onTestFinished(unmount);
  const shown = () =>
    [...container.querySelectorAll('tbody tr[data-row-key]')].map((row) => row.textContent);
  const head = screen.getByRole('columnheader', { name: title });
  expect(head.tabIndex).toBe(0);
  fireEvent.mouseEnter(head.querySelector('.ant-table-column-sorters') as Element);
  expect(await screen.findByText(tip)).toBeTruthy();
  const press = () => fireEvent.keyDown(head, { key: 'Enter', keyCode: 13 });
  expect([shown(), head.getAttribute('aria-sort')]).toEqual([rows.map(({ name }) => name), null]);
  press();
  expect([shown(), head.getAttribute('aria-sort')]).toEqual([order, 'ascending']);
  press();
  expect([shown(), head.getAttribute('aria-sort')]).toEqual([order.toReversed(), 'descending']);
  press();
  expect(shown()).toEqual(rows.map(({ name }) => name));
  expect(onSort.mock.calls).toEqual([
    [{ key: 'name', descending: false }],
    [{ key: 'name', descending: true }],
    [undefined],
  ]);
});

it.each([
  ['zh', '首字母'],
  ['en', 'Initials'],
] as const)('jumps to a letter and back to the beginning, in %s', async (lang, label) => {
  await setLang(lang);
  const onJump = vi.fn();
  const { rerender, unmount } = render(<JumpLetters jumpTo="" onJump={onJump} />);
  onTestFinished(unmount);
  expect(screen.getByRole('navigation', { name: label })).toBeTruthy();
  const letter = () => screen.getByRole('button', { name: 'W' });
  fireEvent.click(letter());
  rerender(<JumpLetters jumpTo="W" onJump={onJump} />);
  expect(letter().getAttribute('aria-pressed')).toBe('true');
  // As it may be typed.
  rerender(<JumpLetters jumpTo="w" onJump={onJump} />);
  expect(letter().getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(letter());
  expect(onJump.mock.calls).toEqual([['W'], ['']]);
});

it('jumps to what is typed, and takes no more of it than the server does', async () => {
  await setLang('en');
  const onJump = vi.fn();
  const programme = { definition: penguins } as unknown as Programme;
  const routeTree = createRootRoute({
    component: () => (
      <ProgrammeProvider value={programme}>
        <SortAndJump sorts={['name']} usual="usual" jumpTo="" onJump={onJump} />
      </ProgrammeProvider>
    ),
  });
  const history = createMemoryHistory({ initialEntries: ['/?sort=name'] });
  const { unmount } = render(<RouterProvider router={createRouter({ routeTree, history })} />);
  onTestFinished(unmount);
  const box = await screen.findByRole('searchbox');
  expect(box.getAttribute('maxlength')).toBe('100');
  fireEvent.change(box, { target: { value: ' 王 ' } });
  fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 });
  expect(onJump.mock.calls).toEqual([['王']]);
});
