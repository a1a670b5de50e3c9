import { participantApps } from '../../../forms/programme.ts';
import { alsoForWards, type Route, route, signedIn } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { makeDeclaration } from './actions.ts';
import { days, effect, missed, overview, ownReports } from './reads.ts';
import { summaryPdf } from './summary-pdf.ts';

const participant = signedIn(...participantApps);
const participantOrCarer = alsoForWards(participant);

export const participantRoutes: Route[] = [
  route(reports.overview, participantOrCarer, ({ platform, self, actor }) =>
    overview(platform, self, actor.app),
  ),
  route(reports.declaration, participantOrCarer, async ({ platform, self, actor, body }) => {
    await makeDeclaration(platform, self, actor.app, body.version);
    return { ok: true as const };
  }),
  route(reports.effect, participantOrCarer, ({ platform, self, body }) =>
    effect(platform, self, body),
  ),
  route(reports.days, participantOrCarer, ({ platform, self, query }) =>
    days(platform, self, query),
  ),
  route(reports.missed, participantOrCarer, ({ platform, self }) => missed(platform, self)),
  route(reports.mine, participantOrCarer, ({ platform, self, params, query }) =>
    ownReports(platform, self, { ...query, ...params }),
  ),
  route(reports.summaryPdf, participant, async ({ platform, self, query, reply }) => {
    const { name, file } = await summaryPdf(platform, self, query.lang);
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(file);
  }),
  route(reports.summary, participantOrCarer, ({ platform, self }) => ownReports(platform, self)),
];
