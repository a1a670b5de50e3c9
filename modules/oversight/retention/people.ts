import type { Db } from '../../../platform/database.ts';
import type { Leaving } from '../../../platform/retention.ts';
import { listMembersAfter } from '../../people/public.ts';
import { listEnrolled, listEnrolmentsAfter } from '../../programmes/public.ts';

type Realm = Pick<Leaving, 'programmeId' | 'realm'>;

/**
 * The people of a programme, so many at a time: first those enrolled, then whoever else may sign in there.
 */
export async function* peopleOf(db: Db, of: Realm, limit: number): AsyncGenerator<Leaving> {
  for (let after = 0; ; ) {
    const page = await listEnrolmentsAfter(db, of.programmeId, { after, limit });
    if (page.length > 0) yield leavingOf(of, page);
    if (page.length < limit) break;
    after = page.at(-1)?.id as number;
  }
  for (let after: string | null = null; ; ) {
    const ids: string[] = await listMembersAfter(db, of.realm, { after, limit });
    const enrolled = await listEnrolled(db, of.programmeId, ids);
    const personIds = ids.filter((id) => !enrolled.has(id));
    if (personIds.length > 0) yield { ...of, enrolmentIds: [], personIds };
    if (ids.length < limit) return;
    after = ids.at(-1) as string;
  }
}

/** The first of those who are still there. */
export async function nextPeople(db: Db, of: Realm, limit: number): Promise<Leaving | null> {
  const page = await listEnrolmentsAfter(db, of.programmeId, { after: 0, limit });
  if (page.length > 0) return leavingOf(of, page);
  const personIds = await listMembersAfter(db, of.realm, { after: null, limit });
  return personIds.length > 0 ? { ...of, enrolmentIds: [], personIds } : null;
}

const leavingOf = (of: Realm, page: { id: number; personId: string }[]): Leaving => ({
  ...of,
  enrolmentIds: page.map(({ id }) => id),
  personIds: page.map(({ personId }) => personId),
});
