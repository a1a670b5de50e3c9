import { sendPhoto } from '../../../platform/photos.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { missing } from '../missing/reads.ts';
import { remind } from './actions.ts';
import { viewPerson, viewPhoto } from './person.ts';
import { completion, completionLevel, trend } from './reads.ts';

export const staffRoutes: Route[] = [
  route(reports.completion, 'report.read', ({ platform, scope, query }) =>
    completion(platform, scope, query),
  ),
  route(reports.completionLevel, 'report.read', ({ platform, scope, query }) =>
    completionLevel(platform, scope, query),
  ),
  route(reports.trend, 'report.read', ({ platform, scope, query }) =>
    trend(platform, scope, query),
  ),
  route(reports.missing, 'report.read', ({ platform, actor, scope, body }) =>
    missing(platform, actor, scope, body),
  ),
  route(reports.remind, 'report.remind', ({ platform, actor, scope, body }) =>
    remind(platform, actor, scope, body),
  ),
  route(reports.person, 'person.read', ({ platform, actor, scope, params }) =>
    viewPerson(platform, actor, scope, params.enrolmentId),
  ),
  route(reports.personPhoto, 'person.read', async ({ platform, actor, scope, params, reply }) =>
    sendPhoto(platform, reply, await viewPhoto(platform, actor, scope, params)),
  ),
];
