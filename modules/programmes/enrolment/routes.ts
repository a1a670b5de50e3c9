import { identifiersOf } from '../../../forms/sign-in.ts';
import { keyAfter } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { isPersonalKind, lookupsOf } from '../../people/public.ts';
import { programmes } from '../contract.ts';
import type { Programme } from '../model.ts';
import { resolveProgramme } from '../programme/resolve-programme.ts';
import { resetPerson } from './actions.ts';
import { listRoster, type RosterFilter, type RosterSearch } from './queries.ts';
import { searchQuery } from './rules.ts';
import { auditRosterView, personPage } from './view.ts';

export const enrolmentRoutes: Route[] = [
  route(programmes.roster, 'roster.read', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { after, limit = 50, search, placeId, group, state } = body;
    const here = await resolveProgramme(platform, scope, { programmeId: params.id, placeId });
    const { programme } = here;
    const wanted = search?.trim() ? searchOf(platform, programme, search) : undefined;
    // Signs that no name holds find nobody, rather than everybody.
    if (wanted && !wanted.words && wanted.identifiers.length === 0)
      return { items: [], next: null };
    const [from] = keyAfter(after, 'number') ?? [];
    const filter: RosterFilter = {
      ...{ programmeId: params.id, after: from, limit: limit + 1, group, state },
      ...(wanted && { search: wanted }),
    };
    const rows = await listRoster(platform.db, here.scope, filter);
    await auditRosterView(platform, actor, programme.id, here.auditPlaces);
    return personPage(platform, programme, rows, limit);
  }),

  route(programmes.resetPerson, 'person.reset', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await resetPerson(platform, actor, scope, params, body);
    return { ok: true as const };
  }),
];

/** What was typed into a search: words, or perhaps the whole of what is found by its hash, such as a phone. */
function searchOf(
  { keys }: Platform,
  { realm, definition }: Programme,
  typed: string,
): RosterSearch {
  const kinds = identifiersOf(definition.signIn).map(({ kind }) => kind);
  const given = kinds.filter(isPersonalKind).map((kind) => ({ kind, value: typed }));
  return { words: searchQuery(typed), realm, identifiers: lookupsOf(keys, given) };
}
