import { type Route, route } from '../../../platform/routes.ts';
import { codes } from '../contract.ts';
import { decide, proposeEnd, proposeOrder, withdrawOrder } from './actions.ts';
import { orderCount, orders } from './reads.ts';

export const orderRoutes: Route[] = [
  route(codes.orders, 'code.read', ({ platform, actor, scope, body }) =>
    orders(platform, actor, scope, body),
  ),
  route(codes.orderCount, 'code.approve', ({ platform, scope, query }) =>
    orderCount(platform, scope, query.programmeId),
  ),
  route(codes.proposeOrder, 'code.assign', ({ platform, actor, scope, body }) =>
    proposeOrder(platform, actor, scope, body),
  ),
  route(codes.proposeEnd, 'code.assign', ({ platform, actor, scope, params, body }) =>
    proposeEnd(platform, actor, scope, { ...params, ...body }),
  ),
  route(codes.approveOrder, 'code.approve', ({ platform, actor, scope, params }) =>
    decide(platform, actor, scope, params),
  ),
  route(codes.refuseOrder, 'code.approve', ({ platform, actor, scope, params, body }) =>
    decide(platform, actor, scope, { ...params, ...body }),
  ),
  route(codes.withdrawOrder, 'code.assign', ({ platform, actor, scope, params }) =>
    withdrawOrder(platform, actor, scope, params.id),
  ),
];
