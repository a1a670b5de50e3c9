import { expect, test } from 'vitest';
import { setLang } from '../i18n.ts';
import { useCounts } from './counts.ts';
import { doing, openStage } from './testing/stage.tsx';

const phases = [
  { code: 'ashore', done: 2, missed: 4 },
  { code: 'moulting', done: 1, missed: 0 },
];

test('the counts of the present phase come first, named in the person’s language', async () => {
  const overview = { phases, phase: 'moulting', done: 3, missed: 4 };
  const { result } = openStage({ overview }).render(useCounts);
  expect(result.current.now).toMatchObject({ done: 1, missed: 0, label: 'During the moult' });
  expect(result.current.phases.map(({ label }) => label)).toEqual([
    'Before the moult',
    'During the moult',
  ]);
  await doing(() => setLang('zh'));
  expect(result.current.present?.label).toBe('换羽中');
  await doing(() => setLang('en'));
});

test('outside of all phases it is the counts of all days', () => {
  const { result } = openStage({ overview: { phases, done: 3, missed: 4 } }).render(useCounts);
  expect(result.current.present).toBeUndefined();
  expect(result.current.now).toEqual({ done: 3, missed: 4, label: '' });
});

test('there are none where no day is due and none was', () => {
  const areNone = (overview: object) =>
    openStage({ overview }).render(useCounts).result.current.areNone;
  expect(areNone({ phases: [], reason: 'noDays', done: 0, missed: 0 })).toBe(true);
  expect(areNone({ phases: [], reason: 'noDays', done: 0, missed: 1 })).toBe(false);
  expect(areNone({ phases: [], reason: null, done: 0, missed: 0 })).toBe(false);
});
