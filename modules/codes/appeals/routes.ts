import { participantApps } from '../../../forms/programme.ts';
import { type Route, route, signedIn } from '../../../platform/routes.ts';
import { codes } from '../contract.ts';
import { ownEnrolment } from '../view/own-enrolment.ts';
import { decideOnAppeal, writeAppeal } from './actions.ts';
import { appealCount, appeals, ownAppeals } from './reads.ts';

const participant = signedIn(...participantApps);

export const appealRoutes: Route[] = [
  route(codes.ownAppeals, participant, async ({ platform, self }) =>
    ownAppeals(platform, await ownEnrolment(platform, self)),
  ),
  route(codes.appeal, participant, async ({ platform, self, body }) =>
    writeAppeal(platform, await ownEnrolment(platform, self), body),
  ),
  route(codes.appeals, 'appeal.decide', ({ platform, actor, scope, body }) =>
    appeals(platform, actor, scope, body),
  ),
  route(codes.appealCount, 'appeal.decide', ({ platform, scope, query }) =>
    appealCount(platform, scope, query.programmeId),
  ),
  route(codes.acceptAppeal, 'appeal.decide', ({ platform, actor, scope, params, body }) =>
    decideOnAppeal(platform, actor, scope, { ...params, ...body, accept: true }),
  ),
  route(codes.refuseAppeal, 'appeal.decide', ({ platform, actor, scope, params, body }) =>
    decideOnAppeal(platform, actor, scope, { ...params, ...body, accept: false }),
  ),
];
