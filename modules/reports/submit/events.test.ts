import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Values } from '../../../forms/definition.ts';
import type { Platform } from '../../../platform/platform.ts';
import { selfScope, type UnverifiedSession } from '../../../platform/scope.ts';
import { type Cast, gather } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpedition } from '../../../server/testing/expedition.ts';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import { openSession } from '../../people/public.ts';
import type { Programme } from '../../programmes/public.ts';
import type { ReportSubmitted } from '../events.ts';
import { wellToday } from '../testing.ts';
import { submit } from './actions.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let listening: Platform;
const heard: ReportSubmitted[][] = [];

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  expedition = await startExpedition(kit, cast);
  listening = {
    ...kit.platform,
    reactsTo: () => true,
    transaction: (actor, run) =>
      kit.platform.transaction(actor, (tx) => {
        const emit = async (_event: unknown, items: unknown[]) => {
          if (items.length > 0) heard.push(items as ReportSubmitted[]);
          if (refusing) throw new Error('the handler fails');
        };
        return run({ ...tx, emit });
      }),
  };
});
afterAll(() => kit.close());

let refusing = false;

type Sender = Reporter & { session: UnverifiedSession };

async function sender(): Promise<Sender> {
  const one = await reporter(kit, expedition);
  return { ...one, session: await unverifiedSessionOf(one.person) };
}

function send({ session }: Sender, form: string, values: Values, more: object = {}) {
  const formVersionId = expedition.forms.get(form)?.id as number;
  const body = { id: randomUUID(), form, formVersionId, day: '2022-01-20', basedOn: 0, values };
  return submit(listening, session, { ...body, ...more });
}

async function unverifiedSessionOf({
  personId,
  realm,
}: Reporter['person']): Promise<UnverifiedSession> {
  const app = 'portal';
  const { token } = await openSession(kit.platform, { personId, realm, app });
  const verify = async () => {
    const actor = await kit.platform.sessions.resolve(token, app);
    if (!actor) throw new Error('The session has ended.');
    return { actor, self: selfScope(actor) };
  };
  return { app, tokenHash: kit.platform.sessions.hashOf(token), verify };
}

it('tells of every version that was taken, once for those written together', async () => {
  const people = await Promise.all([1, 2, 3].map(sender));
  const [one] = people as [Sender];
  await send(one, 'daily', { temperature: 38, cough: false }, { day: '2022-01-19' });
  await Promise.all(people.map((each) => send(each, 'daily', wellToday)));
  await send(one, 'daily', { ...wellToday, cough: true }, { basedOn: 1 });
  await send(one, 'voyage', { landedOn: '2022-01-15' });
  await send(one, 'voyage', { landedOn: '2022-01-15' });
  expect(heard.map((items) => items.length)).toEqual([1, 3, 1, 1]);
  const { personId, enrolmentId } = one.person;
  const unit = { placeId: cast.places.north.id, group: 'emperors', programmeId: expedition.id };
  expect(heard[0]).toMatchObject([
    {
      ...unit,
      personId,
      enrolmentId,
      form: 'daily',
      slot: '2022-01-19',
      version: 1,
      alerts: ['hot'],
    },
  ]);
  expect(heard[2]).toMatchObject([
    { ...unit, personId, enrolmentId, version: 2, alerts: ['cough'], values: { cough: true } },
  ]);
  expect(heard[3]).toMatchObject([{ ...unit, form: 'voyage', slot: 'one', version: 1 }]);
});

it('keeps nothing when a reaction fails', async () => {
  const one = await sender();
  refusing = true;
  for (const form of ['daily', 'voyage']) {
    const values = form === 'daily' ? wellToday : { landedOn: '2022-01-15' };
    await expect(send(one, form, values)).rejects.toThrow('the handler fails');
  }
  refusing = false;
  const { rows } = await kit.database.pool.query('select id from reports where enrolment_id = $1', [
    one.person.enrolmentId,
  ]);
  expect(rows).toEqual([]);
});
