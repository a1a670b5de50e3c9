import { type Route, route } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { personPermissions, reportPermissions } from '../permissions.ts';
import { sendPhoto } from '../photos/http.ts';
import { remind } from './actions.ts';
import { viewPerson, viewPhoto } from './person.ts';
import { alerts, completion, missing, trend } from './reads.ts';

const { read } = reportPermissions;

export const staffRoutes: Route[] = [
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
    viewPerson(platform, actor, scope, params.enrolmentId),
  ),
  route(
    reports.personPhoto,
    personPermissions.read,
    async ({ platform, actor, scope, params, reply }) =>
      sendPhoto(platform, reply, await viewPhoto(platform, actor, scope, params)),
  ),
];
