import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { placeScope } from '../../../platform/scope.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { asIdentifier } from '../../../server/testing/documents.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { colourOf, ledgerOf, startRookeryKit } from '../../../server/testing/rookery.ts';
import { programmes } from '../../programmes/contract.ts';
import type { Programme } from '../../programmes/public.ts';
import { createStaff } from '../../staff/public.ts';
import { codes } from '../contract.ts';
import { verifyLedgers } from '../ledger/verify.ts';
import { applyMeasurements } from './measurements.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
let [otto, hana, hugo]: Client[] = [];

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  otto = await kit.as(cast.otto);
  hana = await authority('hana');
  hugo = await authority('hugo');
});
afterAll(() => kit.close());

async function authority(username: string): Promise<Client> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username, name: username, role: 'health_authority' },
      placeId: cast.places.station.id,
      identifiers: [asIdentifier()],
    }),
  );
  return kit.as({ personId, realm: 'staff', app: 'console' });
}

const well = { temperature: 38, limping: false };

/** Merges the first record into the second one. */
async function merge({ person: from }: Reporter, { person: into }: Reporter): Promise<string> {
  const ids = { oneId: from.enrolmentId, otherId: into.enrolmentId };
  const { one, other } = await (otto as Client).get(programmes.comparePair, {
    params: { id: programme.id, ...ids },
  });
  const { id } = await (otto as Client).get(programmes.mergePair, {
    params: { id: programme.id },
    body: {
      ...{ survivorId: into.enrolmentId, mergedId: from.enrolmentId, reason: 'The same' },
      revisions: { survivor: other.revision, merged: one.revision },
    },
  });
  return id;
}

const undo = (mergeId: string) =>
  (otto as Client).get(programmes.undoMerge, {
    params: { id: programme.id, mergeId },
    body: { reason: 'Two after all' },
  });

async function order({ person: { enrolmentId } }: Reporter, rule: string): Promise<string> {
  const why = { reason: 'A seal bit it', evidence: 'Record 7' };
  const { id } = await (hana as Client).get(codes.proposeOrder, {
    body: { enrolmentId, rule, ...why },
  });
  return id;
}

const approve = (id: string) => (hugo as Client).get(codes.approveOrder, { params: { id } });

async function ledgersAreWhole(): Promise<void> {
  const scope = placeScope(cast.ada.personId, [cast.places.root.path]);
  expect((await verifyLedgers(kit.platform, scope, 0)).flaws).toEqual([]);
}

it('carries over what is worse, with its reason, and takes it away when it is undone', async () => {
  kit.clock.set(startOfTests);
  const [red, green] = [await reporter(kit, programme), await reporter(kit, programme)];
  for (const each of [red, green]) await each.send('checkup', well);
  await approve(await order(red, 'bitten'));
  const id = await merge(red, green);
  expect(await colourOf(kit, green.person)).toBe('red');
  expect((await green.browser.get(codes.mine))?.reason).toMatchObject({
    ...{ kind: 'order', note: 'A seal bit it', place: { en: 'Ice Floe Station' } },
  });
  await undo(id);
  expect(await colourOf(kit, green.person)).toBe('green');
  expect(await colourOf(kit, red.person)).toBe('red');
  expect(await ledgerOf(kit, green.person)).toEqual([
    'grey>green report',
    'green>red merge',
    'red>green merge_undone',
  ]);
  await ledgersAreWhole();
});

it('never makes a code better, and leaves what the kept record had itself', async () => {
  kit.clock.set(startOfTests);
  const [kept, other] = [await reporter(kit, programme), await reporter(kit, programme)];
  await kept.send('checkup', { ...well, limping: true });
  kit.clock.set(new Date(Date.parse(startOfTests) + 60_000));
  await other.send('checkup', { ...well, limping: true });
  const id = await merge(other, kept);
  expect(await colourOf(kit, kept.person)).toBe('yellow');
  // A report meanwhile decides anew what holds, of both.
  await kept.send('diary', {});
  await undo(id);
  expect(await colourOf(kit, kept.person)).toBe('yellow');
  const grey = await reporter(kit, programme);
  const green = await reporter(kit, programme);
  await green.send('checkup', well);
  await merge(green, grey);
  expect(await colourOf(kit, grey.person)).toBe('grey');
  await ledgersAreWhole();
});

it('lets what happens to the merged record later reach the one that is kept, and end there', async () => {
  kit.clock.set(startOfTests);
  const [kept, gone] = [await reporter(kit, programme), await reporter(kit, programme)];
  await kept.send('checkup', well);
  const waiting = await order(gone, 'bitten');
  const id = await merge(gone, kept);
  await approve(waiting);
  expect(await colourOf(kit, kept.person)).toBe('red');
  const { id: end } = await (hana as Client).get(codes.proposeEnd, {
    ...{ params: { id: waiting }, body: { reason: 'It healed', evidence: 'Record 8' } },
  });
  await approve(end);
  expect(await colourOf(kit, kept.person)).toBe('green');
  await kit.platform.transaction(null, (tx) =>
    applyMeasurements(tx, [
      {
        ...{ enrolmentId: gone.person.enrolmentId, id: randomUUID(), at: tx.now, celsius: 40 },
        ...{ byId: cast.ada.personId, placeId: cast.places.north.id },
      },
    ]),
  );
  expect(await colourOf(kit, kept.person)).toBe('yellow');
  await undo(id);
  // It was measured of the person, whichever record named them.
  expect(await colourOf(kit, kept.person)).toBe('yellow');
  await ledgersAreWhole();
});
