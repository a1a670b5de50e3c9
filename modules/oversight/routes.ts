import { type Route, route } from '../../platform/routes.ts';
import { sheetMime } from '../../platform/sheets/write.ts';
import { oversight } from './contract.ts';
import { exportTrail } from './export.ts';
import { overviewRoutes } from './overview/routes.ts';
import { auditTrail, peopleInTrail } from './trail.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export const oversightRoutes: Route[] = [
  route(oversight.audit, 'audit.read', ({ platform, scope, query }) =>
    auditTrail(platform, scope, query),
  ),
  route(oversight.findPeople, 'audit.read', ({ platform, scope, body }) =>
    peopleInTrail(platform, scope, body),
  ),
  route(oversight.exportAudit, 'audit.export', async ({ platform, actor, scope, query, reply }) => {
    const { stream, name } = await exportTrail(platform, actor, scope, query);
    return reply
      .type(sheetMime[query.format ?? 'csv'])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(stream);
  }),
  ...overviewRoutes,
  ...webhookRoutes,
];
