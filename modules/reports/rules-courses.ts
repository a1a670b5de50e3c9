import { addDays } from '../../forms/days.ts';
import type { Day } from '../../forms/definition.ts';
import type { Course, Enrolment, Milestones } from '../../forms/policy.ts';

/** A person's course as it is kept: which days are due, and in which unit they count. */
export type CourseRow = {
  enrolmentId: number;
  programmeId: number;
  personId: string;
  /** The enrolment from which the course was made. */
  person: Enrolment;
  placeId: number;
  group: string;
  milestones: Milestones;
  /** Both null when no days are due. */
  from: Day | null;
  to: Day | null;
  reason: 'noItinerary' | 'noDays' | null;
  /** Another one after each change. */
  revision: number;
};

export function courseIn({ from, to, reason }: CourseRow): Course {
  if (from !== null && to !== null) return { interval: { from, to }, reason: null };
  return { interval: null, reason: reason ?? 'noDays' };
}

export function isDue({ from, to }: CourseRow, day: Day): boolean {
  return from !== null && to !== null && day >= from && day <= to;
}

/** What a course is to become; its revision is the database's business. */
export type NewCourse = Omit<CourseRow, 'revision'>;

export function rowOf(
  of: Pick<CourseRow, 'enrolmentId' | 'programmeId' | 'personId' | 'person' | 'placeId'>,
  milestones: Milestones,
  { interval, reason }: Course,
): NewCourse {
  const { enrolmentId, programmeId, personId, person, placeId } = of;
  const from = interval?.from ?? null;
  const to = interval?.to ?? null;
  const unit = { placeId, group: person.group };
  return { enrolmentId, programmeId, personId, person, ...unit, milestones, from, to, reason };
}

/** A course that is new (no `before`) or has changed. */
export type CourseChange = { before: CourseRow | null; after: NewCourse };

/** The same unit and the same days: nothing that is counted moves. */
export function countsAlike(a: NewCourse, b: NewCourse): boolean {
  return a.placeId === b.placeId && a.group === b.group && a.from === b.from && a.to === b.to;
}

export type DueChange = {
  programmeId: number;
  placeId: number;
  group: string;
  day: Day;
  change: number;
};

/** What these courses change about who is due: old intervals undone, new ones added, sums of zero left out. */
export function dueChanges(changes: CourseChange[]): DueChange[] {
  const sums = new Map<string, DueChange>();
  const add = ({ programmeId, placeId, group }: NewCourse, day: Day, change: number) => {
    const key = `${programmeId} ${placeId} ${day} ${group}`;
    const sum = sums.get(key);
    if (sum) sum.change += change;
    else sums.set(key, { programmeId, placeId, group, day, change });
  };
  const addInterval = (course: NewCourse, sign: 1 | -1) => {
    if (course.from === null || course.to === null) return;
    add(course, course.from, sign);
    add(course, addDays(course.to, 1), -sign);
  };
  for (const { before, after } of changes) {
    if (before) addInterval(before, -1);
    addInterval(after, 1);
  }
  return [...sums.values()].filter(({ change }) => change !== 0);
}
