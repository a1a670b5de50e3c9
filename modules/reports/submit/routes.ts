import { participantApps } from '../../../forms/programme.ts';
import { alsoForWards, type Route, route, unverifiedSession } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { submit } from './actions.ts';

export const submitRoutes: Route[] = [
  route(
    reports.submit,
    alsoForWards(unverifiedSession(...participantApps)),
    ({ platform, session, body }) => submit(platform, session, body),
  ),
];
