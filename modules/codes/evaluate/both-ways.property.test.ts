import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assess, type ColourRules } from '../../../forms/colours.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import { type Cast, enrol } from '../../../server/testing/cast.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import type { Programme } from '../../programmes/public.ts';
import type { ReportSubmitted } from '../../reports/public.ts';
import { applyMeasurements, coloursOf } from '../public.ts';
import { codesHandlers } from './reports.ts';
import { type CodeState, evolve, isQuiet, newCode, type Transition } from './rules.ts';
import { isHighFor, standingAt } from './standing.ts';

/** Whatever way a batch takes, codes and ledgers are what the rules alone make of each person's history. */

let kit: Kit;
let cast: Cast;
let programme: Programme;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
});
afterAll(() => kit.close());

type Given =
  | { who: number; temperature: number; limping: boolean }
  | { who: number; celsius: number };

const somebody = fc.integer({ min: 0, max: 2 });
const report = fc.record({
  who: somebody,
  temperature: fc.constantFrom(37, 37, 37, 39),
  limping: fc.constantFrom(false, false, false, true),
});
const measurement = fc.record({ who: somebody, celsius: fc.constantFrom(37, 39.5) });
const batches = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 600, max: 20_000 })),
    reports: fc.array(report, { maxLength: 5 }),
    measurements: fc.array(measurement, { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 8 },
);

it('is decided alike by statements and rules', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (given) => {
      const people = await Promise.all([0, 1, 2].map(() => enrol(kit, programme)));
      const expected = people.map(() => ({ state: newCode, told: [] as Transition[] }));
      for (const { wait, reports, measurements } of given) {
        kit.clock.set(new Date(kit.clock.now().getTime() + wait * 60_000));
        const items = reports.map((each) => itemOf(each, people[each.who]?.enrolmentId ?? 0));
        await kit.platform.transaction(null, async (tx) => {
          await codesHandlers[0]?.handle(tx, items as never[]);
        });
        items.forEach((item, index) => {
          decide(expected[reports[index]?.who ?? 0], { ...reports[index], id: item.id } as never);
        });
        const done = measurements.map((each) => ({ ...each, id: randomUUID() }));
        await kit.platform.transaction(null, (tx) =>
          applyMeasurements(
            tx,
            done.map(({ who, ...rest }) => ({
              ...rest,
              enrolmentId: people[who]?.enrolmentId ?? 0,
              at: tx.now,
              byId: cast.otto.personId,
              placeId: cast.places.north.id,
            })),
          ),
        );
        for (const each of done) decide(expected[each.who], each);
      }
      const ids = people.map(({ enrolmentId }) => enrolmentId);
      const found = await coloursOf(kit.platform.db, ids, kit.clock.now());
      for (const [index, id] of ids.entries()) {
        const { state, told } = expected[index] as (typeof expected)[number];
        const now = kit.clock.now().toISOString();
        const { colour, reason } = standingAt(colours(), state.facts, now);
        expect(found.get(id)).toMatchObject({ colour, reason });
        expect(await ledger(id)).toEqual(told.map(briefly));
      }
    }),
    { numRuns: 25 },
  );
});

const colours = () => programme.definition.colours as ColourRules;

function decide(
  one: { state: CodeState; told: Transition[] } | undefined,
  happened: Given & { id: string },
): void {
  if (!one) return;
  // A normal temperature is no word on whoever is green, also where the report has grown old since.
  const isNormal = 'celsius' in happened && !isHighFor(colours(), happened.celsius);
  if (isNormal && isQuiet(one.state)) return;
  const now = kit.clock.now().toISOString();
  const { definition } = programme.forms.get('checkup') as { definition: FormDefinition };
  const { id } = happened;
  const change =
    'celsius' in happened
      ? { kind: 'measurement' as const, id, at: now, recordedAt: now, celsius: happened.celsius }
      : {
          kind: 'report' as const,
          id,
          at: now,
          ...assess(colours(), definition, valuesOf(happened)),
        };
  const next = evolve(colours(), one.state, change, now);
  one.state = next.state;
  one.told.push(...next.transitions);
}

const valuesOf = ({ temperature, limping }: { temperature: number; limping: boolean }) => ({
  temperature,
  limping,
});

function itemOf(
  given: { temperature: number; limping: boolean },
  enrolmentId: number,
): ReportSubmitted {
  const form = programme.forms.get('checkup');
  return {
    id: randomUUID(),
    programmeId: programme.id,
    programmeVersion: programme.version,
    enrolmentId,
    personId: cast.penny.personId,
    placeId: cast.places.north.id,
    group: 'emperors',
    form: 'checkup',
    formVersionId: form?.id ?? 0,
    slot: 'one',
    day: '2022-01-20',
    version: 1,
    values: valuesOf(given),
    alerts: [],
    incomplete: false,
    app: 'portal',
    sentBy: cast.penny.personId,
    sentAt: kit.clock.now(),
  };
}

const briefly = ({ at, from, colour, why, cause, reason }: Transition) => ({
  at,
  from,
  colour,
  why,
  cause,
  reason,
});

async function ledger(enrolmentId: number): Promise<unknown[]> {
  const { rows } = await kit.database.pool.query<{ content: string }>(
    'select content from code_ledger where enrolment_id = $1 order by number',
    [enrolmentId],
  );
  return rows.map(({ content }) => briefly(JSON.parse(content)));
}
