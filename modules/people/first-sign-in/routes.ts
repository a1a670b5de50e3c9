import { apps } from '../../../platform/contract.ts';
import { type Route, route, signedInOrUnfinished } from '../../../platform/routes.ts';
import { people } from '../contract.ts';
import { setSessionCookie } from '../sessions/cookies.ts';
import { meOf } from '../sessions/me.ts';
import { finishSignIn } from './actions.ts';

export const firstSignInRoutes: Route[] = [
  route(
    people.finish,
    signedInOrUnfinished(...apps),
    async ({ platform, actor, request, reply, body }) => {
      const { token } = await finishSignIn(platform, actor, request.ip, body);
      setSessionCookie(platform, reply, actor, token);
      return { me: await meOf(platform, { ...actor, mustFinish: false }) };
    },
  ),
];
