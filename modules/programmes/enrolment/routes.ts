import { identitiesLike } from '../../../forms/identity.ts';
import { identifiersOf } from '../../../forms/sign-in.ts';
import { noteExport } from '../../../platform/audit-lists.ts';
import type { Platform } from '../../../platform/platform.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { searchQuery, singleWord } from '../../../platform/search-words.ts';
import { sendSheet } from '../../../platform/sheets/send.ts';
import { isPersonalKind, lookupsOf } from '../../people/public.ts';
import { programmes } from '../contract.ts';
import type { Programme } from '../model.ts';
import { auditEntries, resolveProgramme } from '../programme/resolve-programme.ts';
import { resetPerson } from './actions.ts';
import { changePerson, enrolledPerson, enrolPerson, withdrawPerson } from './by-hand.ts';
import { exportRoster } from './export.ts';
import { exportInitialPasswords } from './initial-passwords.ts';
import { foundOrderOf, type KeyOf, orderOf } from './order.ts';
import { listFound, type RosterSearch } from './queries-found.ts';
import { listRoster, type RosterRow } from './queries-roster.ts';
import { auditRosterView, personPage } from './view.ts';

export const enrolmentRoutes: Route[] = [
  route(programmes.roster, 'roster.read', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { limit = 50, search, placeId, group, state } = body;
    const here = await resolveProgramme(platform, scope, { programmeId: params.id, placeId });
    const { programme } = here;
    const filter = { programmeId: params.id, limit: limit + 1, group, state };
    const show = async <R extends RosterRow>(rows: R[], keyOf: KeyOf<R>) => {
      await auditRosterView(platform, actor, programme.id, here.auditPlaces, { rows, limit });
      return personPage(platform, programme, rows, limit, keyOf);
    };
    if (!search?.trim()) {
      const { order, keyOf } = await orderOf(platform, here, body);
      return show(await listRoster(platform.db, here.scope, { ...filter, order }), keyOf);
    }
    const { order, keyOf } = await foundOrderOf(platform, here, body);
    const wanted = searchOf(platform, programme, search);
    // Signs that no name holds find nobody, rather than everybody.
    if (!wanted.words && wanted.identifiers.length === 0) return { items: [], next: null };
    return show(await listFound(platform.db, here.scope, { ...filter, order }, wanted), keyOf);
  }),

  route(programmes.rosterExport, 'roster.export', async (call) => {
    const { platform, actor, scope, params, query, reply } = call;
    const { placeId } = query;
    const here = await resolveProgramme(platform, scope, { programmeId: params.id, placeId });
    const { programme } = here;
    const details = { programmeId: programme.id, ...(query.group && { group: query.group }) };
    const entries = auditEntries(here, { action: 'roster.exported', details });
    const note = await noteExport(platform, actor, entries);
    const sheet = exportRoster(platform, programme, here.scope, query, note);
    return sendSheet(reply, sheet, `${programme.code}-roster`, query.format);
  }),

  route(programmes.initialPasswords, 'roster.passwords', async (call) => {
    const { platform, actor, scope, params, query, reply } = call;
    const { placeId } = query;
    const here = await resolveProgramme(platform, scope, { programmeId: params.id, placeId });
    const { programme } = here;
    const sheet = await exportInitialPasswords(platform, actor, here, query);
    return sendSheet(reply, sheet, `${programme.code}-initial-passwords`, query.format);
  }),

  route(programmes.enrolPerson, 'roster.change', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    return { enrolmentId: await enrolPerson(platform, actor, scope, programme, body) };
  }),

  route(programmes.enrolledPerson, 'roster.change', async (call) => {
    const { platform, actor, scope, params } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    return enrolledPerson(platform, actor, scope, programme, params);
  }),

  route(programmes.changePerson, 'roster.change', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    await changePerson(platform, actor, scope, programme, params, body);
    return { ok: true as const };
  }),

  route(programmes.withdrawPerson, 'roster.change', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const { programme } = await resolveProgramme(platform, scope, { programmeId: params.id });
    await withdrawPerson(platform, actor, scope, programme, params, body);
    return { ok: true as const };
  }),

  route(programmes.resetPerson, 'person.reset', async (call) => {
    const { platform, actor, scope, params, body } = call;
    return resetPerson(platform, actor, scope, params, body);
  }),
];

/** What was typed into a search: words, or perhaps the whole of what is found by its hash, such as a phone. */
function searchOf(
  { keys }: Platform,
  { realm, definition }: Programme,
  typed: string,
): RosterSearch {
  const kinds = identifiersOf(definition.signIn).map(({ kind }) => kind);
  const given = kinds.filter(isPersonalKind).flatMap((kind) => {
    // Whoever searches by a number does not say of which document it is.
    const values = kind === 'identity' ? [typed, ...identitiesLike(typed)] : [typed];
    return values.map((value) => ({ kind, value }));
  });
  const [words, beginning] = [searchQuery(typed), singleWord(typed)];
  return { words, beginning, realm, identifiers: lookupsOf(keys, given) };
}
