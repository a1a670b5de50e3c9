import { alertsOf, isIncomplete } from '../../forms/alerts.ts';
import { isDay } from '../../forms/days.ts';
import { compile } from '../../forms/validate.ts';
import { batched } from '../../platform/batch.ts';
import type { App, BodyOf, ResponseOf } from '../../platform/contract.ts';
import { type Platform, perPlatform, type Tx } from '../../platform/platform.ts';
import { brokenConstraint, invalid, Problem } from '../../platform/problems.ts';
import type { SelfScope } from '../../platform/scope.ts';
import { type FormVersion, formsFor, personOf } from '../programmes/public.ts';
import { type reports, reportsProblems } from './contract.ts';
import { followMilestones, holdCourse, milestoneForms } from './courses.ts';
import { type Enrolled, enrolled, isWithdrawn } from './enrolled.ts';
import { reportsSubmitted } from './events.ts';
import { attachPhotos, photosIn } from './photos.ts';
import { findCourse } from './queries.ts';
import { type CountChange, findRecorded, insertReports, listKnown } from './queries-submit.ts';
import {
  batchLanes,
  judgeAll,
  type Known,
  type Outcome,
  ownLane,
  type Plan,
  type Recorded,
  type Sending,
  slotOf,
} from './rules-submit.ts';

type Input = BodyOf<typeof reports.submit>;
type Answer = ResponseOf<typeof reports.submit>;

/**
 * Takes a report (SPEC G4.2 to G4.8). Those of one moment are written together, in one transaction;
 * the answer follows its commit. What was recorded under this id before is answered as it was then,
 * even where it would be refused by now.
 */
export async function submit(
  platform: Platform,
  self: SelfScope,
  app: App,
  input: Input,
): Promise<Answer> {
  const who = await enrolled(platform, self);
  try {
    const { sending, form } = await prepare(platform, who, app, input);
    return answered(await take(platform, who, form, sending), sending);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const recorded = (await findRecorded(platform.db, [input.id])).get(input.id.toLowerCase());
    if (recorded?.enrolmentId !== who.facts.enrolmentId) throw error;
    return shown(recorded);
  }
}

/** Checks all that needs no look at what is stored. */
async function prepare(
  platform: Platform,
  who: Enrolled,
  app: App,
  input: Input,
): Promise<{ sending: Sending; form: FormVersion }> {
  const { facts, programme, now, today } = who;
  if (isWithdrawn(who)) throw new Problem(reportsProblems.not_enrolled);
  const form = formsFor(programme, facts).find((each) => each.form === input.form);
  if (!form) throw new Problem(reportsProblems.form_not_offered);
  if (form.id !== input.formVersionId) throw new Problem(reportsProblems.form_outdated);
  if (!isDay(input.day)) throw invalid({ path: 'day', code: 'not_a_date' });
  const milestones = await milestonesFor(platform, who, form);
  const checked = compile(form.definition)(input.values, { today, now, ...milestones });
  if (!checked.ok) throw invalid(...checked.issues);
  const { values } = checked;
  const id = input.id.toLowerCase();
  const day = form.policy.slots === 'daily' ? input.day : today;
  const sending: Sending = {
    id,
    enrolmentId: facts.enrolmentId,
    programmeId: programme.id,
    personId: facts.personId,
    formVersionId: form.id,
    form: form.form,
    policy: form.policy,
    slot: slotOf(form.policy, { id, day, entry: input.entry }),
    day,
    at: now,
    today,
    basedOn: input.basedOn,
    values,
    alerts: alertsOf(form.definition, values).map(({ code }) => code),
    incomplete: isIncomplete(form.definition, values),
    app,
    promiseVersion: programme.definition.promise.version,
    person: personOf(facts),
    programme: programme.definition,
  };
  return { sending, form };
}

/** Only forms that check something against a milestone cost a look at it. */
async function milestonesFor(platform: Platform, { facts }: Enrolled, form: FormVersion) {
  if (!form.definition.checks?.length) return {};
  const course = await findCourse(platform.db, facts.enrolmentId);
  return { milestones: course?.milestones ?? {} };
}

/** Reports with photos, and those that move a course, have a transaction of their own. */
function take(
  platform: Platform,
  { facts, programme }: Enrolled,
  form: FormVersion,
  sending: Sending,
): Promise<Outcome> {
  const photos = photosIn(form.definition, sending.values);
  const moves = milestoneForms(programme.definition).has(form.form);
  if (photos.length === 0 && !moves) return batch(platform)(sending);
  const writeAlone = async (tx: Tx): Promise<Outcome> => {
    await holdCourse(tx, facts.enrolmentId);
    const [outcome = { refused: 'not_enrolled' }] = await write(tx, [sending], ownLane);
    if (!('taken' in outcome)) return outcome;
    await attachPhotos(tx, facts, photos);
    if (moves) await followMilestones(tx, programme, facts.enrolmentId);
    return outcome;
  };
  return onceMoreAfterRace(() => platform.transaction(null, writeAlone));
}

const batch = perPlatform((platform) => {
  const freeLanes = Array.from({ length: batchLanes }, (_, lane) => lane);
  return batched<Sending, Outcome>({
    maxItems: 256,
    maxInFlight: batchLanes,
    async run(sendings) {
      const lane = freeLanes.pop() ?? 0;
      const writeAll = () => platform.transaction(null, (tx) => write(tx, sendings, lane));
      try {
        // Of several, the batch tries each one alone: only those that raced have to look again.
        return await (sendings.length > 1 ? writeAll() : onceMoreAfterRace(writeAll));
      } finally {
        freeLanes.push(lane);
      }
    },
  });
});

const mostTries = 5;

/** Two devices that send at once may both see nothing there yet; whoever is second looks again. */
async function onceMoreAfterRace<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === mostTries || !isRace(error)) throw error;
    }
  }
}

function isRace(error: unknown): boolean {
  const deadlock = (error as { code?: unknown } | null)?.code === '40P01';
  return deadlock || ['reports_version', 'reports_pkey'].includes(brokenConstraint(error) ?? '');
}

/** Decides about reports with what they concern held against change, and writes those that are taken. */
async function write(tx: Tx, sendings: Sending[], lane: number): Promise<Outcome[]> {
  const known = await listKnown(tx.db, sendings);
  const plan = judgeAll(sendings, known);
  if (plan.writes.length > 0) {
    await insertReports(tx.db, plan, countsOf(plan, sendings, known), lane);
    await tx.say(reportsSubmitted, submitted(plan, sendings, known));
  }
  return plan.outcomes;
}

/** How many more have reported, by unit, form and day. */
function countsOf(
  { outcomes }: Plan,
  sendings: Sending[],
  known: (Known | undefined)[],
): CountChange[] {
  const counts = new Map<string, CountChange>();
  for (const [index, outcome] of outcomes.entries()) {
    const course = known[index]?.course;
    if (!('taken' in outcome) || !outcome.counts || !course) continue;
    const { programmeId, form, day } = sendings[index] as Sending;
    const { placeId, group } = course;
    const key = `${programmeId} ${placeId} ${day} ${form} ${group}`;
    const count = counts.get(key);
    if (count) count.done += 1;
    else counts.set(key, { programmeId, day, form, placeId, group, done: 1 });
  }
  return [...counts.values()];
}

function submitted({ outcomes }: Plan, sendings: Sending[], known: (Known | undefined)[]) {
  return sendings.flatMap((sending, index) => {
    const outcome = outcomes[index];
    const course = known[index]?.course;
    if (!outcome || !('taken' in outcome) || !course) return [];
    const { id, programmeId, enrolmentId, personId, form, formVersionId, slot, day } = sending;
    const { values, alerts, incomplete } = sending;
    const { placeId, group } = course;
    const { version, sentAt } = outcome.taken;
    const what = { form, formVersionId, slot, day, version, values, alerts, incomplete, sentAt };
    return [{ id, programmeId, enrolmentId, personId, placeId, group, ...what }];
  });
}

function answered(outcome: Outcome, { day }: Sending): Answer {
  if ('taken' in outcome) return shown(outcome.taken);
  if ('recorded' in outcome) return shown(outcome.recorded);
  throw new Problem(reportsProblems[outcome.refused], { params: { day } });
}

function shown({ id, form, slot, day, version, sentAt, incomplete }: Recorded): Answer {
  return { id, form, slot, day, version, sentAt: sentAt.toISOString(), incomplete };
}
