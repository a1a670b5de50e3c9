import { participantApps } from '../../../forms/programme.ts';
import { type Route, route, unverifiedSession } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { submit } from './actions.ts';

export const submitRoutes: Route[] = [
  route(reports.submit, unverifiedSession(...participantApps), ({ platform, session, body }) =>
    submit(platform, session, body),
  ),
];
