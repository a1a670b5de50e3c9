import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { callerOf } from '../sign-in/caller.ts';
import { deliveryOfCode } from './actions.ts';

export const codeRoutes: Route[] = [
  route(people.codeDelivery, isPublic, async (call) => {
    const { realm, app } = callerOf(call);
    return { state: await deliveryOfCode(call.platform, { realm, app }, call.body.token) };
  }),
];
