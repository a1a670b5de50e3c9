import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, gather } from '../../server/testing/cast.ts';
import { type Kit, startKit } from '../../server/testing/kit.ts';
import { programmes } from './contract.ts';

let kit: Kit;
let cast: Cast;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
});
afterAll(() => kit.close());

it('tells a participant of their own part', async () => {
  const penny = await kit.as(cast.penny);
  const mine = await penny.get(programmes.mine);
  expect(mine).toMatchObject({
    name: 'Penny Emperor',
    card: 'P0001',
    groupCode: 'emperors',
    services: ['weighing', 'papers', 'help'],
    withdrawn: false,
    placeEn: 'North Colony',
  });
  expect(mine.forms.map(({ definition }) => definition.code)).toEqual(['weigh-in', 'arrival']);
});
