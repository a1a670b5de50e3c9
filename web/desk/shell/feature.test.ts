import { expect, test } from 'vitest';
import type { Service } from '../../../forms/programme.ts';
import type { Participant } from '../../shared/participant/session.ts';
import { type Feature, type MenuEntry, menuOf } from './feature.ts';

const text = (word: string) => ({ zh: word, en: word });

function service(code: string, kind: Service['kind']): Service {
  return { code, kind, name: text(code) };
}

function participant(services: string[], offered: Service[]): Participant {
  return {
    mine: { services, forms: [], definition: { services: offered } },
  } as unknown as Participant;
}

const entry = ({ code, name: title }: Service): MenuEntry => ({
  ...{ path: code, icon: () => null, title },
});

const features: Feature[] = [
  { name: 'weights', services: { reports: (each) => [entry(each), entry(each)] } },
  { name: 'pages', services: { page: (each) => [entry(each)], support: () => [] } },
];

test('the menu has the services of the group, in its order, as far as a feature serves them', () => {
  const offered = [
    service('weighing', 'reports'),
    service('chat', 'messages'),
    service('help', 'support'),
    service('guide', 'page'),
    service('notes', 'page'),
  ];
  const menu = menuOf(features, participant(['chat', 'guide', 'help', 'weighing'], offered));
  expect(menu.map((each) => each.entries.map(({ path }) => path))).toEqual([
    ['guide'],
    ['weighing', 'weighing'],
  ]);
});
