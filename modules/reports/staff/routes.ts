import { type Route, route } from '../../../platform/routes.ts';
import { sheetMime } from '../../../platform/sheets/write.ts';
import { reports } from '../contract.ts';
import { exportReports } from '../export/export.ts';
import { personPermissions, reportPermissions } from '../permissions.ts';
import { sendPhoto } from '../photos/http.ts';
import { lookAtPerson, lookAtPhoto } from './person.ts';
import { alerts, completion, missing, remind, trend } from './reads.ts';

const { read } = reportPermissions;

export const reportsConsoleRoutes: Route[] = [
  route(reports.completion, read, ({ platform, scope, query }) =>
    completion(platform, scope, query),
  ),
  route(reports.trend, read, ({ platform, scope, query }) => trend(platform, scope, query)),
  route(reports.missing, read, ({ platform, actor, scope, query }) =>
    missing(platform, actor, scope, query),
  ),
  route(reports.remind, reportPermissions.remind, ({ platform, actor, scope, body }) =>
    remind(platform, actor, scope, body),
  ),
  route(reports.alerts, read, ({ platform, actor, scope, query }) =>
    alerts(platform, actor, scope, query),
  ),
  route(reports.person, personPermissions.read, ({ platform, actor, scope, params }) =>
    lookAtPerson(platform, actor, scope, params.enrolmentId),
  ),
  route(
    reports.personPhoto,
    personPermissions.read,
    async ({ platform, actor, scope, params, reply }) =>
      sendPhoto(platform, reply, await lookAtPhoto(platform, actor, scope, params)),
  ),
  route(
    reports.export,
    reportPermissions.export,
    async ({ platform, actor, scope, query, reply }) => {
      const { stream, name } = await exportReports(platform, actor, scope, query);
      return reply
        .type(sheetMime[query.format])
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(stream);
    },
  ),
];
