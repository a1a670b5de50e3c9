import { keyAfter } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid } from '../../../platform/problems.ts';
import { type ProgrammeView, withIdentifiers } from '../../programmes/public.ts';
import { peopleFilter } from '../staff/audience.ts';
import type { MissingSort } from '../staff/contract.ts';
import { peopleKeyTypes, peopleOrder } from '../staff/order.ts';
import type { Key } from '../staff/queries-order.ts';
import { listMilestoneUnknown, listMissing, type MissingOrder } from './queries-people.ts';
import { withStanding } from './standing.ts';

type Asked = {
  form: string;
  day: string;
  kind: 'missing' | 'milestoneUnknown';
  group?: string | undefined;
  sort?: MissingSort | undefined;
  jumpTo?: string | undefined;
  lang?: 'zh' | 'en' | undefined;
};

/** Reads the list that is asked for page by page, each behind the key of the last person of the one before. */
export async function missingList(platform: Platform, here: ProgrammeView, asked: Asked) {
  const { kind, sort } = asked;
  // Nobody misses days who is not due on any: there it is no order, and answered as any other that is none.
  if (sort === 'run' && kind !== 'missing') throw invalid({ path: 'sort', code: 'schema_enum' });
  const filter = peopleFilter(here, asked);
  const order = await orderOf(platform, here, { ...asked, sort });
  const list = kind === 'missing' ? listMissing : listMilestoneUnknown;
  return async (after: Key | undefined, limit: number) => {
    const rows = await list(platform.db, here.scope, filter, { order, after, limit });
    const people = await withIdentifiers(platform, here.programme, rows);
    return withStanding(platform, here, people, asked);
  };
}

async function orderOf(
  platform: Platform,
  here: ProgrammeView,
  { sort, jumpTo, lang }: Asked,
): Promise<MissingOrder | undefined> {
  if (sort === undefined) return undefined;
  return sort === 'run' ? { by: sort } : peopleOrder(platform, here, { sort, jumpTo, lang });
}

const keyTypes = { ...peopleKeyTypes, run: ['number'] } as const;

/** Where the page ended that a cursor names. */
export function missingAfter(cursor: string | undefined, sort?: MissingSort): Key | undefined {
  if (sort === undefined) return keyAfter(cursor, 'number', 'string', 'number');
  return keyAfter(cursor, ...keyTypes[sort], 'number');
}
