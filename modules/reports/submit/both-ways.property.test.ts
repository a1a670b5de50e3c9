import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Day, Values } from '../../../forms/definition.ts';
import type { FormPolicy } from '../../../forms/policy.ts';
import {
  type ParticipantApp,
  type ProgrammeContent,
  type ProgrammeForm,
  participantApps,
} from '../../../forms/programme.ts';
import type { App } from '../../../platform/contract.ts';
import { Problem } from '../../../platform/problems.ts';
import { selfScope, type UnverifiedSession } from '../../../platform/scope.ts';
import { type Cast, colonies, enrol, gather, weighInDays } from '../../../server/testing/cast.ts';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import { endSessionsOf, openSession } from '../../people/public.ts';
import { createProgramme, type FormVersion, type Programme } from '../../programmes/public.ts';
import { decryptValues } from '../encryption.ts';
import { onReports, type ReportSubmitted } from '../events.ts';
import { findReportingPeriod } from '../periods/queries.ts';
import { expedition } from '../testing.ts';
import { submit, submitAny } from './actions.ts';
import { decide, isSentAgain, type Sent, type StoredReport, slotOf } from './rules.ts';

/**
 * The one statement and the longer way must decide alike and store the same. Random reports of twins
 * are sent both ways: of each pair one takes whatever way there is, the other the longer way only.
 */

const [daily] = expedition.forms as [ProgrammeForm];

function variant(
  code: string,
  policy: Partial<FormPolicy>,
  offeredTo?: ProgrammeForm['offeredTo'],
  fields: ProgrammeForm['definition']['fields'] = [],
): ProgrammeForm {
  const definition = {
    ...daily.definition,
    code,
    fields: [...daily.definition.fields, ...fields],
  };
  return { definition, policy: { ...daily.policy, ...policy }, ...(offeredTo && { offeredTo }) };
}

const phone = {
  type: 'phone',
  code: 'phone',
  label: { zh: '电话', en: 'Phone' },
  required: false,
} as const;

const single = { slots: 'single', backfill: false } as const;

const forms = [
  daily,
  variant('once', { change: 'never', backfill: false }),
  variant('unheard', {}),
  variant('emperors', {}, { groups: ['emperors'] }),
  variant('window', {
    ...single,
    window: { from: { on: '2022-01-19' }, to: { on: '2022-01-20' } },
  }),
  variant('visitors', single, { groups: ['emperors'], attributes: { visitor: true } }),
  variant('residents', single, { attributes: { visitor: false } }),
  variant('single', single),
  variant('many', { slots: 'many', backfill: false }),
  variant('phone', {}, undefined, [phone]),
  ...expedition.forms.filter(({ definition }) => definition.code === 'voyage'),
];
const codes = forms.map(({ definition }) => definition.code);

const template: ProgrammeContent = {
  ...expedition,
  code: 'twins',
  groups: [
    { code: 'emperors', name: { zh: '帝企鹅', en: 'Emperors' }, services: ['all'] },
    { code: 'adelies', name: { zh: '阿德利企鹅', en: 'Adélies' }, services: ['few'] },
  ],
  services: [
    { code: 'all', kind: 'reports', name: { zh: '全部', en: 'All' }, forms: codes },
    {
      code: 'few',
      kind: 'reports',
      name: { zh: '少数', en: 'Few' },
      forms: ['daily', 'emperors', 'visitors'],
    },
  ],
  forms,
};

const ways = ['any', 'longer'] as const;
type Way = (typeof ways)[number];
type Twin = {
  way: Way;
  personId: string;
  enrolmentId: number;
  sessions: Record<ParticipantApp | 'ended', UnverifiedSession>;
};

const pairs = 24;
let kit: Kit;
let cast: Cast;
let programme: Programme;
const twins: Record<Way, Twin>[] = [];
let heard: ReportSubmitted[] = [];
const handler = onReports(
  ({ code }) => (code === 'twins' ? ['daily', 'once', 'many', 'voyage'] : []),
  async (_, items) => {
    heard.push(...items);
  },
);

beforeAll(async () => {
  kit = await startKit({ handlers: [handler] });
  cast = await gather(kit);
  const place = { id: cast.places.station.id };
  programme = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, { content: template, code: 'twins', place, ...weighInDays }),
  );
  for (let pair = 0; pair < pairs; pair += 1) {
    const [any, longer] = [await twin('any', 'north'), await twin('longer', 'south')];
    twins.push({ any, longer });
  }
});
afterAll(() => kit.close());

/** The ways are told apart by the colony, so that their counts are. */
async function twin(way: Way, colony: keyof typeof colonies): Promise<Twin> {
  const { personId, enrolmentId } = await enrol(kit, programme, { organisation: colonies[colony] });
  const ended = await open(personId, 'portal');
  const { realm } = programme;
  await kit.platform.transaction(null, (tx) => endSessionsOf(tx, { personIds: [personId], realm }));
  const [portal, desk] = [await open(personId, 'portal'), await open(personId, 'desk')];
  return { way, personId, enrolmentId, sessions: { ended, portal, desk } };
}

/** How many alerts were seen. */
let raised = 0;

/** How often the one statement did not do, so that the session had to be verified. */
let verified = 0;

async function open(personId: string, app: App): Promise<UnverifiedSession> {
  const { sessions } = kit.platform;
  const { token } = await openSession(kit.platform, { personId, realm: programme.realm, app });
  const verify = async () => {
    verified += 1;
    const actor = await sessions.resolve(token, app, programme.realm);
    if (actor instanceof Problem) throw actor;
    return { actor, self: selfScope(actor) };
  };
  const { realm } = programme;
  return { app, realm, personId, tokenHash: sessions.hashOf(token), verify };
}

const usually = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(usual, ...others));

/** What the rules know of a person. */
const stateArb = fc.record({
  group: usually('emperors', 'adelies'),
  attributes: usually<Record<string, boolean>>({ visitor: false }, { visitor: true }, {}),
  withdrawnOn: usually<Day | null>(null, '2022-01-18', '2022-01-20', '2022-01-22'),
  due: usually<[Day, Day] | 'milestoneUnknown' | 'noDays'>(
    ['2022-01-04', '2022-03-31'],
    ['2022-01-19', '2022-01-19'],
    ['2022-01-20', '2022-01-21'],
    'milestoneUnknown',
    'noDays',
  ),
  declared: usually<object>({ portal: 3, desk: 3 }, {}, { portal: 3 }, { portal: 2, desk: 3 }),
});
type State = typeof stateArb extends fc.Arbitrary<infer T> ? T : never;

const well = { temperature: 36.5, cough: false };
const valuesArb = usually<Values>(
  well,
  { temperature: 38, cough: true },
  { temperature: 38, cough: true },
  { temperature: 38, cough: false },
  { ...well, remark: ' tired ' },
  { ...well, remark: 'tired' },
  { temperature: 99 },
  { ...well, phone: '+86 431 0000 0001' },
  { landedOn: '2022-01-15' },
  { landedOn: '2022-01-20' },
);

const sendArb = fc.record({
  form: usually('daily', ...codes, 'none'),
  day: usually('2022-01-20', '2022-01-17', '2022-01-18', '2022-01-19', '2022-01-21', '2022-02-30'),
  values: valuesArb,
  basedOn: usually(0, 1, 2),
  outdated: usually(false, true),
  /** The id of this earlier report; a new one where there is none. */
  reuse: usually(-1, 0, 1),
  session: usually<keyof Twin['sessions']>(...participantApps, 'ended'),
});
type Send = typeof sendArb extends fc.Arbitrary<infer T> ? T : never;

/** What happens to a person: reports that are sent, and a state that somebody else brings about. */
const scriptArb = fc.record({
  state: stateArb,
  steps: fc.array(fc.oneof({ weight: 6, arbitrary: sendArb }, stateArb), {
    minLength: 1,
    maxLength: 6,
  }),
});
type Script = typeof scriptArb extends fc.Arbitrary<infer T> ? T : never;

async function bringAbout({ enrolmentId }: Twin, state: State): Promise<void> {
  const { group, attributes, withdrawnOn, due, declared } = state;
  const person = { group, attributes, from: '2022-01-04', to: null, withdrawnOn };
  const [from, to, reason] = typeof due === 'string' ? [null, null, due] : [...due, null];
  await kit.database.pool.query(
    `update reporting_periods set person = $2, group_code = $3, due_from = $4, due_to = $5,
       reason = $6, declared = $7, revision = revision + 1 where enrolment_id = $1`,
    [enrolmentId, JSON.stringify(person), group, from, to, reason, JSON.stringify(declared)],
  );
}

async function startOver(): Promise<void> {
  heard = [];
  await kit.database.pool.query(
    'truncate reports, alerts, alert_steps, count_changes, report_counts',
  );
  await kit.database.pool.query("update reporting_periods set milestones = '{}'");
}

function sentOf(send: Send, ids: string[]): Sent {
  const { form, day, values, basedOn, outdated, reuse } = send;
  const id = ids[reuse] ?? randomUUID();
  ids.push(id);
  const formVersionId = outdated ? 999_999 : (programme.forms.get(form)?.id ?? 1);
  return { id, form, formVersionId, day, basedOn, values };
}

async function attempt(twin: Twin, session: UnverifiedSession, sent: Sent): Promise<unknown> {
  try {
    if (twin.way === 'any') return await submit(kit.platform, session, sent);
    const at = kit.platform.clock.now();
    const { self } = await session.verify();
    return await submitAny(kit.platform, self, { sent, app: session.app, at });
  } catch (error) {
    if (error instanceof Problem) return error.body();
    return String(error);
  }
}

/** What became of a script: answers, rows and events, with ids by the order in which they were sent. */
async function play(twin: Twin, { state, steps }: Script): Promise<string> {
  const ids: string[] = [];
  const answers: unknown[] = [];
  await bringAbout(twin, state);
  for (const step of steps) {
    if (!('form' in step)) await bringAbout(twin, step);
    else answers.push(await attempt(twin, twin.sessions[step.session], sentOf(step, ids)));
  }
  // As they were sent: the slot of one of many is a random id.
  const rows = (await storedOf(twin)).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const told = heard
    .filter(({ enrolmentId }) => enrolmentId === twin.enrolmentId)
    .map(({ enrolmentId, personId, placeId, sentBy, ...rest }) => rest);
  return [...new Set(ids)].reduce(
    (text, id, index) => text.replaceAll(id, `#${index}`),
    JSON.stringify({ answers, rows, told, alerts: await alertsOf(twin, ids) }, null, 1),
  );
}

async function storedOf({ enrolmentId }: Twin) {
  const { rows } = await kit.database.pool.query(
    `select id, form, form_version_id, slot, day, version, current, content, alerts, incomplete, app,
       sent_at from reports where enrolment_id = $1 order by form, slot, version`,
    [enrolmentId],
  );
  return rows.map((row) => {
    const { definition } = programme.forms.get(row.form) as FormVersion;
    const content = decryptValues(kit.platform.keys, { definition, enrolmentId }, row.content);
    return { ...row, content };
  });
}

/** In the order of the reports that opened them: others may have opened theirs between. */
async function alertsOf({ enrolmentId }: Twin, ids: string[]) {
  const { rows } = await kit.database.pool.query(
    `select form, slot, day, report_id, levels, opened_at, state from alerts where enrolment_id = $1`,
    [enrolmentId],
  );
  raised += rows.length;
  return rows.sort((a, b) => ids.indexOf(a.report_id) - ids.indexOf(b.report_id));
}

async function countsIn(colony: keyof typeof colonies): Promise<unknown> {
  const { rows } = await kit.database.pool.query(
    `select form, day, group_code, sum(done)::int as done from units_done
     where place_id = $1 group by 1, 2, 3 having sum(done) <> 0 order by 1, 2, 3`,
    [cast.places[colony].id],
  );
  return rows;
}

it('decides alike and stores the same both ways, whatever is sent', async () => {
  let sent = 0;
  verified = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(scriptArb, { minLength: 6, maxLength: pairs }), async (scripts) => {
      await startOver();
      const results = await Promise.all(
        scripts.map(async (script, index) => {
          const pair = twins[index] as Record<Way, Twin>;
          const [any, longer] = await Promise.all(ways.map((way) => play(pair[way], script)));
          sent += script.steps.filter((step) => 'form' in step).length;
          return { any, longer };
        }),
      );
      for (const { any, longer } of results) expect(any).toBe(longer);
      expect(await countsIn('north')).toEqual(await countsIn('south'));
    }),
    { numRuns: 60 },
  );
  // The longer way verifies every session, the other one those that the one statement did not take.
  const quick = 2 * sent - verified;
  expect(sent).toBeGreaterThan(1000);
  expect(quick).toBeGreaterThan(sent / 5);
  expect(raised).toBeGreaterThan(sent / 100);
});

/** Reports of one person that arrive at the same moment, on several devices. */
const raceArb = fc.record({
  before: fc.array(sendArb, { maxLength: 1 }),
  sends: fc.array(
    fc.record({
      form: fc.constantFrom('daily', 'once', 'many', 'unheard'),
      day: fc.constantFrom('2022-01-19', '2022-01-20'),
      values: fc.constantFrom<Values>(well, { temperature: 38, cough: true }),
      basedOn: usually(0, 1),
      outdated: fc.constant(false),
      reuse: usually(-1, 0, 1),
      session: fc.constantFrom(...participantApps),
    }),
    { minLength: 2, maxLength: 4 },
  ),
});

type Model = { state: Awaited<ReturnType<typeof findReportingPeriod>>; rows: StoredReport[] };

/** What the rules say of reports that come one after the other. */
function inTurn({ state, rows }: Model, arriving: { sent: Sent; app: App }[]) {
  const at = kit.platform.clock.now();
  const stored = [...rows];
  const answers = arriving.map(({ sent, app }): string => {
    const form = programme.forms.get(sent.form) as FormVersion;
    const same = stored.find(({ id }) => id === sent.id);
    if (same) {
      const version = programme.forms.get(same.form) as FormVersion;
      const again = isSentAgain(sent, same, version, programme.definition.zone);
      return again ? `${same.id} ${same.version}` : 'id_reused';
    }
    const slot = slotOf(form.policy, sent);
    const newest = stored.findLast((row) => row.form === sent.form && row.slot === slot) ?? null;
    if (!state) throw new Error('There is no reporting period.');
    const declared = state.declared[app] ?? null;
    const known = { reportingPeriod: state, declared, newest };
    const outcome = decide(programme, known, { sent, app, at });
    if ('write' in outcome) stored.push(outcome.write.report);
    if ('mistakes' in outcome) return 'invalid_input';
    if ('refused' in outcome) return outcome.refused;
    const { id, version } = 'write' in outcome ? outcome.write.report : outcome.recorded;
    return `${id} ${version}`;
  });
  return { answers, rows: stored.map(({ id, version }) => `${id} ${version}`).sort() };
}

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

const answerOf = (answer: unknown) => {
  const { id, version, code } = answer as { id?: string; version?: number; code?: string };
  return code ?? (id ? `${id} ${version}` : String(answer));
};

async function race(
  twin: Twin,
  { before, sends }: typeof raceArb extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> {
  const eligible = { portal: 3, desk: 3 };
  const period = ['2022-01-04', '2022-03-31'] as [Day, Day];
  const anybody = { group: 'emperors', attributes: { visitor: false }, withdrawnOn: null };
  await bringAbout(twin, { ...anybody, due: period, declared: eligible });
  const ids: string[] = [];
  for (const send of before) {
    await attempt(twin, twin.sessions[send.session], sentOf(send, ids));
  }
  const state = await findReportingPeriod(kit.platform.db, twin.enrolmentId);
  const rows = (await storedOf(twin)).map((row) => ({
    ...row,
    enrolmentId: twin.enrolmentId,
    formVersionId: row.form_version_id,
    sentAt: row.sent_at,
  }));
  const arriving = sends.map((send) => ({ send, sent: sentOf(send, ids), app: send.session }));
  const answers = await Promise.all(
    arriving.map(async (each) => ({
      each,
      answer: answerOf(await attempt(twin, twin.sessions[each.send.session], each.sent)),
    })),
  );
  const after = (await storedOf(twin)).map(({ id, version }) => `${id} ${version}`).sort();
  const explained = permutations(answers).some((order) => {
    const turn = inTurn(
      { state, rows },
      order.map(({ each }) => each),
    );
    const said = order.map(({ answer }) => answer);
    return said.join() === turn.answers.join() && after.join() === turn.rows.join();
  });
  if (!explained) expect({ answers, after }).toBe('what the rules say in some order');
}

it('answers reports that race as if they had come one after the other, both ways', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(raceArb, { minLength: 1, maxLength: pairs }), async (races) => {
      await startOver();
      await Promise.all(
        races.flatMap((each, index) => {
          const pair = twins[index] as Record<Way, Twin>;
          return ways.map((way) => race(pair[way], each));
        }),
      );
    }),
    { numRuns: 30 },
  );
});
