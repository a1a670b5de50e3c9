import { type Route, route } from '../../../platform/routes.ts';
import { sheetMime } from '../../../platform/sheets/write.ts';
import { screening } from '../contract.ts';
import { cancelExport, exportFile, exportProgress, startExport } from './exports.ts';
import { checksOfPerson, managedCheck, managedChecks } from './reads.ts';

const done = { ok: true } as const;

/** Whoever holds `check.read` holds `check.read_own` with it. */
export const managementRoutes: Route[] = [
  route(screening.managed, 'check.read_own', ({ platform, actor, scope, body }) =>
    managedChecks(platform, actor, scope, body),
  ),
  route(screening.managedCheck, 'check.read_own', ({ platform, actor, params }) =>
    managedCheck(platform, actor, params.id),
  ),
  route(screening.personChecks, 'check.read', ({ platform, actor, scope, params }) =>
    checksOfPerson(platform, actor, scope, params.enrolmentId),
  ),
  route(screening.startExport, 'check.export', ({ platform, actor, scope, body }) =>
    startExport(platform, actor, scope, body),
  ),
  route(screening.exportProgress, 'check.export', ({ platform, actor, params }) =>
    exportProgress(platform, actor, params.id),
  ),
  route(screening.exportFile, 'check.export', async (call) => {
    const { platform, actor, scope, params, reply } = call;
    const { stream, name, format } = await exportFile(platform, actor, scope, params);
    return reply
      .type(sheetMime[format])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(stream);
  }),
  route(screening.cancelExport, 'check.export', async ({ platform, actor, params }) => {
    await cancelExport(platform, actor, params.id);
    return done;
  }),
];
