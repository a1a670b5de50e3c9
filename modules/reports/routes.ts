import { type Route, route, signedIn, unverifiedSession } from '../../platform/routes.ts';
import { reports } from './contract.ts';
import { days, makeDeclaration, missed, overview, ownReports } from './participant/reads.ts';
import { summaryPdf } from './participant/summary-pdf.ts';
import { addPhoto, ownPhoto } from './photos/actions.ts';
import { sendPhoto, uploadedPhoto } from './photos/http.ts';
import { reportsConsoleRoutes } from './staff/routes.ts';
import { submit } from './submit/actions.ts';

const participant = signedIn('portal', 'desk');

export const reportsRoutes: Route[] = [
  route(reports.overview, participant, ({ platform, self, actor }) =>
    overview(platform, self, actor.app),
  ),
  route(reports.declaration, participant, async ({ platform, self, actor, body }) => {
    await makeDeclaration(platform, self, actor.app, body.version);
    return { ok: true as const };
  }),
  route(reports.submit, unverifiedSession('portal', 'desk'), ({ platform, session, body }) =>
    submit(platform, session, body),
  ),
  route(reports.days, participant, ({ platform, self, query }) => days(platform, self, query)),
  route(reports.missed, participant, ({ platform, self }) => missed(platform, self)),
  route(reports.mine, participant, ({ platform, self, params, query }) =>
    ownReports(platform, self, { ...params, ...query }),
  ),
  route(reports.addPhoto, participant, async ({ platform, self, request }) =>
    addPhoto(platform, self, await uploadedPhoto(request)),
  ),
  route(reports.photo, participant, async ({ platform, self, params, reply }) =>
    sendPhoto(platform, reply, await ownPhoto(platform, self, params.id)),
  ),
  route(reports.summaryPdf, participant, async ({ platform, self, query, reply }) =>
    reply
      .type('application/pdf')
      .header('content-disposition', 'attachment; filename="summary.pdf"')
      .send(await summaryPdf(platform, self, query.lang)),
  ),
  route(reports.summary, participant, ({ platform, self }) => ownReports(platform, self)),
  ...reportsConsoleRoutes,
];
