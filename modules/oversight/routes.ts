import { participantApps } from '../../forms/programme.ts';
import { alsoForWards, type Route, route, signedIn } from '../../platform/routes.ts';
import { sheetMime } from '../../platform/sheets/write.ts';
import { oversight } from './contract.ts';
import { exportTrail } from './export.ts';
import { looksAtMe } from './looks/reads.ts';
import { overviewRoutes } from './overview/routes.ts';
import { retentionRoutes } from './retention/routes.ts';
import { auditTrail, peopleInTrail, peopleOfEntry } from './trail.ts';
import { unusualRoutes } from './unusual/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

const participantOrCarer = alsoForWards(signedIn(...participantApps));

export const oversightRoutes: Route[] = [
  route(oversight.mine, participantOrCarer, ({ platform, self, query }) =>
    looksAtMe(platform, self, query),
  ),
  ...unusualRoutes,
  route(oversight.audit, 'audit.read', ({ platform, scope, query }) =>
    auditTrail(platform, scope, query),
  ),
  route(oversight.findPeople, 'audit.read', ({ platform, scope, body }) =>
    peopleInTrail(platform, scope, body),
  ),
  route(oversight.shown, 'audit.read', ({ platform, actor, scope, params, query }) =>
    peopleOfEntry(platform, actor, scope, { ...params, ...query }),
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
  ...retentionRoutes,
];
