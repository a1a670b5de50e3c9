import { type Route, route } from '../../../platform/routes.ts';
import { sheetMime } from '../../../platform/sheets/write.ts';
import { reports } from '../contract.ts';
import { exportMissing } from '../missing/export.ts';
import { exportReports } from './export.ts';

export const exportRoutes: Route[] = [
  route(reports.export, 'report.export', async ({ platform, actor, scope, query, reply }) => {
    const { stream, name } = await exportReports(platform, actor, scope, query);
    return reply
      .type(sheetMime[query.format])
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(stream);
  }),
  route(
    reports.exportMissing,
    'report.export',
    async ({ platform, actor, scope, query, reply }) => {
      const { stream, name } = await exportMissing(platform, actor, scope, query);
      return reply
        .type(sheetMime[query.format])
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(stream);
    },
  ),
];
