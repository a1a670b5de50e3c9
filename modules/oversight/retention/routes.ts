import { type Route, route } from '../../../platform/routes.ts';
import { oversight } from '../contract.ts';
import {
  certificate,
  certificates,
  changeKeptDays,
  changeTrailDays,
  keptProgrammes,
  printCertificate,
  startRun,
  withdrawRun,
} from './actions.ts';
import { confirmRun, countRuns } from './confirm.ts';

const done = { ok: true } as const;

export const retentionRoutes: Route[] = [
  route(oversight.retention, 'retention.read', ({ platform, actor, scope }) =>
    keptProgrammes(platform, actor, scope),
  ),
  route(oversight.setTrailDays, 'retention.manage', async ({ platform, actor, scope, body }) => {
    await changeTrailDays(platform, actor, scope, body);
    return done;
  }),
  route(oversight.setKeptDays, 'retention.manage', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await changeKeptDays(platform, actor, scope, { ...params, ...body });
    return done;
  }),
  route(oversight.startRetention, 'retention.manage', ({ platform, actor, scope, params }) =>
    startRun(platform, actor, scope, params.id),
  ),
  route(oversight.confirmRetention, 'retention.confirm', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await confirmRun(platform, actor, scope, { ...params, ...body });
    return done;
  }),
  route(oversight.retentionCount, 'retention.confirm', ({ platform, actor, scope }) =>
    countRuns(platform, actor, scope),
  ),
  route(oversight.withdrawRetention, 'retention.manage', async (call) => {
    const { platform, actor, scope, params } = call;
    await withdrawRun(platform, actor, scope, params.runId);
    return done;
  }),
  route(oversight.certificates, 'retention.read', ({ platform, scope, query }) =>
    certificates(platform, scope, query),
  ),
  route(oversight.certificate, 'retention.read', ({ platform, actor, scope, params }) =>
    certificate(platform, actor, scope, params.runId),
  ),
  route(oversight.certificatePdf, 'retention.read', async (call) => {
    const { platform, actor, scope, params, query, reply } = call;
    const { name, file } = await printCertificate(platform, actor, scope, { ...params, ...query });
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(file);
  }),
];
