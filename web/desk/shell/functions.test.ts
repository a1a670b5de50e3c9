import { expect, test } from 'vitest';
import type { FormPolicy } from '../../../forms/policy.ts';
import type { Service } from '../../../forms/programme.ts';
import type { Mine } from '../../shared/participant/session.ts';
import { functionsOf } from './functions.ts';

const text = (word: string) => ({ zh: word, en: word });

function form(code: string, policy: Partial<FormPolicy>): Mine['forms'][number] {
  return {
    ...{ versionId: 1, version: 1 },
    definition: { code, title: text(code), fields: [] },
    policy: { slots: 'single', change: 'anytime', backfill: false, window: null, ...policy },
  };
}

function service(code: string, kind: Service['kind'], more: Partial<Service> = {}): Service {
  return { code, kind, name: text(code), ...more };
}

/** A penguin colony's programme, of which only what functions rest on is there. */
function member(has: string[], services: Service[], forms: Mine['forms']): Mine {
  return { services: has, forms, definition: { services } } as unknown as Mine;
}

const weighing = service('weighing', 'reports', { forms: ['daily', 'moult'] });

test('a daily form comes with its calendar and its missed days, and a summary ends the list', () => {
  const forms = [form('moult', {}), form('daily', { slots: 'daily', backfill: true })];
  const [group] = functionsOf(member(['weighing'], [weighing], forms));
  expect(group?.functions.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'daily forms/daily',
    'records records/daily',
    'missed missed/daily',
    'form forms/moult',
    'summary summary',
  ]);
});

test('without back-filling there are no missed days to fill in', () => {
  const forms = [form('daily', { slots: 'daily', backfill: false })];
  const [group] = functionsOf(member(['weighing'], [weighing], forms));
  expect(group?.functions.map(({ kind }) => kind)).toEqual(['daily', 'records', 'summary']);
});

test('only services of the group count, and what a desk cannot do is left out', () => {
  const services = [
    weighing,
    service('chat', 'messages'),
    service('help', 'support'),
    service('guide', 'page', { page: 'feeding' }),
    service('notes', 'page'),
  ];
  const groups = functionsOf(member(['chat', 'notes', 'guide', 'help'], services, []));
  expect(groups.map(({ functions }) => functions.map(({ path }) => path))).toEqual([
    ['pages/notes'],
    ['pages/feeding'],
    ['support'],
  ]);
});
