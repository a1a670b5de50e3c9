import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { setLang } from '../../shared/i18n.ts';
import { type Programme, ProgrammeProvider } from '../shell/programme.tsx';
import { Columns } from './import-columns.tsx';
import { Mends } from './import-mends.tsx';
import type { ImportResponse } from './import-parts.tsx';
import { Questions, ReadingBar } from './import-reading.tsx';
import { ImportSheets } from './import-sheets.tsx';
import { Units } from './import-units.tsx';
import type { Choices, Preview, Reading } from './reading.ts';
import { noChoices } from './reading-rules.ts';

/** What somebody decides of how a roster is read, as the page gathers it. */

const preview = {
  columns: [
    { key: 'card', label: penguins.name, header: 'Ring', required: true },
    { key: 'group', label: { zh: '人员类别', en: 'Group' }, header: '', required: true },
  ],
  headers: [
    { index: 0, name: 'Ring', key: 'card', byHand: false, samples: ['P-1'] },
    { index: 1, name: 'Remark', key: null, byHand: false, samples: ['tall'] },
  ],
  merged: [],
  mends: [
    {
      ...{ column: 'card', mends: ['signs_removed'], rows: 2, accepted: false },
      examples: [{ row: 2, from: 'P-1', to: 'P1' }],
    },
    { column: 'startsOn', mends: ['day_first'], rows: 1, accepted: false, examples: [] },
    { column: 'startsOn', mends: ['month_first'], rows: 1, accepted: false, examples: [] },
  ],
  values: [
    { column: 'group', from: 'Emperor', to: 'emperors', rows: 3, accepted: false },
    { column: 'group', from: 'Seals', to: null, rows: 1, accepted: false },
  ],
  units: [
    {
      ...{ code: 'Noth', zh: '', en: '', rows: 1, state: 'new', known: null },
      near: [{ code: 'north', zh: '北部群', en: 'North Colony' }],
    },
  ],
  unitCount: 1,
  questions: [{ attribute: 'visitor', inFile: false, answered: false }],
} as unknown as Preview;

beforeAll(() => setLang('en'));

/** Draws a part of the page; answers the choices as they are after each change. */
function drawn(part: (reading: Reading) => ReactNode, before = noChoices): { now: () => Choices } {
  let choices = before;
  const reading = (): Reading => ({
    choices,
    ...{ isChanged: choices !== before, isBusy: false, error: null },
    change(more) {
      choices = { ...choices, ...more(choices) };
      view.rerender(tree());
    },
    undo: vi.fn(),
    check: vi.fn(),
  });
  const programme = { id: 1, placeId: 1, definition: penguins } as unknown as Programme;
  const tree = () => <ProgrammeProvider value={programme}>{part(reading())}</ProgrammeProvider>;
  const view = render(tree());
  onTestFinished(view.unmount);
  return { now: () => choices };
}

it('takes the first of two columns that mean the same, as it is shown', () => {
  const first = { index: 0, name: 'Ring', key: 'card', claims: null, byHand: false, samples: [] };
  const headers = [first, { ...first, index: 3, key: null, claims: 'card' }];
  const { now } = drawn((reading) => (
    <Columns preview={{ ...preview, headers } as Preview} reading={reading} />
  ));
  fireEvent.click(screen.getByRole('button', { name: 'Use the first alone' }));
  expect(now().columns).toEqual([{ index: 3, header: 'Ring', key: null }]);
  expect(screen.queryByRole('button', { name: 'Use the first alone' })).toBeNull();
});

it('takes all suggestions at once, and none that is only possible', () => {
  const { now } = drawn((reading) => <Mends preview={preview} reading={reading} />);
  fireEvent.click(screen.getByRole('button', { name: 'Accept all 2 suggestions' }));
  expect(now()).toEqual({
    ...noChoices,
    mends: [{ column: 'card', mend: 'signs_removed' }],
    values: [{ column: 'group', from: 'Emperor', to: 'emperors' }],
  });
  expect(screen.queryByRole('button', { name: /Accept/ })).toBeNull();
});

it('has a column write its days in one way, not in both', () => {
  const { now } = drawn((reading) => <Mends preview={preview} reading={reading} />);
  fireEvent.click(screen.getByRole('checkbox', { name: /day\/month\/year/ }));
  fireEvent.click(screen.getByRole('checkbox', { name: /month\/day\/year/ }));
  expect(now().mends).toEqual([{ column: 'startsOn', mend: 'month_first' }]);
});

it('names the required columns that the file lacks, and those that are not used', () => {
  drawn((reading) => <Columns preview={preview} reading={reading} />);
  expect(screen.getByText(/Missing columns: Group/)).toBeTruthy();
  expect(screen.getByText('Not used')).toBeTruthy();
});

it('gives a column to one cell of the header alone', async () => {
  const { now } = drawn((reading) => <Columns preview={preview} reading={reading} />);
  fireEvent.mouseDown(screen.getByRole('combobox', { name: 'Meaning of the column “Remark”' }));
  const option = await waitFor(() => {
    const [found] = document.querySelectorAll(
      '[title="Penguin weigh-in *"].ant-select-item-option',
    );
    expect(found).toBeTruthy();
    return found as Element;
  });
  fireEvent.click(option);
  expect(now().columns).toEqual([
    { index: 0, header: 'Ring', key: null },
    { index: 1, header: 'Remark', key: 'card' },
  ]);
});

it('gathers the sheets that are to be read, and leaves one at least', () => {
  const sheet = (index: number, name: string) => ({
    ...{ index, name, hidden: false, kind: 'roster', rows: 1, read: index === 0 },
  });
  const sheets = [sheet(0, 'Divers'), sheet(1, 'Walkers')];
  const data = {
    ...{ state: 'checked', preview: { ...preview, sheets, encoding: null, notes: [] } },
  } as unknown as ImportResponse;
  const { now } = drawn((reading) => <ImportSheets data={data} reading={reading} />);
  const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
  expect(box('Divers').disabled).toBe(true);
  fireEvent.click(box('Walkers'));
  expect(now().sheets).toEqual([0, 1]);
  fireEvent.click(box('Divers'));
  expect(now().sheets).toEqual([1]);
  expect(box('Walkers').disabled).toBe(true);
});

it('asks what an attribute means that nobody filled in', () => {
  const { now } = drawn((reading) => <Questions preview={preview} reading={reading} />);
  fireEvent.click(screen.getByRole('radio', { name: /As on record/ }));
  expect(now().answers).toEqual([{ attribute: 'visitor', value: null }]);
});

it('offers existing units for new ones, which stay new unless somebody says so', () => {
  drawn((reading) => <Units preview={preview} reading={reading} />);
  expect(screen.getByText('Create this organisation')).toBeTruthy();
});

it('says that what was changed must be checked again', () => {
  drawn((reading) => (
    <>
      <Questions preview={preview} reading={reading} />
      <ReadingBar reading={reading} />
    </>
  ));
  expect(screen.queryByRole('button', { name: 'Check again' })).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: /“Yes” for everybody/ }));
  expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy();
});
