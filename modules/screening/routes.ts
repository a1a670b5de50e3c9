import { isPublic, type Route, route, signedIn, unverifiedSession } from '../../platform/routes.ts';
import { alertsFor, closeAlert } from './alerts/actions.ts';
import { assist, requestAssistedCode } from './assisted/actions.ts';
import { printRegistered } from './assisted/print.ts';
import { handInCheck, recordCheck, undoCheck } from './checks/actions.ts';
import { screening } from './contract.ts';
import { look } from './look/actions.ts';
import { siteFor } from './look/site.ts';
import { managementRoutes } from './management/routes.ts';
import { recordFor, recordsFor } from './records/reads.ts';

/** What a scanner may do is told by the assignment to a site, which each action asks for. */
const scanner = signedIn('field');
const done = { ok: true } as const;

export const screeningRoutes: Route[] = [
  route(screening.site, scanner, ({ platform, actor, params }) =>
    siteFor(platform, actor, params.siteId),
  ),
  route(screening.look, scanner, ({ platform, actor, body }) => look(platform, actor, body)),
  route(screening.check, unverifiedSession('field'), ({ platform, session, body }) =>
    recordCheck(platform, session, body),
  ),
  // Who was shut out has no session: the action looks at their proof.
  route(screening.handIn, isPublic, ({ platform, body }) => handInCheck(platform, body)),
  route(screening.assistedCode, scanner, ({ platform, actor, body, request }) =>
    requestAssistedCode(platform, actor, body, request.ip),
  ),
  route(screening.assist, scanner, ({ platform, actor, body }) => assist(platform, actor, body)),
  route(screening.printed, scanner, async ({ platform, actor, params, query, reply }) => {
    const { name, file } = await printRegistered(platform, actor, { ...params, ...query });
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(file);
  }),
  route(screening.undo, scanner, async ({ platform, actor, params }) => {
    await undoCheck(platform, actor, params.id);
    return done;
  }),
  route(screening.records, scanner, ({ platform, actor, body }) =>
    recordsFor(platform, actor, body),
  ),
  route(screening.record, scanner, ({ platform, actor, params }) =>
    recordFor(platform, actor, params.id),
  ),
  route(screening.alerts, scanner, ({ platform, actor, query }) =>
    alertsFor(platform, actor, query),
  ),
  route(screening.closeAlert, scanner, async ({ platform, actor, params, body }) => {
    await closeAlert(platform, actor, params.id, body.note);
    return done;
  }),
  ...managementRoutes,
];
