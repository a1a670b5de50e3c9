import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Deed,
  drawn,
  hire,
  type Stage,
  scanner,
  setStage,
  type Trier,
} from '../../server/testing/deeds.ts';
import { asIdentifier } from '../../server/testing/documents.ts';
import { type Reporter, reporter } from '../../server/testing/expedition.ts';
import type { PlaceRow } from '../places/public.ts';
import { codes } from './contract.ts';

let stage: Stage;
let who: Record<string, Trier>;
let station: PlaceRow;

beforeAll(async () => {
  stage = await setStage();
  const { places } = stage.cast;
  const { root, north, south } = places;
  station = places.station;
  const at = (role: string, place = station) => hire(stage, { role, place });
  who = {
    proposer: await at('health_authority'),
    second: await at('health_authority'),
    subject: await at('health_authority'),
    undocumented: await hire(stage, {
      ...{ role: 'health_authority', place: station, documented: false },
    }),
    above: await at('health_authority', root),
    below: await at('health_authority', north),
    beside: await at('health_authority', south),
    arctic: await at('health_authority', stage.arctic),
    admin: await at('administrator', root),
    organiser: await at('organiser'),
    'north organiser': await at('organiser', north),
    reader: await at('reader'),
    scanner: await scanner(stage, stage.sites.gate, 'senior'),
    resident: stage.cast.penny,
  };
});
afterAll(() => stage.kit.close());

const hot = { temperature: 39, limping: false };
const why = { reason: 'A seal bit it', evidence: 'Record 7' };
const answer = 'Measured again';

/** Somebody of the north, whose document the subject among the staff has as well. */
async function person(): Promise<Reporter> {
  const { kit, programme } = stage;
  const identifiers = [asIdentifier()];
  const one = await reporter(kit, programme, { identifiers });
  await kit.database.pool.query(
    `update identifiers mine set lookup = theirs.lookup, encrypted = theirs.encrypted
     from identifiers theirs where mine.person_id = $1 and mine.kind = 'identity'
       and theirs.person_id = $2 and theirs.kind = 'identity'`,
    [who.subject?.personId, one.person.personId],
  );
  return one;
}

const as = (name: string) => stage.kit.as(who[name] as Trier);
const officer = async () =>
  stage.kit.as(await hire(stage, { role: 'health_authority', place: station }));

const bite = ({ person: { enrolmentId } }: Reporter) => ({
  body: { enrolmentId, rule: 'bitten', ...why },
});

/** What the proposer among the staff proposes. */
const proposed = async (one: Reporter) => (await as('proposer')).get(codes.proposeOrder, bite(one));

/** What two others have given. */
async function given(one: Reporter): Promise<{ id: string }> {
  const order = await (await officer()).get(codes.proposeOrder, bite(one));
  await (await officer()).get(codes.approveOrder, { params: order });
  return order;
}

async function appealed({ browser }: Reporter): Promise<{ id: number }> {
  const { entry } = await browser.get(codes.ownAppeals);
  return browser.get(codes.appeal, { body: { entry: entry ?? 0, words: 'It was broken' } });
}

async function appealedRule(): Promise<{ id: number }> {
  const one = await person();
  await one.send('checkup', hot);
  return appealed(one);
}

async function appealedOrder(): Promise<{ one: Reporter; params: { id: number } }> {
  const one = await person();
  await given(one);
  return { one, params: await appealed(one) };
}

/** Nobody handles more than so many orders in a day. */
const nextDay = () => stage.kit.clock.set(new Date(stage.kit.clock.now().getTime() + 86_400_001));

/** The person lives in the north; the station runs the programme and has given what is given by hand. */
it('is done about codes by organisations that may, and never about oneself or alone', async () => {
  const programmeId = stage.programme.id;
  const has = async <T>(
    answer: { status: number; body: { code?: string; items?: { id: T }[] } },
    id: T,
  ) => {
    if (answer.status !== 200 || answer.body.items?.some((each) => each.id === id)) return answer;
    return { status: 404, body: { code: 'not_found' } };
  };
  const deeds: Record<string, Deed> = {
    'sees somebody’s ledger': async (by) => {
      const { enrolmentId } = (await person()).person;
      return by.call(codes.person, { params: { enrolmentId }, query: {} });
    },
    'sees what is proposed': async (by) => {
      const { id } = await proposed(await person());
      return has(await by.call(codes.orders, { body: { programmeId } }), id);
    },
    'proposes a colour': async (by) => by.call(codes.proposeOrder, bite(await person())),
    'approves what the proposer proposed': async (by) =>
      by.call(codes.approveOrder, { params: await proposed(await person()) }),
    'does not approve it': async (by) =>
      by.call(codes.refuseOrder, {
        params: await proposed(await person()),
        body: { note: 'No such record' },
      }),
    'withdraws it': async (by) =>
      by.call(codes.withdrawOrder, { params: await proposed(await person()) }),
    'proposes to end what was given': async (by) =>
      by.call(codes.proposeEnd, { params: await given(await person()), body: why }),
    'approves to end it': async (by) => {
      const one = { params: await given(await person()), body: why };
      const params = await (await as('proposer')).get(codes.proposeEnd, one);
      return by.call(codes.approveOrder, { params });
    },
    'sees an appeal against a rule': async (by) => {
      const { id } = await appealedRule();
      return has(await by.call(codes.appeals, { body: { programmeId } }), id);
    },
    'refuses it': async (by) =>
      by.call(codes.refuseAppeal, { params: await appealedRule(), body: { answer } }),
    'accepts it': async (by) =>
      by.call(codes.acceptAppeal, { params: await appealedRule(), body: { answer } }),
    'accepts one against an order': async (by) => {
      const { params } = await appealedOrder();
      return by.call(codes.acceptAppeal, { params, body: { answer } });
    },
    'approves what the proposer accepted': async (by) => {
      const { one, params } = await appealedOrder();
      const proposer = await as('proposer');
      await proposer.get(codes.acceptAppeal, { params, body: { answer } });
      const { enrolmentId } = one.person;
      const body = { programmeId, enrolmentId, state: 'proposed' as const };
      const [waiting] = (await proposer.get(codes.orders, { body })).items;
      return by.call(codes.approveOrder, { params: { id: waiting?.id ?? '' } });
    },
  };
  const table = await drawn(stage.kit, who, deeds, nextDay);
  expect(table).toBe(`
+ done            f forbidden    o oneself, or one’s own         r of too low a level    a what is another’s
- not signed in   n not found    l a line in which they stand    x disabled there        d no document on record

                                    proposer second subject undocumented above below beside arctic admin organiser north organiser reader scanner resident
sees somebody’s ledger              +        +      +       +            +     +     n      n      +     +         +               +      f       f
sees what is proposed               +        +      +       +            +     +     n      n      +     +         +               +      f       f
proposes a colour                   +        +      o       d            +     +     n      n      f     f         f               f      f       f
approves what the proposer proposed o        +      o       d            +     n     n      n      f     f         f               f      f       f
does not approve it                 o        +      o       d            +     n     n      n      f     f         f               f      f       f
withdraws it                        +        a      a       a            a     n     n      n      f     f         f               f      f       f
proposes to end what was given      +        +      o       d            +     n     n      n      f     f         f               f      f       f
approves to end it                  o        +      o       d            +     n     n      n      f     f         f               f      f       f
sees an appeal against a rule       +        +      +       +            +     n     n      n      +     +         n               f      f       f
refuses it                          +        +      o       d            +     n     n      n      +     +         n               f      f       f
accepts it                          +        +      o       d            +     n     n      n      +     +         n               f      f       f
accepts one against an order        +        +      o       d            +     n     n      n      +     +         n               f      f       f
approves what the proposer accepted o        +      o       d            +     n     n      n      f     f         f               f      f       f
`);
}, 180_000);
