import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, eachDay } from '../../../forms/days.ts';
import { reportingPeriodOf } from '../../../forms/policy.ts';
import { type Cast, colonies, enrol, type Participant } from '../../../server/testing/cast.ts';
import {
  type Reporter,
  reporterOf,
  startExpeditionKit,
  withdraw,
} from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { enrolmentOf, type Programme, personOf } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { findReportingPeriod } from '../periods/queries.ts';
import { wellToday } from '../testing.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
});
afterAll(() => kit.close());

const firstDay = '2022-01-10';
const dayIn = fc.integer({ min: 0, max: 14 }).map((days) => addDays(firstDay, days));
const who = fc.nat({ max: 3 });

/** Every day that something may happen on, and those on which reporting periods end by themselves. */
const watched = [
  ...eachDay(addDays(firstDay, -4), addDays(firstDay, 16)),
  '2022-03-31',
  '2022-04-01',
];

/** What may happen to a group of four. */
const step = fc.oneof(
  fc.record({ what: fc.constant('daily' as const), who, day: dayIn }),
  fc.record({ what: fc.constant('change' as const), who, day: dayIn }),
  fc.record({
    what: fc.constant('voyage' as const),
    who,
    landedOn: fc.option(dayIn, { nil: undefined }),
    leavesOn: fc.option(dayIn, { nil: undefined }),
  }),
  fc.record({
    what: fc.constant('enrol' as const),
    who,
    group: fc.constantFrom('emperors', 'adelies'),
    organisation: fc.constantFrom(colonies.north, colonies.south),
    visitor: fc.boolean(),
    startsOn: dayIn,
    endsOn: fc.option(dayIn, { nil: null }),
  }),
  fc.record({ what: fc.constant('withdraw' as const), who, day: dayIn }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(people: Reporter[], each: Step): Promise<void> {
  const { send, person } = people[each.who] as Reporter;
  if (each.what === 'daily') {
    await send('daily', wellToday, { day: each.day });
  } else if (each.what === 'change') {
    const values = { ...wellToday, temperature: 38 };
    await send('daily', values, { day: each.day, basedOn: 1 });
  } else if (each.what === 'voyage') {
    const { landedOn, leavesOn } = each;
    const [sent] = await stored(person, 'voyage');
    const values = { ...(landedOn && { landedOn }), ...(leavesOn && { leavesOn }) };
    await send('voyage', values, { basedOn: sent?.version ?? 0 });
  } else if (each.what === 'enrol') {
    const { group, organisation, visitor, startsOn, endsOn } = each;
    const until = endsOn !== null && endsOn < startsOn ? null : endsOn;
    const dates = { startsOn, endsOn: until };
    const attributes = { visitor };
    await enrol(kit, expedition, { ...person.entry, group, organisation, attributes, ...dates });
    // A withdrawal ended the session.
    people[each.who] = await reporterOf(kit, expedition, person);
  } else {
    await withdraw(kit, person, each.day);
  }
}

/** The newest version of each report of a form: whoever was withdrawn cannot look at them any more. */
async function stored({ enrolmentId }: Participant, form: string) {
  const { rows } = await kit.database.pool.query<{ day: string; version: number }>(
    'select day, version from reports where enrolment_id = $1 and form = $2 and current',
    [enrolmentId, form],
  );
  return rows;
}

/** Due and done by unit and day, from the enrolments and the reports themselves. */
async function fromScratch(people: Reporter[]): Promise<Record<string, [number, number]>> {
  const figures: Record<string, [number, number]> = {};
  for (const { person } of people) {
    const facts = await enrolmentOf(kit.platform, person.personId, person.realm);
    const kept = await findReportingPeriod(kit.platform.db, person.enrolmentId);
    if (!facts || !kept) throw new Error('not enrolled');
    const reportingPeriod = reportingPeriodOf(
      expedition.definition,
      personOf(facts),
      kept.milestones,
    );
    const interval = { from: kept.from, to: kept.to };
    expect(interval).toEqual(reportingPeriod.interval ?? { from: null, to: null });
    const done = new Set((await stored(person, 'daily')).map(({ day }) => day));
    for (const day of watched) {
      if (
        !reportingPeriod.interval ||
        day < reportingPeriod.interval.from ||
        day > reportingPeriod.interval.to
      )
        continue;
      const key = `${facts.placeId} ${facts.group} ${day}`;
      const figure = figures[key] ?? [0, 0];
      figures[key] = [figure[0] + 1, figure[1] + (done.has(day) ? 1 : 0)];
    }
  }
  return figures;
}

/** The same as the console sees them. */
async function asShown(): Promise<Record<string, [number, number]>> {
  const ada = await kit.as(cast.ada);
  const figures: Record<string, [number, number]> = {};
  for (const day of watched) {
    const query = { programmeId: expedition.id, form: 'daily', day };
    for (const row of (await ada.get(reports.completion, { query })).rows) {
      figures[`${row.placeId} ${row.group} ${day}`] = [row.due, row.done];
    }
  }
  return figures;
}

it('counts alike whether step by step or from scratch', async () => {
  let people: Reporter[] = [];
  const scenario = fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: 25 }),
    fc.boolean(),
    async (steps, atOnce) => {
      kit.clock.set(startOfTests);
      const given = [0, 1, 2, 3].map((n) => ({ attributes: { visitor: n % 2 === 1 } }));
      // Earlier people stay: what is counted of them must not move any more.
      const fresh: Reporter[] = [];
      for (const each of given) {
        const person = await enrol(kit, expedition, { ...each, startsOn: firstDay });
        fresh.push(await reporterOf(kit, expedition, person));
      }
      people = [...people, ...fresh];
      if (atOnce) await Promise.all(steps.map((each) => take(fresh, each)));
      else for (const each of steps) await take(fresh, each);
      expect(await asShown()).toEqual(await fromScratch(people));
    },
  );
  await fc.assert(scenario, { numRuns: 8, endOnFailure: true });
}, 60_000);
