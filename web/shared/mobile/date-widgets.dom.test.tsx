import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { DayBound } from '../../../forms/definition.ts';
import { FormContextProvider } from '../form-context.ts';
import { setLang } from '../i18n.ts';
import { LibraryWords } from '../phone/library-words.tsx';
import { DateWidget } from './date-widgets.tsx';

/** A field for a day, and what it holds. */
function Hatching({ laidAt, max }: { laidAt?: string; max?: DayBound }) {
  const [value, setValue] = useState<unknown>();
  const min = { field: 'laidAt' };
  const label = { zh: '孵化日期', en: 'Hatched on' };
  return (
    <LibraryWords>
      <FormContextProvider
        value={{ zone: 'Antarctica/Troll', today: '2024-04-10', photoUrl: String }}
      >
        <label htmlFor="hatched">{label.en}</label>
        <DateWidget
          field={{ type: 'date', code: 'hatched', label, required: true, min, ...(max && { max }) }}
          other={(code) => (code === 'laidAt' ? laidAt : undefined)}
          id="hatched"
          path="hatched"
          value={value}
          onChange={setValue}
          onBegin={() => ({ end: () => undefined }) as never}
          onLeave={() => undefined}
          invalid={false}
          describedBy={undefined}
        />
        <output>{String(value)}</output>
      </FormContextProvider>
    </LibraryWords>
  );
}

afterEach(cleanup);

const held = () => screen.getByRole('status').textContent;

test('a day is typed as people write it, and what is none is kept as it was typed', async () => {
  await setLang('en');
  render(<Hatching />);
  const input = screen.getByLabelText('Hatched on');
  fireEvent.change(input, { target: { value: '2024/4/5' } });
  expect(held()).toBe('2024-04-05');
  fireEvent.change(input, { target: { value: 'Easter' } });
  expect(held()).toBe('Easter');
  fireEvent.change(input, { target: { value: '' } });
  expect(held()).toBe('undefined');
});

test('the picker opens at a touch, in the language of the page, at the programme’s day', async () => {
  await setLang('en');
  render(<Hatching />);
  fireEvent.click(screen.getByLabelText('Hatched on'));
  expect((await screen.findAllByText('Apr')).length).toBeGreaterThan(0);
  fireEvent.click(screen.getByText('Confirm'));
  expect(held()).toBe('2024-04-10');
});

test.each([
  ['zh', '已选：{}月', '上一项：{}月', '下一项：{}月', ['4', '5']],
  ['en', 'Chosen: {}', 'The one before: {}', 'The one after: {}', ['Apr', 'May']],
] as const)(
  'a screen reader meets the wheels in %s, whichever way they are turned',
  async (lang, chosen, before, after, [april, may]) => {
    await setLang(lang);
    render(<Hatching />);
    fireEvent.click(screen.getByLabelText('Hatched on'));
    await screen.findByLabelText(chosen.replace('{}', april));
    fireEvent.click(screen.getByLabelText(after.replace('{}', may)));
    await screen.findByLabelText(chosen.replace('{}', may));
    await screen.findByLabelText(before.replace('{}', april));
    const names = [...document.querySelectorAll('.adm-picker-view [aria-label]')].map((each) =>
      each.getAttribute('aria-label'),
    );
    const isHan = names.filter((name) => /\p{Script=Han}/u.test(name ?? ''));
    expect(isHan.length > 0).toBe(lang === 'zh');
  },
);

test('the first and the last of a wheel say that nothing is beyond them', async () => {
  await setLang('zh');
  render(<Hatching />);
  const field = screen.getByLabelText('Hatched on');
  fireEvent.change(field, { target: { value: '2024-01-31' } });
  fireEvent.click(field);
  await screen.findByLabelText('已选：1月');
  expect(screen.getAllByLabelText('没有上一项')).toHaveLength(1);
  expect(screen.getAllByLabelText('没有下一项')).toHaveLength(1);
});

test.each([
  // In Troll it is two hours later than in UTC from the end of March on.
  ['2024-04-11T21:59:00Z', undefined, '2024-04-11'],
  ['2024-04-11T22:00:00Z', undefined, '2024-04-12'],
  ['2024-04-11T22:00:00Z', { on: '2024-04-11' }, '2024-04-12'],
  ['no moment', { on: '2024-04-05' }, '2024-04-05'],
  [undefined, undefined, '2024-04-10'],
])(
  'the picker offers no day that the bound refuses: laid at %s, until %o',
  async (laidAt, max, first) => {
    await setLang('en');
    render(<Hatching {...(laidAt && { laidAt })} {...(max && { max })} />);
    fireEvent.click(screen.getByLabelText('Hatched on'));
    fireEvent.click(await screen.findByText('Confirm'));
    expect(held()).toBe(first);
  },
);
