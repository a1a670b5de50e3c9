import { batched } from '../../platform/batch.ts';
import { type Platform, perPlatform, type Tx } from '../../platform/platform.ts';
import { brokenConstraint } from '../../platform/problems.ts';
import type { FormVersion, Programme } from '../programmes/public.ts';
import { followMilestones, milestoneForms } from './courses.ts';
import { type ReportSubmitted, reportsSubmitted } from './events.ts';
import { attachPhotos, type PhotoField, photosIn } from './photos.ts';
import { insertFirst } from './queries-first.ts';
import { type Asked, insertReports, listKnown } from './queries-submit.ts';
import { type First, type FirstTaken, withoutDoubles } from './rules-first.ts';
import { batchLanes, type Known, ownLane, type Sending, type Write } from './rules-submit.ts';

/** How reports come to be kept: those of one moment together, each told of by the same transaction. */

/** Something that the decision rested on has changed before the write. */
class Overtaken extends Error {}

/** Somebody was faster: worth another look. */
export function isRace(error: unknown): boolean {
  if (error instanceof Overtaken) return true;
  const deadlock = (error as { code?: unknown } | null)?.code === '40P01';
  return deadlock || ['reports_version', 'reports_pkey'].includes(brokenConstraint(error) ?? '');
}

/** Reports with photos, and those that move a course, have a transaction of their own. */
export async function keep(
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

/** No photos to attach, no course to move, nothing to check against a milestone. */
export function isPlain(
  { definition }: Programme,
  { form, definition: { fields, checks } }: FormVersion,
) {
  if (checks?.length || milestoneForms(definition).has(form)) return false;
  return !fields.some(({ type }) => type === 'photos' || type === 'group');
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

/** Looks up what is stored about a report that arrives. */
export const look = perPlatform((platform) =>
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

/** Writes a plain first report of a day; says no where anything is in the way. */
export const writeFirst = perPlatform((platform) =>
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
