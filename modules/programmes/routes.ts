import type { ProgrammeTemplate } from '../../forms/programme.ts';
import { keyAfter, pageOf } from '../../platform/cursor.ts';
import type { Platform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problems.ts';
import { isPublic, type Route, route, signedIn } from '../../platform/routes.ts';
import type { Actor } from '../../platform/scope.ts';
import { activatedApps } from '../people/public.ts';
import { createFromTemplate, resetPerson } from './actions.ts';
import { currentProgramme, enrolmentOf, programmeAt, programmeByCode } from './cache.ts';
import { programmes, programmesProblems } from './contract.ts';
import { formsFor, servicesFor } from './model.ts';
import { personPermissions, programmePermissions, rosterPermissions } from './permissions.ts';
import { listProgrammes, listProgrammesWithin } from './queries.ts';
import {
  countEnrolled,
  findShownPerson,
  listRoster,
  type RosterFilter,
  type RosterRow,
} from './queries-roster.ts';
import { searchQuery } from './rules.ts';
import { shownForm, shownPerson } from './serializers.ts';

const participant = signedIn('portal', 'desk');

/** What everybody may see changes rarely and is asked for often. */
const forAMoment = 'public, max-age=10';

/** `templates` are what this installation can make programmes from. */
export function programmesRoutes(templates: readonly ProgrammeTemplate[]): Route[] {
  return [
    route(programmes.offered, isPublic, async ({ platform, reply }) => {
      const rows = await listProgrammes(platform.db);
      const all = await Promise.all(
        rows.map(({ id, version }) => programmeAt(platform, id, version)),
      );
      reply.header('cache-control', forAMoment);
      return all.map(({ code, definition }) => {
        const { name, shortName, organiser, systems } = definition;
        return { code, name, shortName, organiser, systems };
      });
    }),

    route(programmes.publicProgramme, isPublic, async ({ platform, params, reply }) => {
      const { code, realm, definition } = await programmeByCode(platform, params.code);
      const { name, shortName, organiser, zone, contacts, signIn, systems, pages } = definition;
      reply.header('cache-control', forAMoment);
      return { code, realm, name, shortName, organiser, zone, contacts, signIn, systems, pages };
    }),

    route(programmes.mine, participant, async ({ platform, actor }) => {
      const enrolment = await enrolmentOf(platform, actor.personId, actor.realm);
      const person = enrolment && (await findShownPerson(platform.db, enrolment.enrolmentId));
      if (!enrolment || !person) throw new Problem(programmesProblems.not_enrolled);
      const { programmeId, programmeVersion } = enrolment;
      const programme = await programmeAt(platform, programmeId, programmeVersion);
      return {
        programmeId,
        enrolmentId: enrolment.enrolmentId,
        ...person,
        groupCode: enrolment.group,
        attributes: enrolment.attributes,
        withdrawn: enrolment.withdrawnOn !== null,
        definition: programme.definition,
        services: servicesFor(programme, enrolment.group).map(({ code }) => code),
        forms: formsFor(programme, enrolment).map(shownForm),
      };
    }),

    route(programmes.list, programmePermissions.read, async ({ platform, scope }) => {
      const rows = await listProgrammesWithin(platform.db, scope);
      const enrolled = await countEnrolled(
        platform.db,
        scope,
        rows.map(({ id }) => id),
      );
      return Promise.all(
        rows.map(async ({ id, code, version, place_id }) => {
          const { definition, forms } = await programmeAt(platform, id, version);
          return {
            ...{ id, code, version, definition },
            placeId: place_id,
            enrolled: enrolled.get(id) ?? 0,
            forms: [...forms.values()].map(shownForm),
          };
        }),
      );
    }),

    route(programmes.templates, programmePermissions.create, async () =>
      templates.map(({ code, name, startsOn, endsOn }) => ({ code, name, startsOn, endsOn })),
    ),

    route(programmes.create, programmePermissions.create, async (call) => {
      const { platform, actor, scope, body } = call;
      const { id, placeId } = await createFromTemplate(platform, actor, scope, templates, body);
      return { id, placeId };
    }),

    route(programmes.roster, rosterPermissions.read, async (call) => {
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
      await noteLook(platform, actor, params.id, placeId);
      return personsPage(platform, realm, rows, limit);
    }),

    route(programmes.resetPerson, personPermissions.reset, async (call) => {
      const { platform, actor, scope, params, body } = call;
      await resetPerson(platform, actor, scope, params, body);
      return { ok: true as const };
    }),
  ];
}

/** Lists of people are personal data as well: looking at one leaves a trace. */
export async function noteLook(
  platform: Platform,
  actor: Actor,
  programmeId: number,
  placeId: number,
): Promise<void> {
  const entry = { action: 'roster.viewed', placeId, details: { programmeId } };
  await platform.transaction(actor, (tx) => tx.audit(entry));
}

/** A page of enrolled people, with the apps in which each has begun. */
export async function personsPage(
  platform: Platform,
  realm: string,
  rows: RosterRow[],
  limit: number,
) {
  const personIds = rows.map(({ personId }) => personId);
  const activated = await activatedApps(platform.db, realm, personIds);
  return pageOf(
    rows,
    limit,
    (row) => shownPerson(row, activated),
    ({ enrolmentId }) => [enrolmentId],
  );
}
