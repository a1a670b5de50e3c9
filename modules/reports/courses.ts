import { courseOf, milestonesFrom } from '../../forms/policy.ts';
import type { ProgrammeDefinition } from '../../forms/programme.ts';
import type { Tx } from '../../platform/platform.ts';
import type { Programme } from '../programmes/public.ts';
import { moveCounts } from './queries-counts.ts';
import {
  addDueChanges,
  listMilestoneSources,
  lockCourses,
  upsertCourses,
} from './queries-courses.ts';
import { type CourseChange, dueChanges, rowOf } from './rules-courses.ts';

const sourceForms = new WeakMap<ProgrammeDefinition, ReadonlySet<string>>();

/** Codes of the forms that the programme's milestones are read from. */
export function milestoneForms(definition: ProgrammeDefinition): ReadonlySet<string> {
  const forms =
    sourceForms.get(definition) ??
    new Set(definition.milestones.flatMap(({ sources }) => sources.map(({ form }) => form)));
  sourceForms.set(definition, forms);
  return forms;
}

/** Writes courses and everything that is counted by them. Their rows must be locked, where there are any. */
export async function changeCourses(tx: Tx, changes: CourseChange[]): Promise<void> {
  if (changes.length === 0) return;
  await upsertCourses(
    tx.db,
    changes.map(({ after }) => after),
  );
  await addDueChanges(tx.db, dueChanges(changes));
  await moveCounts(tx.db, changes);
}

/** Reads the milestones of one person anew from their reports and moves the course accordingly. */
export async function followMilestones(
  tx: Tx,
  programme: Programme,
  enrolmentId: number,
): Promise<void> {
  const before = (await lockCourses(tx.db, [enrolmentId])).get(enrolmentId);
  if (!before) return;
  const { definition } = programme;
  const sources = await listMilestoneSources(tx.db, enrolmentId, [...milestoneForms(definition)]);
  const milestones = milestonesFrom(definition.milestones, sources);
  const course = courseOf(definition, before.person, milestones);
  await changeCourses(tx, [{ before, after: rowOf(before, milestones, course) }]);
}
