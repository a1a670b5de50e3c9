import { batched } from '../../platform/batch.ts';
import { type Platform, perPlatform, type Tx } from '../../platform/platform.ts';
import { brokenConstraint } from '../../platform/problems.ts';
import { noteUse } from '../people/public.ts';
import type { FormVersion, Programme } from '../programmes/public.ts';
import { followMilestones, milestoneForms } from './courses.ts';
import { type ReportSubmitted, reportsSubmitted } from './events.ts';
import { sumUp } from './jobs.ts';
import { attachPhotos, type PhotoField, photosIn } from './photos.ts';
import { type FirstTaken, insertFirst } from './queries-first.ts';
import { type Asked, insertReports, listKnown } from './queries-submit.ts';
import { byTerms, type First, type Terms } from './rules-first.ts';
import type { Known, Sending, Write } from './rules-submit.ts';
import { sealValues } from './sealed.ts';

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
  judged: Write,
): Promise<void> {
  const { report } = judged;
  const photos = photosIn(form.definition, report.content);
  const whose = { definition: form.definition, enrolmentId: report.enrolmentId };
  const content = sealValues(platform.keys, whose, report.content);
  const write = { ...judged, report: { ...report, content } };
  const moves = milestoneForms(programme.definition).has(form.form);
  if (photos.length === 0 && !moves) await writeTogether(platform)(write);
  else {
    await platform.transaction(null, (tx) =>
      keepAlone(tx, moves ? programme : null, photos, write),
    );
  }
}

/** Types of field that need more than to be written as they are. */
const needsMore: ReadonlySet<string> = new Set(['photos', 'group', 'identity', 'phone']);

/** Nothing to attach or seal, no course to move, nothing to check against a milestone. */
export function isPlain(
  { definition }: Programme,
  { form, definition: { fields, checks } }: FormVersion,
) {
  if (checks?.length || milestoneForms(definition).has(form)) return false;
  return !fields.some(({ type }) => needsMore.has(type));
}

async function keepAlone(
  tx: Tx,
  moving: Programme | null,
  photos: PhotoField[],
  write: Write,
): Promise<void> {
  if (!(await insertReports(tx.db, [write]))) throw new Overtaken();
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

const writeTogether = perPlatform((platform) =>
  batched<Write, true>({
    maxItems: 256,
    maxInFlight: 2,
    async run(writes) {
      await keepTogether(platform, writes);
      noteCounts(platform);
      return writes.map(() => true);
    },
  }),
);

/** Writes a plain first report of a day; says no where anything is in the way. */
export const writeFirst = perPlatform((platform) =>
  batched<First, boolean>({
    maxItems: 256,
    maxInFlight: 2,
    async run(firsts) {
      const taken = new Set<First>();
      for (const [terms, part] of byTerms(firsts)) {
        for (const { first, ...rest } of await keepFirst(platform, terms, part)) {
          taken.add(first);
          noteSession(platform, first, rest);
        }
        noteCounts(platform);
      }
      return firsts.map((first) => taken.has(first));
    },
  }),
);

function noteSession(
  platform: Platform,
  { sending }: First,
  { staleSession, sessionSince }: Pick<FirstTaken, 'staleSession' | 'sessionSince'>,
): void {
  if (staleSession === null || sessionSince === null) return;
  noteUse(platform)({ id: staleSession, app: sending.app, created_at: sessionSince });
}

/** After so many batches their counts are summed up. */
const batchesToSumUp = 1000;

const batchesSince = perPlatform(() => ({ count: 0 }));

/** Nobody waits for the sum: what is shown does not depend on it. */
function noteCounts(platform: Platform): void {
  const batches = batchesSince(platform);
  batches.count += 1;
  if (batches.count < batchesToSumUp) return;
  batches.count = 0;
  platform.jobs.send(sumUp, {}).catch(() => {
    // It comes by itself in a few minutes.
  });
}

async function keepFirst(platform: Platform, terms: Terms, firsts: First[]): Promise<FirstTaken[]> {
  const now = platform.clock.now();
  if (!platform.reactsTo(reportsSubmitted)) return insertFirst(platform.db, terms, firsts, now);
  return platform.transaction(null, async (tx) => {
    const taken = await insertFirst(tx.db, terms, firsts, now);
    await tx.say(reportsSubmitted, taken.map(submittedFirst));
    return taken;
  });
}

/** One statement is a transaction by itself; only where others react it must be a longer one. */
async function keepTogether(platform: Platform, writes: Write[]): Promise<void> {
  if (!platform.reactsTo(reportsSubmitted)) {
    if (!(await insertReports(platform.db, writes))) throw new Overtaken();
    return;
  }
  await platform.transaction(null, async (tx) => {
    if (!(await insertReports(tx.db, writes))) throw new Overtaken();
    await tx.say(reportsSubmitted, writes.map(submitted));
  });
}

function submitted({ sending, report, course }: Write): ReportSubmitted {
  const { enrolmentId, slot, day, version } = report;
  const { programmeId, personId, placeId, group } = course;
  const whose = { programmeId, enrolmentId, personId, placeId, group };
  return { ...whose, ...said(sending), slot, day, version };
}

function submittedFirst({ first, ...taken }: FirstTaken): ReportSubmitted {
  const { enrolmentId, personId, placeId, group } = taken;
  const programmeId = first.terms.programme.id;
  const whose = { programmeId, enrolmentId, personId, placeId, group };
  return { ...whose, ...said(first.sending), version: 1 };
}

function said({ id, form, formVersionId, slot, day, values, alerts, incomplete, at }: Sending) {
  return { id, form, formVersionId, slot, day, values, alerts, incomplete, sentAt: at };
}
