import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../../platform/problems.ts';
import { type Route, route } from '../../../platform/routes.ts';
import type { Actor } from '../../../platform/scope.ts';
import { sendSheet } from '../../../platform/sheets/send.ts';
import { uploadOf } from '../../../platform/sheets/upload.ts';
import { findPath } from '../../places/public.ts';
import { programmes } from '../contract.ts';
import { listOrganisations } from '../enrolment/queries.ts';
import { listRoster } from '../enrolment/queries-roster.ts';
import { auditRosterView, personPage } from '../enrolment/view.ts';
import type { Programme } from '../model.ts';
import { ownProgramme } from '../programme/resolve-programme.ts';

import { rosterTemplate } from '../roster/template.ts';
import {
  chooseReading,
  confirmImport,
  discardImport,
  startImport,
  withdrawAbsentPeople,
} from './actions.ts';
import { findImport, listImports, type VisibleImport } from './queries.ts';
import { problemPage, refusedRows } from './refused-rows.ts';
import { serializeImport } from './serializers.ts';

export const importRoutes: Route[] = [
  route(
    programmes.rosterTemplate,
    'roster.import',
    async ({ platform, scope, params, query, reply }) => {
      const { code, definition, placeId } = await ownProgramme(platform, scope, params.id);
      const units = await listOrganisations(platform.db, await findPath(platform.db, placeId));
      const codes = [...new Set(units.map((unit) => unit.code))];
      const sheet = await rosterTemplate(definition, query.format, query.lang, codes);
      return sendSheet(reply, sheet, `${code}-roster-${query.lang}`, query.format);
    },
  ),

  route(
    programmes.startImport,
    'roster.import',
    async ({ platform, actor, scope, params, request }) => {
      const programme = await ownProgramme(platform, scope, params.id);
      const upload = await uploadOf(request);
      return { id: await startImport(platform, actor, programme, upload) };
    },
  ),

  route(programmes.imports, 'roster.import', async ({ platform, scope, params, query }) => {
    const { id } = await ownProgramme(platform, scope, params.id);
    const { sort, limit = 50 } = query;
    const [after] = keyAfter(query.after, 'number') ?? [];
    const rows = await listImports(platform.db, scope, id, { sort, after, limit: limit + 1 });
    return pageOf(
      rows,
      limit,
      (row) => serializeImport(row),
      ({ number }) => [number],
    );
  }),

  route(programmes.import, 'roster.import', async ({ platform, actor, scope, params }) => {
    const programme = await ownProgramme(platform, scope, params.id);
    const row = getOrNotFound(await findImport(platform.db, scope, params.id, params.importId));
    // A preview shows people, and choices quote the workbook.
    if (row.preview || row.choices) await auditView(platform, actor, programme, row);
    return serializeImport(row, platform.keys);
  }),

  route(programmes.chooseReading, 'roster.import', async (request) => {
    const { platform, actor, scope, params, body } = request;
    const programme = await ownProgramme(platform, scope, params.id);
    await chooseReading(platform, actor, scope, programme, params.importId, body);
    return { ok: true as const };
  }),

  route(programmes.importProblems, 'roster.import', async (request) => {
    const { platform, actor, scope, params, query } = request;
    const programme = await ownProgramme(platform, scope, params.id);
    const record = getOrNotFound(await findImport(platform.db, scope, params.id, params.importId));
    await auditView(platform, actor, programme, record);
    return problemPage(platform, programme.definition, record, query);
  }),

  route(programmes.confirmImport, 'roster.import', async (request) => {
    const { platform, actor, scope, params, body } = request;
    const programme = await ownProgramme(platform, scope, params.id);
    await confirmImport(platform, actor, scope, programme, params.importId, body.version);
    return { ok: true as const };
  }),

  route(programmes.discardImport, 'roster.import', async ({ platform, actor, scope, params }) => {
    const programme = await ownProgramme(platform, scope, params.id);
    await discardImport(platform, actor, scope, programme, params.importId);
    return { ok: true as const };
  }),

  route(
    programmes.refusedRows,
    'roster.import',
    async ({ platform, actor, scope, params, reply }) => {
      const { code, placeId, definition } = await ownProgramme(platform, scope, params.id);
      const record = getOrNotFound(
        await findImport(platform.db, scope, params.id, params.importId),
      );
      if (!record.keepsRefusals) throw notFound();
      const sheet = refusedRows(platform, definition, record);
      const details = { programmeId: params.id, importId: record.id };
      await platform.transaction(actor, (tx) =>
        tx.audit({ action: 'roster.refused_rows_exported', placeId, details }),
      );
      return sendSheet(reply, sheet, `${code}-refused-rows`, 'xlsx');
    },
  ),

  route(programmes.absent, 'roster.import', async ({ platform, actor, scope, params, query }) => {
    const programme = await ownProgramme(platform, scope, params.id);
    const { id } = getOrNotFound(await findImport(platform.db, scope, params.id, params.importId));
    const { after, limit = 50 } = query;
    const [from] = keyAfter(after, 'number') ?? [];
    const rows = await listRoster(platform.db, scope, {
      ...{ programmeId: params.id, order: { by: 'id', after: from }, limit: limit + 1 },
      absentFrom: id,
    });
    await auditRosterView(platform, actor, programme.id, [programme.placeId], { rows, limit });
    return personPage(platform, programme, rows, limit);
  }),

  route(
    programmes.withdrawAbsent,
    'roster.import',
    async ({ platform, actor, scope, params, body }) => {
      const programme = await ownProgramme(platform, scope, params.id);
      const { importId } = params;
      const { expected } = body;
      return {
        withdrawn: await withdrawAbsentPeople(
          platform,
          actor,
          scope,
          programme,
          importId,
          expected,
        ),
      };
    },
  ),
];

/** Notes who looks at what an import shows. Whoever brought it stands in the trail as such already. */
async function auditView(
  platform: Platform,
  actor: Actor,
  { id: programmeId, placeId }: Programme,
  { id: importId, created_by }: VisibleImport,
): Promise<void> {
  if (created_by === actor.personId) return;
  const details = { programmeId, importId };
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'roster.import_viewed', placeId, details }),
  );
}
