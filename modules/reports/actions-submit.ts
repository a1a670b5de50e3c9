import { alertsOf, isIncomplete } from '../../forms/alerts.ts';
import { dayOf, isDay } from '../../forms/days.ts';
import { compile } from '../../forms/validate.ts';
import { batched } from '../../platform/batch.ts';
import type { App, BodyOf, ResponseOf } from '../../platform/contract.ts';
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
import { type Asked, findRecorded, insertReports, listKnown } from './queries-submit.ts';
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
 * Takes a report (SPEC G4.2 to G4.8). What is stored is read and decided upon first; the write then
 * happens only if that still holds. Where somebody was faster (another device, a roster) all of it
 * is looked at again. Both steps are shared by all who come at the same moment; the answer follows
 * the commit. A report sent again is answered as the first time, even where it would be refused by now.
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
  for (let tries = 1; ; tries += 1) {
    try {
      return shown(await attempt(platform, self, app, input, now));
    } catch (error) {
      if (tries === mostTries || !isRace(error)) throw error;
    }
  }
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
  const form = openForm(known, programme, input, today);
  const sending = checked(form, known, input, { ...arrived, today });
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

/** Checks the values as the form says. Throws `invalid_input` with every mistake at its field. */
function checked(
  form: FormVersion,
  { course }: Known,
  input: Input,
  { app, slot, at, today }: Pick<Sending, 'app' | 'slot' | 'at' | 'today'>,
): Sending {
  if (!isDay(input.day)) throw invalid({ path: 'day', code: 'not_a_date' });
  const { definition, policy } = form;
  const context = { today, now: at, milestones: course.milestones };
  const result = compile(definition)(input.values, context);
  if (!result.ok) throw invalid(...result.issues);
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

const look = perPlatform((platform) =>
  batched<Asked, Known | null>({
    run: (asked) => listKnown(platform.db, asked),
    maxItems: 256,
    maxInFlight: 2,
  }),
);

const writeTogether = perPlatform((platform) => {
  const freeLanes = Array.from({ length: batchLanes }, (_, lane) => lane);
  return batched<Write, true>({
    maxItems: 256,
    maxInFlight: batchLanes,
    async run(writes) {
      const lane = freeLanes.pop() ?? 0;
      try {
        await keepTogether(platform, writes, lane);
        return writes.map(() => true);
      } finally {
        freeLanes.push(lane);
      }
    },
  });
});

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
  const { id, enrolmentId, form, slot, day, version, content, incomplete, sentAt } = report;
  const { programmeId, personId, placeId, group } = course;
  const { formVersionId, alerts } = sending;
  const who = { programmeId, enrolmentId, personId, placeId, group };
  const what = { form, formVersionId, slot, day, version, values: content };
  return { id, ...who, ...what, alerts, incomplete, sentAt };
}

function shown({ id, form, slot, day, version, sentAt, incomplete }: Recorded): Answer {
  return { id, form, slot, day, version, sentAt: sentAt.toISOString(), incomplete };
}
