import { type Route, route } from '../../../platform/routes.ts';
import { staff } from '../contract.ts';
import {
  addStaff,
  changeStaff,
  grantRole,
  resetStaff,
  revokeRole,
  setDocument,
} from './actions.ts';
import { listHolders } from './holders.ts';
import { memberOfStaff, searchStaff } from './list.ts';

const done = { ok: true } as const;

export const memberRoutes: Route[] = [
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
