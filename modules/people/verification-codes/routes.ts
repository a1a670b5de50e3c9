import { isPublic, type Route, route, signedIn } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { callerOf } from '../sign-in/caller.ts';
import { deliveryOfCode } from './actions.ts';
import { smsUse } from './limits.ts';

export const codeRoutes: Route[] = [
  route(people.codeDelivery, isPublic, async (call) => {
    const { realm, app } = callerOf(call);
    return { state: await deliveryOfCode(call.platform, { realm, app }, call.body.token) };
  }),
  route(people.smsUse, signedIn('console'), async ({ platform }) => ({
    usedUp: (await smsUse(platform))?.usedUp ?? false,
  })),
];
