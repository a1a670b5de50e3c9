import { type Route, route } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { stepAlert } from './actions.ts';
import { alertCount, alerts, viewAlert } from './reads.ts';

export const alertRoutes: Route[] = [
  route(reports.alerts, 'report.read', ({ platform, actor, scope, body }) =>
    alerts(platform, actor, scope, body),
  ),
  route(reports.alertCount, 'report.read', ({ platform, scope, query }) =>
    alertCount(platform, scope, query),
  ),
  route(reports.alert, 'report.read', ({ platform, actor, scope, params }) =>
    viewAlert(platform, actor, scope, params.id),
  ),
  route(reports.takeAlert, 'alert.handle', ({ platform, actor, scope, params, body }) =>
    stepAlert(platform, actor, scope, params.id, { ...body, kind: 'taken' }),
  ),
  route(reports.returnAlert, 'alert.handle', ({ platform, actor, scope, params, body }) =>
    stepAlert(platform, actor, scope, params.id, { ...body, kind: 'returned' }),
  ),
  route(reports.noteAlert, 'alert.handle', ({ platform, actor, scope, params, body }) =>
    stepAlert(platform, actor, scope, params.id, { ...body, kind: 'noted' }),
  ),
  route(reports.closeAlert, 'alert.handle', ({ platform, actor, scope, params, body }) =>
    stepAlert(platform, actor, scope, params.id, { ...body, kind: 'closed' }),
  ),
  route(reports.reopenAlert, 'alert.handle', ({ platform, actor, scope, params, body }) =>
    stepAlert(platform, actor, scope, params.id, { ...body, kind: 'reopened' }),
  ),
];
