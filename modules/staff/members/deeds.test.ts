import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Deed,
  drawn,
  hire,
  type Stage,
  scanner,
  setStage,
  type Trier,
} from '../../../server/testing/deeds.ts';
import { newDocument } from '../../../server/testing/documents.ts';
import { listGrantsOf } from '../../access/public.ts';
import type { PlaceRow } from '../../places/public.ts';
import { staff } from '../contract.ts';
import { addGrant } from '../create.ts';
import { assignScanner } from '../scanners/actions.ts';

let stage: Stage;
let who: Record<string, Trier>;

beforeAll(async () => {
  stage = await setStage();
  const { root, station, north, south } = stage.cast.places;
  const admin = (place: PlaceRow) => hire(stage, { role: 'administrator', place });
  who = {
    admin: await admin(north),
    above: await admin(station),
    root: await admin(root),
    south: await admin(south),
    arctic: await admin(stage.arctic),
    organiser: await hire(stage, { role: 'organiser', place: north }),
    authority: await hire(stage, { role: 'health_authority', place: north }),
    scanner: await scanner(stage, stage.sites.gate, 'senior'),
    resident: stage.cast.penny,
  };
});
afterAll(() => stage.kit.close());

/** Somebody with a role in the north. */
const holder = (role: string) => () => hire(stage, { role, place: stage.cast.places.north });

const guard = () => scanner(stage, stage.sites.gate, 'ordinary');

/** An ordinary scanner of the gate, who is one of the quay in the south as well. */
async function guardOfBoth(): Promise<Trier> {
  const one = await guard();
  const { id } = stage.sites.quay;
  await stage.kit.platform.transaction(null, (tx) =>
    assignScanner(tx, { ...one, siteId: id, superior: null }),
  );
  return one;
}

async function readerOfBoth(): Promise<Trier> {
  const one = await holder('reader')();
  const { id } = stage.cast.places.south;
  await stage.kit.platform.transaction(null, (tx) => addGrant(tx, one.personId, 'reader', id));
  return one;
}

/** Whoever tries it does it to themselves. */
const oneself = async (by: Trier) => by;

type Target = (by: Trier) => Promise<{ personId: string }>;

const take =
  (target: Target): Deed =>
  async (by, trier) => {
    const { personId } = await target(trier);
    const { path } = stage.cast.places.north;
    const theirs = await listGrantsOf(stage.kit.platform.db, personId);
    const grantId = theirs.find((each) => each.path === path)?.id ?? 0;
    return by.call(staff.revokeRole, { params: { personId, grantId } });
  };
const remark =
  (target: Target): Deed =>
  async (by, trier) => {
    const { personId } = await target(trier);
    return by.call(staff.change, { params: { personId }, body: { remark: 'On leave' } });
  };
const disable =
  (target: Target): Deed =>
  async (by, trier) => {
    const { personId } = await target(trier);
    return by.call(staff.change, { params: { personId }, body: { disabled: true } });
  };
const reset =
  (target: Target): Deed =>
  async (by, trier) => {
    const { personId } = await target(trier);
    return by.call(staff.reset, { params: { personId }, body: { reason: 'Asked for it' } });
  };

const document =
  (target: Target): Deed =>
  async (by, trier) => {
    const { personId } = await target(trier);
    return by.call(staff.setDocument, { params: { personId }, body: { identity: newDocument() } });
  };

let added = 0;
const add =
  (role: string, at: 'north' | 'station' = 'north'): Deed =>
  (by) => {
    added += 1;
    const placeId = stage.cast.places[at].id;
    return by.call(staff.add, {
      body: { username: `added-${added}`, name: 'Added', role, placeId },
    });
  };

/** All are staff of the north; those 'of both' work in the southern colony as well. */
it('is done to staff by administrators who may do all that these may', async () => {
  const table = await drawn(stage.kit, who, {
    'sees a reader in the list': async (by) => {
      const { personId } = await holder('reader')();
      const answer = await by.call(staff.list, { body: { limit: 200 } });
      const isListed = () => answer.body.items.some((each) => each.personId === personId);
      if (answer.status !== 200 || isListed())
        return { status: answer.status, body: { code: answer.body.code ?? '' } };
      return { status: 404, body: { code: 'not_found' } };
    },
    'looks at a reader': async (by) => by.call(staff.member, { params: await holder('reader')() }),
    'adds a reader': add('reader'),
    'adds an administrator': add('administrator'),
    'adds an officer who gives colours': add('health_authority'),
    'adds a reader of the place above': add('reader', 'station'),
    'gives a reader a further role': async (by) => {
      const { personId } = await holder('reader')();
      const body = { role: 'organiser', placeId: stage.cast.places.north.id };
      return by.call(staff.grantRole, { params: { personId }, body });
    },
    'gives oneself a further role': async (by, { personId }) =>
      by.call(staff.grantRole, {
        params: { personId },
        body: { role: 'health_authority', placeId: stage.cast.places.north.id },
      }),
    'takes the role of a reader': take(holder('reader')),
    'takes the role of an officer': take(holder('health_authority')),
    'takes the role of an administrator': take(holder('administrator')),
    'takes the role of a reader of both': take(readerOfBoth),
    'disables a reader': disable(holder('reader')),
    'disables an officer': disable(holder('health_authority')),
    'disables an administrator': disable(holder('administrator')),
    'disables a reader of both': disable(readerOfBoth),
    'disables a scanner': disable(guard),
    'disables a scanner of both': disable(guardOfBoth),
    'disables oneself': disable(oneself),
    'writes a remark on an officer': remark(holder('health_authority')),
    'writes a remark on a reader of both': remark(readerOfBoth),
    'writes a remark on oneself': remark(oneself),
    'enters the document of an officer': document(holder('health_authority')),
    'enters the document of a reader of both': document(readerOfBoth),
    'enters the document of oneself': document(oneself),
    'makes a password for a reader': reset(holder('reader')),
    'makes a password for an officer': reset(holder('health_authority')),
    'makes a password for an administrator': reset(holder('administrator')),
    'makes a password for a reader of both': reset(readerOfBoth),
    'makes a password for a scanner': reset(guard),
    'makes a password for a scanner of both': reset(guardOfBoth),
    'makes a password for oneself': reset(oneself),
  });
  expect(table).toBe(`
+ done            f forbidden    o oneself, or one’s own         r of too low a level    a what is another’s
- not signed in   n not found    l a line in which they stand    x disabled there        d no document on record

                                        admin above root south arctic organiser authority scanner resident
sees a reader in the list               +     +     +    n     n      f         f         f       f
looks at a reader                       +     +     +    n     n      f         f         f       f
adds a reader                           +     +     +    n     n      f         f         f       f
adds an administrator                   +     +     +    n     n      f         f         f       f
adds an officer who gives colours       +     +     +    n     n      f         f         f       f
adds a reader of the place above        n     +     +    n     n      f         f         f       f
gives a reader a further role           +     +     +    n     n      f         f         f       f
gives oneself a further role            o     o     o    o     o      f         f         f       f
takes the role of a reader              +     +     +    n     n      f         f         f       f
takes the role of an officer            +     +     +    n     n      f         f         f       f
takes the role of an administrator      +     +     +    n     n      f         f         f       f
takes the role of a reader of both      +     +     +    n     n      f         f         f       f
disables a reader                       +     +     +    n     n      f         f         f       f
disables an officer                     +     +     +    n     n      f         f         f       f
disables an administrator               +     +     +    n     n      f         f         f       f
disables a reader of both               f     +     +    f     n      f         f         f       f
disables a scanner                      +     +     +    n     n      f         f         f       f
disables a scanner of both              f     +     +    f     n      f         f         f       f
disables oneself                        o     o     o    o     o      f         f         f       f
writes a remark on an officer           +     +     +    n     n      f         f         f       f
writes a remark on a reader of both     f     +     +    f     n      f         f         f       f
writes a remark on oneself              o     o     o    o     o      f         f         f       f
enters the document of an officer       +     +     +    n     n      f         f         f       f
enters the document of a reader of both f     +     +    f     n      f         f         f       f
enters the document of oneself          o     o     o    o     o      f         f         f       f
makes a password for a reader           +     +     +    n     n      f         f         f       f
makes a password for an officer         +     +     +    n     n      f         f         f       f
makes a password for an administrator   +     +     +    n     n      f         f         f       f
makes a password for a reader of both   f     +     +    f     n      f         f         f       f
makes a password for a scanner          +     +     +    n     n      f         f         f       f
makes a password for a scanner of both  f     +     +    f     n      f         f         f       f
makes a password for oneself            o     o     o    o     o      f         f         f       f
`);
}, 180_000);
