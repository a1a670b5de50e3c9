import { commonProblems } from '../../platform/contract.ts';
import { Problem } from '../../platform/problems.ts';
import { isPublic, type Route, route } from '../../platform/routes.ts';
import { meOf, setSessionCookie, staffRealm } from '../people/public.ts';
import {
  addStaff,
  changeStaff,
  grantRole,
  resetStaff,
  revokeRole,
  setDocument,
} from './actions.ts';
import { followAdministratorLink } from './administrator-link.ts';
import { apiKeyRoutes } from './api-keys/routes.ts';
import { staff } from './contract.ts';
import { followFirstLink } from './first-administrator.ts';
import { listHolders } from './holders.ts';
import { placeImportRoutes } from './imports/routes.ts';
import { memberOfStaff, searchStaff } from './list.ts';
import { scannerRoutes } from './scanners/routes.ts';

const done = { ok: true } as const;

export const staffRoutes: Route[] = [
  ...scannerRoutes,
  ...apiKeyRoutes,
  ...placeImportRoutes,
  route(
    staff.createFirstAdministrator,
    isPublic,
    async ({ platform, app, request, reply, body }) => {
      if (app !== 'console') throw new Problem(commonProblems.bad_request);
      const agent = request.headers['user-agent'] ?? '';
      const { token, ...who } = await followFirstLink(platform, agent, body);
      setSessionCookie(platform, reply, { app, realm: staffRealm }, token);
      return { me: await meOf(platform, { ...who, realm: staffRealm, app, mustFinish: false }) };
    },
  ),
  route(
    staff.setAdministratorPassword,
    isPublic,
    async ({ platform, app, request, reply, body }) => {
      if (app !== 'console') throw new Problem(commonProblems.bad_request);
      const agent = request.headers['user-agent'] ?? '';
      const { token, ...who } = await followAdministratorLink(platform, agent, body);
      setSessionCookie(platform, reply, { app, realm: staffRealm }, token);
      return { me: await meOf(platform, { ...who, realm: staffRealm, app, mustFinish: false }) };
    },
  ),
  route(staff.holders, 'staff.read', ({ platform, scope, params, query }) =>
    listHolders(platform, scope, params.code, query),
  ),
  route(staff.list, 'staff.read', ({ platform, actor, scope, body }) =>
    searchStaff(platform, actor, scope, body),
  ),
  route(staff.member, 'staff.read', ({ platform, actor, scope, params }) =>
    memberOfStaff(platform, actor, scope, params.personId),
  ),
  route(staff.add, 'staff.manage', ({ platform, actor, scope, body }) =>
    addStaff(platform, actor, scope, body),
  ),
  route(staff.grantRole, 'staff.manage', async ({ platform, actor, scope, params, body }) => {
    await grantRole(platform, actor, scope, params.personId, body);
    return done;
  }),
  route(staff.revokeRole, 'staff.manage', async ({ platform, actor, scope, params }) => {
    await revokeRole(platform, actor, scope, params.personId, params.grantId);
    return done;
  }),
  route(staff.change, 'staff.manage', async ({ platform, actor, scope, params, body }) => {
    await changeStaff(platform, actor, scope, params.personId, body);
    return done;
  }),
  route(staff.setDocument, 'staff.manage', async ({ platform, actor, scope, params, body }) => {
    await setDocument(platform, actor, scope, params.personId, body);
    return done;
  }),
  route(staff.reset, 'staff.manage', ({ platform, actor, scope, params, body }) =>
    resetStaff(platform, actor, scope, params.personId, body.reason),
  ),
];
