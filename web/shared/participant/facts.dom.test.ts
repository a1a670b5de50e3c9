import { expect, test } from 'vitest';
import { setLang } from '../i18n.ts';
import { useFacts, useGroupName } from './facts.ts';
import { doing, openStage } from './testing/stage.tsx';

test('who a person is to the programme is said in its own labels and the person’s language', async () => {
  const { result } = openStage().render(useFacts);
  expect(result.current).toEqual([
    { label: 'Name', value: 'Pip' },
    { label: 'Ring number', value: 'P0001' },
    { label: 'Group', value: 'Emperors' },
    { label: 'Organisation', value: 'Floe 1' },
  ]);
  await doing(() => setLang('zh'));
  expect(result.current.map(({ value }) => value)).toEqual(['Pip', 'P0001', '帝企鹅', '一号浮冰']);
  await doing(() => setLang('en'));
});

test('nothing is said of a group that the programme does not have any more', () => {
  const stage = openStage();
  stage.mine = { ...stage.mine, groupCode: 'gentoos' };
  const { result } = stage.render(() => ({ facts: useFacts(), group: useGroupName() }));
  expect(result.current.group).toBeUndefined();
  expect(result.current.facts.map(({ label }) => label)).toEqual([
    ...['Name', 'Ring number', 'Organisation'],
  ]);
});
