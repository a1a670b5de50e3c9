import { expect, it } from 'vitest';
import { settingsOf } from '../../../forms/programme-settings.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { rookery } from '../../../forms/testing/rookery.ts';
import { withAt } from '../shell/paths.ts';
import { isDrawable } from './drawable.ts';

const base = settingsOf(rookery);

it.each([penguins, rookery])('draws what is published, such as $code', (programme) => {
  expect(isDrawable(settingsOf(programme))).toBe(true);
});

it.each([
  [['groups', 0], { code: 'x' }],
  [['groups', 0, 'name', 'en'], 3],
  [['services', 0, 'kind'], 'constructor'],
  [['days'], [{ from: {}, to: { programme: 'end' } }]],
  [['forms', 0, 'alerts'], [{ code: 'a', label: { zh: '', en: '' }, when: { and: 3 } }]],
  [['forms', 0, 'policy'], {}],
  [['colours', 'rules', 0, 'ends'], null],
  [['colours', 'rules', 0, 'reports'], [{ form: 'checkup', when: { not: {} } }]],
] as const)('draws nothing that no control could have made: %j is %j', (path, value) => {
  expect(isDrawable(withAt(base, path, value))).toBe(false);
});

it('draws what is not complete yet', () => {
  const blank = { zh: '', en: '' };
  const half = withAt(base, ['groups', 0], { code: '', name: blank, services: ['gone'] });
  expect(isDrawable(withAt(half, ['colours', 'forms'], []))).toBe(true);
});
