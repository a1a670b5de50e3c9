import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { FormContextProvider } from '../form-context.ts';
import { setLang } from '../i18n.ts';
import { DateWidget } from './date-widgets.tsx';

/** A field for a day that is not before that of a moment in Beijing. */
function Entry({ boardingAt }: { boardingAt: string }) {
  const [value, setValue] = useState<unknown>();
  const label = { zh: '入境日期', en: 'Entry date' };
  return (
    <FormContextProvider value={{ zone: 'Asia/Shanghai', today: '2022-02-09', photoUrl: String }}>
      <label htmlFor="entry">{label.en}</label>
      <DateWidget
        field={{ type: 'date', code: 'entry', label, required: true, min: { field: 'boardingAt' } }}
        id="entry"
        value={value}
        onChange={setValue}
        other={(code) => (code === 'boardingAt' ? boardingAt : undefined)}
        onBegin={() => () => undefined}
        onLeave={() => undefined}
        invalid={false}
        disabled={false}
        describedBy={undefined}
      />
      <output>{String(value)}</output>
    </FormContextProvider>
  );
}

afterEach(cleanup);

const held = () => screen.getByRole('status').textContent;

test.each([
  ['2022-02-09T15:59:00Z', ['2022-02-08'], ['2022-02-09', '2022-02-10']],
  ['2022-02-09T16:00:00Z', ['2022-02-08', '2022-02-09'], ['2022-02-10']],
])(
  'the calendar offers no day before that of %s in Beijing',
  async (boardingAt, refused, offered) => {
    await setLang('en');
    render(<Entry boardingAt={boardingAt} />);
    fireEvent.mouseDown(screen.getByLabelText('Entry date'));
    fireEvent.click(screen.getByLabelText('Entry date'));
    const cell = async (day: string) => (await screen.findByTitle(day)).className;
    for (const day of refused) expect(await cell(day)).toContain('disabled');
    for (const day of offered) expect(await cell(day)).not.toContain('disabled');
    expect(screen.queryByText('Today') !== null).toBe(offered.includes('2022-02-09'));
  },
);

test('a day that is typed all the same stays, so that the form says what is wrong with it', async () => {
  await setLang('en');
  render(<Entry boardingAt="2022-02-09T16:00:00Z" />);
  const input = screen.getByLabelText('Entry date');
  for (const [typed, value] of [
    ['2022-02-09', '2022-02-09'],
    ['2022-02-11', '2022-02-11'],
    ['2022/2/8', '2022-02-08'],
  ] as const) {
    fireEvent.focus(input);
    fireEvent.input(input, { target: { value: typed } });
    fireEvent.blur(input);
    expect(held()).toBe(value);
  }
});
