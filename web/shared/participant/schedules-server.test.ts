import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Programme } from '../../../modules/programmes/public.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { wellToday } from '../../../modules/reports/testing.ts';
import type { Endpoint } from '../../../platform/contract.ts';
import { gather } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpedition } from '../../../server/testing/expedition.ts';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import { ApiProblem } from '../api.ts';
import type { ReportServer } from './deliver.ts';
import { actionArbitrary } from './testing/actions.ts';
import { checkWorld, makeWorld, memoryEntries } from './testing/schedules.ts';

/** The schedules of `schedules.test.ts` against the product: what the model says of it is so. */

let kit: Kit;
let expedition: Programme;

beforeAll(async () => {
  kit = await startKit();
  expedition = await startExpedition(kit, await gather(kit));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterAll(async () => {
  vi.useRealTimers();
  await kit.close();
});

const form = 'daily';
const day = '2022-01-20';

/** The routes as the pages call them, without a network. */
function serverOf({ browser }: Reporter): ReportServer {
  const request = async <E extends Endpoint & { url: string }>(
    ...args: Parameters<typeof browser.call<E>>
  ) => {
    const { status, body } = await browser.call<E>(...args);
    if (status >= 400) throw new ApiProblem(body.code ?? 'internal', status);
    return body;
  };
  return {
    submit: (body) => request(reports.submit, { body }),
    async newest(which, slot) {
      const { reports: all } = await request(reports.mine, {
        params: { form: which },
        query: { slot },
      });
      return all[0] ?? null;
    },
  };
}

test('what the person was told last is what the database has', async () => {
  const schedules = fc.array(actionArbitrary, { minLength: 5, maxLength: 30, size: 'max' });
  const property = fc.asyncProperty(schedules, async (schedule) => {
    const one = await reporter(kit, expedition);
    const server = serverOf(one);
    const world = makeWorld({
      ...{ account: 'expedition/one', server, day, newId: randomUUID },
      formVersionId: expedition.forms.get(form)?.id ?? 0,
      valuesOf: (temperature) => ({ ...wellToday, temperature }),
      store: () => memoryEntries(),
      turn: async () => undefined,
      pass: (milliseconds) => void vi.setSystemTime(Date.now() + milliseconds),
    });
    for (const action of schedule) await world.run(action);
    await world.finish();
    const { reports: versions } = await one.browser.get(reports.mine, {
      params: { form },
      query: { slot: day },
    });
    await checkWorld(world, versions.toReversed(), world.confirmed.at(-1));
    expect(versions.length).toBeLessThan(60);
  });
  await fc.assert(property, { seed: 2022, numRuns: 25 });
});
