import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { callerOf, register, setKnownBrowser, setSessionCookie } from '../../people/public.ts';
import { programmes } from '../contract.ts';
import { programmeByCode } from '../programme/cache.ts';
import { registeringFor } from './actions.ts';

export const registrationRoutes: Route[] = [
  route(programmes.register, isPublic, async (call) => {
    const { platform, reply, body } = call;
    const caller = callerOf(call);
    // A programme's realm has its code.
    const programme = await programmeByCode(platform, caller.realm);
    const registering = registeringFor(platform, programme);
    const { answer, token } = await register(platform, caller, body, registering);
    setSessionCookie(platform, reply, caller, token);
    setKnownBrowser(platform, reply, caller, answer.me.personId);
    return answer;
  }),
];
