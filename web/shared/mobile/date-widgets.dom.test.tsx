import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { FormContextProvider } from '../form-context.ts';
import { setLang } from '../i18n.ts';
import { LibraryWords } from '../phone/library-words.tsx';
import { DateWidget } from './date-widgets.tsx';

/** A field for a day, and what it holds. */
function Hatching() {
  const [value, setValue] = useState<unknown>();
  const label = { zh: '孵化日期', en: 'Hatched on' };
  return (
    <LibraryWords>
      <FormContextProvider
        value={{ zone: 'Antarctica/Troll', today: '2024-04-10', photoUrl: String }}
      >
        <label htmlFor="hatched">{label.en}</label>
        <DateWidget
          field={{ type: 'date', code: 'hatched', label, required: true }}
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

test('a screen reader meets the wheels in the language of the page, whichever way they are turned', async () => {
  await setLang('en');
  render(<Hatching />);
  fireEvent.click(screen.getByLabelText('Hatched on'));
  await screen.findByLabelText('Chosen: Apr');
  fireEvent.click(screen.getByLabelText('The one after: May'));
  await screen.findByLabelText('Chosen: May');
  await screen.findByLabelText('The one before: Apr');
  const names = [...document.querySelectorAll('.adm-picker-view [aria-label]')].map((each) =>
    each.getAttribute('aria-label'),
  );
  expect(names.filter((name) => /\p{Script=Han}/u.test(name ?? ''))).toEqual([]);
});
