import { keyAfter } from '../../../platform/cursor.ts';
import { notFound } from '../../../platform/problems.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { programmes } from '../contract.ts';
import { currentProgramme } from '../programme/cache.ts';
import { listProgrammesWithin } from '../programme/queries.ts';
import { resetPerson } from './actions.ts';
import { listRoster, type RosterFilter } from './queries.ts';
import { searchQuery } from './rules.ts';
import { auditView, personPage } from './view.ts';

export const enrolmentRoutes: Route[] = [
  route(programmes.roster, 'roster.read', async (call) => {
    const { platform, actor, scope, params, query } = call;
    const visible = await listProgrammesWithin(platform.db, scope);
    if (!visible.some(({ id }) => id === params.id)) throw notFound();
    const { realm, placeId } = await currentProgramme(platform, params.id);
    const { after, limit = 50, search, ...filters } = query;
    const words = search === undefined ? undefined : searchQuery(search);
    // Signs that no name holds find nobody, rather than everybody.
    if (words === null && search?.trim()) return { items: [], next: null };
    const [from] = keyAfter(after, 'number') ?? [];
    const filter: RosterFilter = {
      ...{ programmeId: params.id, after: from, limit: limit + 1, ...filters },
      ...(words && { words }),
    };
    const rows = await listRoster(platform.db, scope, filter);
    await auditView(platform, actor, params.id, placeId);
    return personPage(platform, realm, rows, limit);
  }),

  route(programmes.resetPerson, 'person.reset', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await resetPerson(platform, actor, scope, params, body);
    return { ok: true as const };
  }),
];
