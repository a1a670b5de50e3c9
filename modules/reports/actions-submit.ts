import { alertsOf, isIncomplete } from '../../forms/alerts.ts';
import { dayOf, isDay } from '../../forms/days.ts';
import type { Milestones } from '../../forms/policy.ts';
import { compile } from '../../forms/validate.ts';
import { batched } from '../../platform/batch.ts';
import type { App, BodyOf, FieldProblem, ResponseOf } from '../../platform/contract.ts';
import { type Platform, perPlatform, type Tx } from '../../platform/platform.ts';
import { brokenConstraint, invalid, Problem } from '../../platform/problems.ts';
import type { SelfScope } from '../../platform/scope.ts';
import {
  type FormVersion,
  formVersion,
  type Programme,
  programmeAt,
} from '../programmes/public.ts';
import { type reports, reportsProblems } from './contract.ts';
import { followMilestones, milestoneForms } from './courses.ts';
import { type ReportSubmitted, reportsSubmitted } from './events.ts';
import { offers } from './offers.ts';
import { attachPhotos, type PhotoField, photosIn } from './photos.ts';
import { insertFirst } from './queries-first.ts';
import { type Asked, findRecorded, insertReports, listKnown } from './queries-submit.ts';
import { type First, type FirstTaken, firstOf, withoutDoubles } from './rules-first.ts';
import {
  batchLanes,
  judge,
  type Known,
  ownLane,
  type Recorded,
  type Sending,
  slotOf,
  type Write,
} from './rules-submit.ts';

type Input = BodyOf<typeof reports.submit>;
type Answer = ResponseOf<typeof reports.submit>;

const mostTries = 6;

/**
 * Takes a report (SPEC G4.2 to G4.8). Most are taken by the one statement of `takeFirst`. For the
 * others, what is stored is read and decided upon first; the write then happens only if that still
 * holds. Where somebody was faster (another device, a roster) all of it is looked at again. All who
 * come at the same moment share each step; the answer follows the commit. A report sent again is
 * answered as the first time, even where it would be refused by now.
 */
export async function submit(
  platform: Platform,
  self: SelfScope,
  app: App,
  sent: Input,
): Promise<Answer> {
  const input = { ...sent, id: sent.id.toLowerCase() };
  // The moment is that of arrival: a report sent at the last moment of a day belongs to that day.
  const now = platform.clock.now();
  const taken = await takeFirst(platform, self, app, input, now);
  if (taken) return taken;
  for (let tries = 1; ; tries += 1) {
    try {
      return shown(await attempt(platform, self, app, input, now));
    } catch (error) {
      if (tries === mostTries || !isRace(error)) throw error;
    }
  }
}

/** The programme of each realm, as it was when last looked at. */
const programmes = perPlatform(() => new Map<string, Programme>());

/** Takes a plain first report of a day; null for any other, and where anything is in the way. */
async function takeFirst(
  platform: Platform,
  { personId, realm }: SelfScope,
  app: App,
  input: Input,
  now: Date,
): Promise<Answer | null> {
  const programme = programmes(platform).get(realm);
  const form = programme?.forms.get(input.form);
  if (!programme || !form || form.id !== input.formVersionId || !isPlain(programme, form))
    return null;
  const today = dayOf(now, programme.definition.zone);
  const slot = slotOf(form.policy, input);
  const sending = checked(form, {}, input, { app, slot, at: now, today });
  const first = Array.isArray(sending) ? null : firstOf(sending, personId, programme);
  if (!first) return null;
  const taken = await writeFirst(platform)(first).catch((error) => {
    if (isRace(error)) return false;
    throw error;
  });
  return taken ? shownFirst(first.sending) : null;
}

/** Something that the decision rested on has changed before the write. */
class Overtaken extends Error {}

function isRace(error: unknown): boolean {
  if (error instanceof Overtaken) return true;
  const deadlock = (error as { code?: unknown } | null)?.code === '40P01';
  return deadlock || ['reports_version', 'reports_pkey'].includes(brokenConstraint(error) ?? '');
}

async function attempt(
  platform: Platform,
  { personId, realm }: SelfScope,
  app: App,
  input: Input,
  now: Date,
): Promise<Recorded> {
  // Never changes, so that it is at hand; an unknown one is refused below.
  const version = await formVersion(platform, input.formVersionId).catch(() => null);
  const slot = version ? slotOf(version.policy, input) : '';
  const known = await look(platform)({ personId, realm, app, form: input.form, slot });
  if (!known) throw new Problem(reportsProblems.not_enrolled);
  if (known.newest?.id === input.id) return known.newest;
  try {
    return await takeNew(platform, known, input, { app, slot, at: now });
  } catch (error) {
    if (!(error instanceof Problem) && !isRace(error)) throw error;
    // Only now, for it is seldom: whatever was recorded under this id before is the answer.
    return await sentBefore(platform, known, input.id, error);
  }
}

async function sentBefore(
  platform: Platform,
  { course }: Known,
  id: string,
  error: unknown,
): Promise<Recorded> {
  const recorded = await findRecorded(platform.db, id);
  if (!recorded) throw error;
  if (recorded.enrolmentId === course.enrolmentId) return recorded;
  throw isRace(error) ? new Problem(reportsProblems.id_taken) : error;
}

async function takeNew(
  platform: Platform,
  known: Known,
  input: Input,
  arrived: Pick<Sending, 'app' | 'slot' | 'at'>,
): Promise<Recorded> {
  const { course, programmeVersion } = known;
  const programme = await programmeAt(platform, course.programmeId, programmeVersion);
  const today = dayOf(arrived.at, programme.definition.zone);
  programmes(platform).set(programme.realm, programme);
  const form = openForm(known, programme, input, today);
  const sending = checked(form, course.milestones, input, { ...arrived, today });
  if (Array.isArray(sending)) throw invalid(...sending);
  const outcome = judge(sending, known, programme.definition);
  if ('refused' in outcome) {
    throw new Problem(reportsProblems[outcome.refused], { params: { day: sending.day } });
  }
  if ('recorded' in outcome) return outcome.recorded;
  await keep(platform, programme, form, outcome.write);
  return outcome.write.report;
}

/** The form that the report is for, if it is offered to the person and the version is in force. */
function openForm(
  { course: { person } }: Known,
  programme: Programme,
  input: Input,
  today: string,
): FormVersion {
  const { withdrawnOn } = person;
  if (withdrawnOn !== null && withdrawnOn <= today) throw new Problem(reportsProblems.not_enrolled);
  const form = programme.forms.get(input.form);
  if (!form || !offers(programme, form, person))
    throw new Problem(reportsProblems.form_not_offered);
  if (form.id !== input.formVersionId) throw new Problem(reportsProblems.form_outdated);
  return form;
}

/** Checks the values as the form says; gives every mistake at its field. */
function checked(
  form: FormVersion,
  milestones: Milestones,
  input: Input,
  { app, slot, at, today }: Pick<Sending, 'app' | 'slot' | 'at' | 'today'>,
): Sending | FieldProblem[] {
  if (!isDay(input.day)) return [{ path: 'day', code: 'not_a_date' }];
  const { definition, policy } = form;
  const result = compile(definition)(input.values, { today, now: at, milestones });
  if (!result.ok) return result.issues;
  const { values } = result;
  return {
    id: input.id,
    formVersionId: form.id,
    form: form.form,
    policy,
    slot,
    day: policy.slots === 'daily' ? input.day : today,
    at,
    today,
    basedOn: input.basedOn,
    values,
    alerts: alertsOf(definition, values).map(({ code }) => code),
    incomplete: isIncomplete(definition, values),
    app,
  };
}

/** Reports with photos, and those that move a course, have a transaction of their own. */
async function keep(
  platform: Platform,
  programme: Programme,
  form: FormVersion,
  write: Write,
): Promise<void> {
  const photos = photosIn(form.definition, write.report.content);
  const moves = milestoneForms(programme.definition).has(form.form);
  if (photos.length === 0 && !moves) await writeTogether(platform)(write);
  else {
    await platform.transaction(null, (tx) =>
      keepAlone(tx, moves ? programme : null, photos, write),
    );
  }
}

async function keepAlone(
  tx: Tx,
  moving: Programme | null,
  photos: PhotoField[],
  write: Write,
): Promise<void> {
  if (!(await insertReports(tx.db, [write], ownLane))) throw new Overtaken();
  await attachPhotos(tx, write.course, photos);
  if (moving) await followMilestones(tx, moving, write.report.enrolmentId);
  await tx.say(reportsSubmitted, [submitted(write)]);
}

/** No photos to attach, no course to move, nothing to check against a milestone. */
function isPlain({ definition }: Programme, { form, definition: { fields, checks } }: FormVersion) {
  if (checks?.length || milestoneForms(definition).has(form)) return false;
  return !fields.some(({ type }) => type === 'photos' || type === 'group');
}

const look = perPlatform((platform) =>
  batched<Asked, Known | null>({
    run: (asked) => listKnown(platform.db, asked),
    maxItems: 256,
    maxInFlight: 2,
  }),
);

/** Lanes are taken in turn by what is written at the same time. */
const lanes = perPlatform(() => Array.from({ length: batchLanes }, (_, lane) => lane));

async function inLane<T>(platform: Platform, run: (lane: number) => Promise<T>): Promise<T> {
  const free = lanes(platform);
  const lane = free.pop() ?? ownLane;
  try {
    return await run(lane);
  } finally {
    if (lane !== ownLane) free.push(lane);
  }
}

const writeTogether = perPlatform((platform) =>
  batched<Write, true>({
    maxItems: 256,
    maxInFlight: batchLanes,
    async run(writes) {
      await inLane(platform, (lane) => keepTogether(platform, writes, lane));
      return writes.map(() => true);
    },
  }),
);

const writeFirst = perPlatform((platform) =>
  batched<First, boolean>({
    maxItems: 256,
    maxInFlight: batchLanes,
    async run(firsts) {
      const single = withoutDoubles(firsts);
      const taken = await inLane(platform, (lane) => keepFirst(platform, [...single], lane));
      return firsts.map((first) => single.has(first) && taken.has(first.sending.id));
    },
  }),
);

async function keepFirst(platform: Platform, firsts: First[], lane: number) {
  if (!platform.reactsTo(reportsSubmitted)) return insertFirst(platform.db, firsts, lane);
  return platform.transaction(null, async (tx) => {
    const taken = await insertFirst(tx.db, firsts, lane);
    const said = firsts.flatMap((first) => {
      const unit = taken.get(first.sending.id);
      return unit ? [submittedFirst(first, unit)] : [];
    });
    await tx.say(reportsSubmitted, said);
    return taken;
  });
}

/** One statement is a transaction by itself; only where others react it must be a longer one. */
async function keepTogether(platform: Platform, writes: Write[], lane: number): Promise<void> {
  if (!platform.reactsTo(reportsSubmitted)) {
    if (!(await insertReports(platform.db, writes, lane))) throw new Overtaken();
    return;
  }
  await platform.transaction(null, async (tx) => {
    if (!(await insertReports(tx.db, writes, lane))) throw new Overtaken();
    await tx.say(reportsSubmitted, writes.map(submitted));
  });
}

function submitted({ sending, report, course }: Write): ReportSubmitted {
  const { enrolmentId, slot, day, version } = report;
  const { programmeId, personId, placeId, group } = course;
  const whose = { programmeId, enrolmentId, personId, placeId, group };
  return { ...whose, ...said(sending), slot, day, version };
}

function submittedFirst({ sending, personId, programme }: First, taken: FirstTaken) {
  const { enrolmentId, placeId, group } = taken;
  const whose = { programmeId: programme.id, enrolmentId, personId, placeId, group };
  return { ...whose, ...said(sending), version: 1 };
}

function said({ id, form, formVersionId, slot, day, values, alerts, incomplete, at }: Sending) {
  return { id, form, formVersionId, slot, day, values, alerts, incomplete, sentAt: at };
}

function shown({ id, form, slot, day, version, sentAt, incomplete }: Recorded): Answer {
  return { id, form, slot, day, version, sentAt: sentAt.toISOString(), incomplete };
}

function shownFirst({ id, form, slot, day, at, incomplete }: Sending): Answer {
  return { id, form, slot, day, version: 1, sentAt: at.toISOString(), incomplete };
}
