import { type ProgrammeTemplate, participantApps } from '../../../forms/programme.ts';
import { isCheckForm } from '../../../forms/purposes.ts';
import { Problem } from '../../../platform/problems.ts';
import { alsoForWards, isPublic, type Route, route, signedIn } from '../../../platform/routes.ts';
import { heldOn, permissionsHeldBy } from '../../access/public.ts';
import { programmes, programmesProblems } from '../contract.ts';
import { enrolmentOf } from '../enrolment/find.ts';
import { withIdentifiers } from '../enrolment/identifiers.ts';
import { countEnrolled, findDisplayNames } from '../enrolment/queries.ts';
import { placementsOf } from '../forms/placements.ts';
import { serializeTemplate } from '../identity/serializers.ts';
import { formsFor, servicesFor } from '../model.ts';
import { createFromTemplate } from './actions.ts';
import { programmeAt, programmeByCode } from './cache.ts';
import { listProgrammes, listProgrammesInScope } from './queries.ts';
import { serializeForm } from './serializers.ts';

const participantOrCarer = alsoForWards(signedIn(...participantApps));

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
        const { name, shortName, organiser, systems, signIn } = definition;
        const registers = signIn.registration !== undefined;
        return { code, name, shortName, organiser, systems, registers };
      });
    }),

    route(programmes.publicProgramme, isPublic, async ({ platform, params, reply }) => {
      const { code, realm, definition } = await programmeByCode(platform, params.code);
      const { name, shortName, organiser, zone, contacts, brand } = definition;
      const { signIn, systems, pages } = definition;
      reply.header('cache-control', forAMoment);
      return {
        ...{ code, realm, name, shortName, organiser, zone, contacts, signIn, systems, pages },
        ...(brand && { brand }),
        hasCode: definition.services.some(({ kind }) => kind === 'code'),
      };
    }),

    route(programmes.mine, participantOrCarer, async ({ platform, self }) => {
      const enrolment = await enrolmentOf(platform, self.personId, self.realm);
      const person = enrolment && (await findDisplayNames(platform.db, enrolment.enrolmentId));
      if (!enrolment || !person) throw new Problem(programmesProblems.not_enrolled);
      const { programmeId, programmeVersion } = enrolment;
      const programme = await programmeAt(platform, programmeId, programmeVersion);
      const placements = await placementsOf(platform, programmeId);
      // A carer needs no number of the ward's.
      const [known] = self.carer ? [] : await withIdentifiers(platform, programme, [enrolment]);
      return {
        programmeId,
        enrolmentId: enrolment.enrolmentId,
        ...person,
        identifiers: known?.identifiers ?? [],
        groupCode: enrolment.group,
        attributes: enrolment.attributes,
        definition: programme.definition,
        services: servicesFor(programme, enrolment.group).map(({ code }) => code),
        forms: formsFor(programme, enrolment, placements).map(serializeForm),
      };
    }),

    route(programmes.list, 'programme.read', async ({ platform, actor, scope }) => {
      const held = await permissionsHeldBy({ db: platform.db, platform }, actor.personId);
      const rows = await listProgrammesInScope(platform.db, scope);
      const enrolled = await countEnrolled(
        platform.db,
        scope,
        rows.map(({ id }) => id),
      );
      return Promise.all(
        rows.map(async ({ id, code, version, place_id, path }) => {
          const { definition, forms } = await programmeAt(platform, id, version);
          return {
            ...{ id, code, version, definition },
            mayOnAll: heldOn(path, held),
            placeId: place_id,
            enrolled: enrolled.get(id) ?? 0,
            // What scanners fill in is part of a check, and no report.
            forms: [...forms.values()]
              .filter(({ form }) => !isCheckForm(definition, form))
              .map(serializeForm),
          };
        }),
      );
    }),

    route(programmes.templates, 'programme.create', async () => templates.map(serializeTemplate)),

    route(programmes.create, 'programme.create', async (call) => {
      const { platform, actor, scope, body } = call;
      const { id, placeId } = await createFromTemplate(platform, actor, scope, templates, body);
      return { id, placeId };
    }),
  ];
}
