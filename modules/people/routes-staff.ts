import { commonProblems } from '../../platform/contract.ts';
import { Problem } from '../../platform/problems.ts';
import { isPublic, type Route, route } from '../../platform/routes.ts';
import { people } from './contract.ts';
import { setSessionCookie } from './cookies.ts';
import { meOf } from './me.ts';
import { staffPermissions } from './permissions.ts';
import { staffRealm } from './queries-staff.ts';
import {
  addStaff,
  changeStaff,
  followFirstLink,
  grantRole,
  resetStaff,
  revokeRole,
  staffWithin,
} from './staff-actions.ts';

const done = { ok: true } as const;

export const staffRoutes: Route[] = [
  route(people.firstLink, isPublic, async ({ platform, app, request, reply, body }) => {
    if (app !== 'console') throw new Problem(commonProblems.bad_request);
    const agent = request.headers['user-agent'] ?? '';
    const { token, personId } = await followFirstLink(platform, agent, body);
    setSessionCookie(platform, reply, app, token);
    return { me: await meOf(platform, { personId, realm: staffRealm, app, mustFinish: false }) };
  }),
  route(people.staff, staffPermissions.read, ({ platform, scope }) => staffWithin(platform, scope)),
  route(people.addStaff, staffPermissions.manage, ({ platform, actor, scope, body }) =>
    addStaff(platform, actor, scope, body),
  ),
  route(
    people.grantRole,
    staffPermissions.manage,
    async ({ platform, actor, scope, params, body }) => {
      await grantRole(platform, actor, scope, params.personId, body);
      return done;
    },
  ),
  route(people.revokeRole, staffPermissions.manage, async ({ platform, actor, scope, params }) => {
    await revokeRole(platform, actor, scope, params.personId, params.grantId);
    return done;
  }),
  route(
    people.changeStaff,
    staffPermissions.manage,
    async ({ platform, actor, scope, params, body }) => {
      await changeStaff(platform, actor, scope, params.personId, body);
      return done;
    },
  ),
  route(people.resetStaff, staffPermissions.manage, ({ platform, actor, scope, params, body }) =>
    resetStaff(platform, actor, scope, params.personId, body.reason),
  ),
];
