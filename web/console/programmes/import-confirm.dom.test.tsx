import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { penguins } from '../../../forms/testing/penguins.ts';
import { setLang } from '../../shared/i18n.ts';
import { learnServerTime } from '../../shared/server-time.ts';
import { type Programme, ProgrammeProvider } from '../shell/programme.tsx';
import { ConfirmPart } from './import-confirm.tsx';
import type { ImportResponse } from './import-parts.tsx';
import type { Reading } from './reading.ts';

beforeAll(() => setLang('en'));

const startsOn = { key: 'startsOn', label: { zh: '开始日期', en: 'Starts on' }, header: '' };

/** What is told before a file with so many new people is confirmed. */
function toldOn(day: string, fresh: number, definition = penguins): string {
  learnServerTime(`${day}T00:00:00Z`);
  const programme = { id: 7, placeId: 1, definition } as unknown as Programme;
  const receipt = {
    ...{ rows: 3, fresh, updated: 3 - fresh },
    unchanged: 0,
    refused: 0,
    absent: 0,
  };
  const preview = { ...{ receipt, columns: [startsOn] }, questions: [], units: [], sheets: [] };
  const data = { id: 'import', state: 'checked', version: 1, preview } as unknown as ImportResponse;
  const { container, unmount } = render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <ProgrammeProvider value={programme}>
          <ConfirmPart data={data} reading={{ isChanged: false } as Reading} />
        </ProgrammeProvider>
      </App>
    </QueryClientProvider>,
  );
  onTestFinished(unmount);
  return container.textContent ?? '';
}

it('tells who adds people to a programme that has begun since when they have to report', () => {
  const told = toldOn('2024-03-10', 2);
  expect(told).toContain('began on 1 Mar.');
  expect(told).toContain('write 2024-03-10 there');
  expect(told).toContain('“Starts on”');
});

it('says that it does not concern those whose days depend on what they report, where there are any', () => {
  const except = 'does not concern people whose days depend on what they report';
  expect(toldOn('2024-03-10', 2)).toContain(except);
  const days = penguins.days.slice(-1);
  const told = toldOn('2024-03-10', 2, { ...penguins, days });
  expect(told).toContain('began on 1 Mar.');
  expect(told).not.toContain(except);
});

it.each([
  ['before the first day', '2024-02-27', 2],
  ['after the last day', '2024-06-10', 2],
  ['where nobody is new', '2024-03-10', 0],
])('tells nothing of it %s', (_, day, fresh) => {
  expect(toldOn(day, fresh)).not.toContain('began on');
});
